"""Consents that were taken back stand on the home page, with their clock, until somebody settles them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_body, make_organisation, make_person, make_post
from tests.rooms.consents.kit import keeper, signed, team_with_channels
from wellspoken.rooms.consents import services
from wellspoken.rooms.consents.models import Authorization
from wellspoken.rooms.consents.services import Withdrawal
from wellspoken.rooms.consents.uses import Use
from wellspoken.rooms.content.models import ConsentUse
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing.models import Delivery

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Team:
    make_organisation()
    return team_with_channels()


def taken_back(team: Team, state: str = "") -> Authorization:
    """A consent that was taken back; with `state`, a delivery of words that use it."""
    consent = signed(team)
    if state:
        use = Use(consent.pk, "health", ("story",))
        post = make_post(team, body=make_body(consents=(use,)), sealed=True, state="published")
        ConsentUse.objects.get_or_create(revision=post.current, consent=consent)
        now, channel = timezone.now(), team.channels.first()
        Delivery.objects.create(
            post=post, revision=post.current, content_hash="x", channel=channel, state=state, due_at=now, not_before=now
        )
    services.withdraw(actor=keeper(team), consent=consent, withdrawal=Withdrawal("mail"))
    consent.refresh_from_db()
    return consent


def home(client: Client, person: User) -> str:
    client.force_login(person)
    return str(client.get("/").content.decode())


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("live", "It is still used in 1 place"),
        ("unknown", "It is still used in 1 place"),
        ("withdrawn", "Nothing of it is public"),
        ("", "Nothing of it is public"),
    ],
)
def test_until_it_is_settled(client: Client, team: Team, state: str, words: str) -> None:
    consent, person = taken_back(team, state), keeper(team)
    page = home(client, person)
    assert f"Consent {consent.code} was taken back" in page
    assert words in page
    assert f"/consents/{consent.pk}/withdrawal/" in page
    services.settle(actor=person, consent=consent, note="All of it is gone.")
    assert consent.code not in home(client, person)


@pytest.mark.parametrize(
    ("country", "words"), [("id", "UU 27/2022"), ("no", "Due without delay"), ("us", "Due without delay")]
)
def test_with_the_clock_of_its_country(client: Client, team: Team, country: str, words: str) -> None:
    Team.objects.filter(pk=team.pk).update(country=country)
    taken_back(team)
    assert words in home(client, keeper(team))


def test_only_for_those_who_keep_the_register_there(client: Client, team: Team) -> None:
    code = taken_back(team).code
    for person in (make_person(Role.VIEWER, team), make_person(Role.ADMINISTRATOR, team), keeper(team_with_channels())):
        assert code not in home(client, person)


def test_queries_do_not_grow(client: Client, team: Team, django_assert_max_num_queries: Any) -> None:
    person = keeper(team)
    for _n in range(4):
        taken_back(team, "live")
    Authorization.objects.update(withdrawn_at=timezone.now() - timedelta(days=2))
    client.force_login(person)
    client.get("/")
    with django_assert_max_num_queries(16):
        client.get("/")
