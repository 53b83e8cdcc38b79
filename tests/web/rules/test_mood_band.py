"""A crisis or grief is said on every page of those it lasts for, until it ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_person, make_team
from wellspoken.rooms.compliance.house.sombre import begin, end
from wellspoken.rooms.people.models import Team
from wellspoken.rooms.people.roles import Role

PAGES = ("/", "/posts/", "/calendar/")


def page(client: Client, path: str = "/") -> str:
    return client.get(path).content.decode()


@pytest.fixture
def team(db: None) -> Team:
    return make_team(name="Heart")


def test_every_page_says_it_until_it_ends(client: Client, team: Team) -> None:
    owner = make_person(Role.ADMINISTRATOR)
    client.force_login(make_person(Role.EDITOR, team))
    row = begin(actor=owner, mood="grief", reason="A colleague died on duty.", team=team)
    for path in PAGES:
        assert "<b>Days of grief</b>, Heart" in page(client, path)
    assert "A colleague died on duty." not in page(client)
    end(actor=owner, pk=row.pk)
    assert "mood-band" not in page(client)


def test_who_sees_it_and_who_gets_the_link(client: Client, team: Team) -> None:
    owner = make_person(Role.ADMINISTRATOR)
    begin(actor=owner, mood="crisis", reason="There is a fire in the east wing.", team=team)
    client.force_login(owner)
    assert 'href="/settings/rules/days/"' in page(client, "/posts/")
    client.force_login(make_person(Role.CONTRIBUTOR, team))
    assert "mood-band" in page(client)
    assert 'href="/settings/rules/days/"' not in page(client)
    client.force_login(make_person(Role.EDITOR, make_team()))
    assert "mood-band" not in page(client)


def test_what_ran_out_is_not_said_any_more(client: Client, team: Team) -> None:
    today = timezone.localdate()
    row = begin(actor=make_person(Role.ADMINISTRATOR), mood="crisis", reason="The harbour road is cut.", until=today)
    client.force_login(make_person(Role.EDITOR, team))
    assert "mood-band" in page(client)
    type(row).objects.update(until=today - timedelta(days=1))
    assert "mood-band" not in page(client)
