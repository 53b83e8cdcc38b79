"""A post under review: Ana writes, Rina and Reza review, Lia edits too."""

from types import SimpleNamespace

import pytest

from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review import services


@pytest.fixture
def house(db):
    make_organisation()
    team = make_team("St. Elm's")
    channel = make_channel(team)
    return SimpleNamespace(
        team=team,
        channel=channel,
        ana=make_person(Role.EDITOR, team, name="Ana Berg"),
        lia=make_person(Role.EDITOR, team, name="Lia Putri"),
        rina=make_person(Role.REVIEWER, team, name="Rina Hart"),
        reza=make_person(Role.REVIEWER, team, name="Reza Moe"),
    )


@pytest.fixture
def draft(house):
    return make_post(house.team, house.ana, make_body(channels=(house.channel.pk,)))


@pytest.fixture
def asked(house, draft):
    return services.submit(actor=house.ana, post=draft, base_version=draft.version, note="Please look")
