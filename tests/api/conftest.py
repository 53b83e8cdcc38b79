"""A person with rights, signed in to the API."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import make_channel, make_organisation, make_person, make_team
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.people.models import Team, User


@pytest.fixture
def team(db: None) -> Team:
    make_organisation()
    return make_team("St. Elm's")


@pytest.fixture
def channel(team: Team) -> Channel:
    return make_channel(team)


@pytest.fixture
def editor(team: Team) -> User:
    return make_person("editor", team)


@pytest.fixture
def api(editor: User, client: Client) -> Client:
    client.force_login(editor)
    return client
