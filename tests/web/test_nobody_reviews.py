"""A team without a second person: said plainly where posts are written, on the home page and after the set-up."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.factories import make_organisation, make_person, make_post, make_team
from wellspoken.rooms.people.models import Grant, Team, User
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db
NOBODY, ASK, ADD = "Nobody else can review", "Ask an administrator to add a reviewer.", "Add a reviewer"


@pytest.fixture
def team() -> Team:
    make_organisation()
    return make_team("Elm")


def pages(user: User, team: Team) -> list[str]:
    """Home and the composer with a draft of the person's own, as they see them."""
    client = Client()
    client.force_login(user)
    post = make_post(team, user)
    return [client.get(where).content.decode() for where in ("/", f"/posts/{post.pk}/edit/")]


def test_an_editor_is_told_to_ask(team: Team) -> None:
    for page in pages(make_person(Role.EDITOR, team), team):
        assert NOBODY in page
        assert ASK in page
        assert ADD not in page


def test_an_administrator_is_led_to_the_people(team: Team) -> None:
    boss = make_person(Role.ADMINISTRATOR)
    Grant.objects.create(user=boss, role=Role.EDITOR)
    for page in pages(boss, team):
        assert NOBODY in page
        assert ADD in page
        assert 'href="/settings/people/"' in page


def test_being_a_reviewer_oneself_does_not_help(team: Team) -> None:
    alone = make_person(Role.EDITOR, team)
    Grant.objects.create(user=alone, team=team, role=Role.REVIEWER)
    assert all(NOBODY in page for page in pages(alone, team))


@pytest.mark.parametrize(
    ("where", "fields", "helps"),
    [("here", {}, True), ("everywhere", {}, True), ("elsewhere", {}, False), ("here", {"is_active": False}, False)],
)
def test_who_counts_as_somebody(team: Team, where: str, fields: dict[str, Any], helps: bool) -> None:
    place = {"here": team, "everywhere": None, "elsewhere": make_team()}[where]
    make_person(Role.REVIEWER, place, **fields)
    for page in pages(make_person(Role.EDITOR, team), team):
        assert (NOBODY in page) is not helps


def test_who_does_not_write_is_not_bothered(team: Team) -> None:
    client = Client()
    client.force_login(make_person(Role.VIEWER, team))
    assert NOBODY not in client.get("/").content.decode()
