"""Selectors in few queries, and a sentence for every state and reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from tests.factories import make_channel, make_person, make_team
from tests.publishing_kit import approved_post, at, post_on, soon
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing import selectors, words
from wellspoken.rooms.publishing.models import Delivery, Heartbeat
from wellspoken.rooms.publishing.states import DELIVERY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [2, 12])
def test_summaries_take_one_query(count: int, django_assert_num_queries: Any) -> None:
    posts = [approved_post(("bluesky", "mastodon", "newsroom"))[0] for _ in range(count)]
    first = Delivery.objects.filter(post=posts[0])
    Delivery.objects.filter(pk=first[0].pk).update(state="live")
    Delivery.objects.filter(pk=first[1].pk).update(state="cancelled")
    Delivery.objects.filter(pk=first[2].pk).update(state="held")
    with django_assert_num_queries(1):
        found = selectors.summaries(posts)
    assert (found[posts[0].pk].words, found[posts[0].pk].stuck) == ("1 of 2 live", 1)
    assert found[posts[1].pk].words == "0 of 3 live"
    assert selectors.summary(posts[0]) == found[posts[0].pk]


@pytest.mark.parametrize("count", [3, 30])
def test_calendar_takes_one_query_and_plain_values(count: int, django_assert_num_queries: Any) -> None:
    channel = make_channel()
    for number in range(count):
        post_on([channel], **at(soon(hours=number + 1)))
    approved_post(**at(soon(hours=1)))
    with django_assert_num_queries(1):
        rows = selectors.calendar_rows([channel.team_id], timezone.now(), soon(days=40))
    assert len(rows) == count
    assert [r["due_at"] for r in rows] == sorted(r["due_at"] for r in rows)
    assert rows[0]["channel__name"] == channel.name
    assert len(selectors.calendar_rows(None, timezone.now(), soon(days=40))) == count + 1


def test_what_is_stuck_is_seen_by_those_who_may() -> None:
    team = make_team()
    channels = [make_channel(team, "bluesky") for _ in range(6)]
    _, rows = post_on(channels)
    states = ["late", "held", "refused", "unknown", "live", "scheduled"]
    for row, state in zip(rows, states, strict=True):
        Delivery.objects.filter(pk=row.pk).update(state=state)
    Delivery.objects.filter(state="scheduled").update(not_before=soon(minutes=-5))
    mine = selectors.stuck(make_person(Role.VIEWER, team))
    assert sorted(item.delivery.state for item in mine) == ["held", "late", "refused", "scheduled", "unknown"]
    assert all(item.words for item in mine)
    assert selectors.stuck(make_person(Role.VIEWER, make_team())) == []
    assert [d.state for d in selectors.late(make_person(Role.VIEWER, team))] == ["late"]
    assert [d.state for d in selectors.unclear(make_person(Role.VIEWER, team))] == ["unknown"]


def test_today_is_the_teams_day() -> None:
    team = make_team(time_zone="Asia/Jakarta")
    now = timezone.now().replace(hour=12)  # 19:00 in Jakarta
    for hours in (2, 8, 30):
        post_on([make_channel(team)], **at(now + timedelta(days=1, hours=hours)))
    found = selectors.due_today(make_person(Role.VIEWER, team), team, now + timedelta(days=1))
    assert len(found) == 1


@pytest.mark.parametrize(
    ("ages", "ok", "workers"), [([], False, 0), ([3], True, 1), ([3, 4, 90], True, 2), ([40], False, 0)]
)
def test_heartbeat(ages: list[int], ok: bool, workers: int) -> None:
    for number, age in enumerate(ages):
        now = timezone.now()
        Heartbeat.objects.create(worker=f"w{number}", started_at=now, at=now - timedelta(seconds=age), version="1")
    beat = selectors.heartbeat()
    assert (beat.ok, beat.workers) == (ok, workers)
    assert (beat.age_seconds is None) == (not ages)


@pytest.mark.parametrize("state", sorted(s.value for s in DELIVERY.states))
def test_every_state_has_a_name_a_tone_and_a_sentence(state: str) -> None:
    assert words.state_name(state) != state
    assert state in words.TONES
    for reason in ("", "something new"):
        assert words.say(Delivery(state=state, reason=reason)).endswith(".")


@pytest.mark.parametrize(
    ("state", "reasons"),
    [
        ("late", words.LATE),
        ("held", words.HELD),
        ("refused", words.REFUSED),
        ("scheduled", words.WAITING),
        ("unknown", words.UNKNOWN),
        ("cancelled", words.CANCELLED),
    ],
)
def test_every_reason_has_its_own_sentence(state: str, reasons: dict[str, Any]) -> None:
    said = [words.say(Delivery(state=state, reason=reason)) for reason in reasons]
    assert len(said) == len(set(said))
    assert words.say(Delivery(state=state, reason="something new")) not in said


def test_counts_are_said_in_words() -> None:
    with translation.override("en"):
        one, two = (words.say(Delivery(state="held", reason="checks", reason_data={"count": n})) for n in (1, 2))
    assert "1 thing " in one
    assert "2 things " in two


def test_a_person_is_asked_only_when_the_machine_gave_up() -> None:
    asking = Delivery(state="unknown", reason="not_seen", settle_at=timezone.now())
    given_up = Delivery(state="unknown", reason="not_seen", settle_at=None)
    assert "Please look" not in words.say(asking)
    assert "Please look" in words.say(given_up)
