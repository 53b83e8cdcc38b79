"""The page of unclear outcomes."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_channel, make_organisation, make_person, make_team
from tests.publishing_kit import post_on
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.people.models import Team
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing.models import Attempt, Delivery

pytestmark = pytest.mark.django_db
PAGE = "/deliveries/unknown/"


def unclear(team: Team, count: int = 1) -> None:
    for _ in range(count):
        channel = make_channel(team, "mastodon", handle="elm@social.example.org")
        _, [delivery] = post_on([channel])
        now = timezone.now()
        Delivery.objects.filter(pk=delivery.pk).update(state="unknown", reason="not_seen", sent_at=now)
        Attempt.objects.create(delivery=delivery, fence=1, outcome="unknown", reason="lost_reply", raw="secret-looking")
        Attempt.objects.create(delivery=delivery, fence=1, kind="settle", outcome="absent")


@pytest.fixture
def team() -> Team:
    make_organisation()
    return make_team()


def test_evidence_and_two_choices(client: Client, team: Team) -> None:
    unclear(team)
    client.force_login(make_person(Role.PUBLISHER, team))
    html = client.get(PAGE).content.decode()
    assert 'value="there"' in html
    assert 'value="not_there"' in html
    assert "no clear answer" in html
    assert "not seen" in html
    assert "https://social.example.org/@elm" in html
    assert "secret-looking" not in html  # raw answers are for those who may see them


def test_evidence_side_by_side(client: Client, team: Team) -> None:
    unclear(team)
    client.force_login(make_person(Role.PUBLISHER, team))
    html = client.get(PAGE).content.decode()
    parts = ["What we sent", "Walk for thirty minutes", "What the network answered", "What we saw on the account"]
    places = [html.index(part) for part in parts]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("act", "state", "outcome"),
    [("there", "live", "live"), ("not_there", "scheduled", "absent"), ("let_go", "cancelled", "absent")],
)
def test_what_a_person_saw_is_recorded(client: Client, team: Team, act: str, state: str, outcome: str) -> None:
    unclear(team)
    person = make_person(Role.PUBLISHER, team)
    client.force_login(person)
    row = Delivery.objects.get()
    sent = {"act": act, "url": "https://social.example.org/1", "back": "unknown"}
    assert client.post(f"/posts/{row.post_id}/deliveries/{row.pk}/", sent)["Location"] == PAGE
    row.refresh_from_db()
    assert row.state == state
    last = row.attempts.last()
    assert last is not None
    assert (last.outcome, last.reason) == (outcome, "by_person")
    assert person.name in last.raw
    assert AuditEntry.objects.get(action="delivery.settled").actor_name == person.name


def test_others_look_only(client: Client, team: Team) -> None:
    unclear(team)
    client.force_login(make_person(Role.AUDITOR, team))
    html = client.get(PAGE).content.decode()
    assert "not_there" not in html
    assert "secret-looking" in html


def test_other_teams_see_nothing(client: Client, team: Team) -> None:
    unclear(team)
    client.force_login(make_person(Role.PUBLISHER, make_team()))
    assert "Nothing is unclear" in client.get(PAGE).content.decode()


def test_signed_out(client: Client, team: Team) -> None:
    assert client.get(PAGE).status_code == 302


def test_without_any_role(client: Client, team: Team) -> None:
    client.force_login(make_person(None))
    assert client.get(PAGE).status_code == 403


@pytest.mark.parametrize("count", [2, 20])
def test_queries_do_not_grow(client: Client, team: Team, count: int, django_assert_max_num_queries: Any) -> None:
    unclear(team, count)
    client.force_login(make_person(Role.PUBLISHER, team))
    with django_assert_max_num_queries(12):
        assert client.get(PAGE).status_code == 200
