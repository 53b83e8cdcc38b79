"""Home: what needs this very person, in plain words, at a constant cost."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.models import Grant, Team, User
from wellspoken.rooms.publishing.models import Delivery, Heartbeat
from wellspoken.rooms.review.models import ReviewRequest
from wellspoken.web.home.needs import spell


@pytest.fixture(autouse=True)
def now() -> Iterator[datetime]:
    with time_machine.travel("2026-11-21T08:00:00Z", tick=False):
        yield timezone.now()


@pytest.fixture
def team(db: None, now: datetime) -> Team:
    make_organisation()
    Heartbeat.objects.create(worker="one", started_at=now, at=now, version="1")
    return make_team("Havnesykehuset")


@pytest.fixture
def ana(team: Team) -> User:
    return make_person("publisher", team, name="dr. Ana Solberg", time_zone="Europe/Oslo")


def page(client: Client, user: User) -> str:
    client.force_login(user)
    answer = client.get("/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def deliver(team: Team, title: str, state: str, at: datetime, *channels: Channel, reason: str = "") -> Post:
    post = make_post(team, body=make_body(title=title), sealed=True, state="approved")
    assert post.current is not None
    for channel in channels or (make_channel(team),):
        Delivery.objects.create(
            post=post,
            revision=post.current,
            content_hash=post.current.content_hash,
            channel=channel,
            state=state,
            reason=reason,
            due_at=at,
            not_before=at,
            live_at=at if state == "live" else None,
            url="https://social.example.org/1" if state == "live" else "",
        )
    return post


def ask(team: Team, title: str, due: datetime | None) -> None:
    post = make_post(
        team, body=make_body(title=title), state="in_review", plan_kind="at" if due else "none", plan_at=due
    )
    assert post.current is not None
    ReviewRequest.objects.create(
        post=post, revision=post.current, content_hash=post.current.content_hash, asked_by=post.author
    )


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("T04:30Z", "Good morning"),
        ("T11:30Z", "Good afternoon"),
        ("T17:30Z", "Good evening"),
        ("T23:30Z", "Good evening"),
    ],
)
def test_the_greeting_follows_the_persons_own_clock(client: Client, ana: User, moment: str, words: str) -> None:
    with time_machine.travel(f"2026-11-21{moment}", tick=False):
        assert f"{words}, Ana" in page(client, ana)


def test_an_empty_home_teaches(client: Client, team: Team, ana: User) -> None:
    make_person("reviewer", team)
    html = page(client, ana)
    for words in ("Nothing needs you now", "Nothing more today", "Connect a channel first", "World AIDS Day"):
        assert words in html


def test_reviewers_hear_when_the_first_goes_out(client: Client, team: Team, now: datetime) -> None:
    ask(team, "Later", now + timedelta(days=2))
    ask(team, "Sooner", now + timedelta(hours=2, minutes=40))
    ask(team, "Some time", None)
    html = page(client, make_person("reviewer", team))
    assert "3 posts wait for you" in html
    assert "The first goes out in 2 h 40 min" in html


def test_nobody_is_asked_to_review_their_own_or_another_teams_work(client: Client, team: Team, ana: User) -> None:
    ask(make_team(), "Elsewhere", None)
    Grant.objects.create(user=ana, team=team, role="reviewer")
    post = make_post(team, ana, state="in_review")
    assert post.current is not None
    ReviewRequest.objects.create(post=post, revision=post.current, content_hash="x", asked_by=ana)
    assert "waits for you" not in page(client, ana)


def test_changes_asked_of_me_and_only_of_me(client: Client, team: Team, ana: User) -> None:
    make_post(team, ana, make_body(title="Mine"), state="changes")
    make_post(team, None, make_body(title="Not mine"), state="changes")
    html = page(client, ana)
    assert "Changes are asked for in “Mine”" in html
    assert "Not mine" not in html


STUCK = [
    ("late", "too_late", "did not go out on Newsroom", "Choose a time"),
    ("refused", "too_long", "was not accepted by Newsroom", "Open"),
    ("unknown", "not_seen", "It is unclear whether", "Look and tell us"),
    ("held", "channel_paused", "is stopped on Newsroom", "Open"),
]


@pytest.mark.parametrize(("state", "reason", "words", "action"), STUCK)
def test_what_did_not_go_out_says_why_and_what_to_do(
    client: Client, team: Team, ana: User, now: datetime, state: str, reason: str, words: str, action: str
) -> None:
    deliver(team, "Flu", state, now - timedelta(hours=3), reason=reason)
    html = page(client, ana)
    assert words in html
    assert action in html


def test_a_viewer_sees_the_trouble_but_is_offered_no_act(client: Client, team: Team, now: datetime) -> None:
    deliver(team, "Flu", "late", now - timedelta(hours=3), reason="too_late")
    html = page(client, make_person("viewer", team))
    assert "did not go out" in html
    assert "Choose a time" not in html


def test_other_teams_trouble_stays_theirs(client: Client, team: Team, ana: User, now: datetime) -> None:
    deliver(make_team(), "Theirs", "late", now)
    assert "Theirs" not in page(client, ana)


def test_the_others_that_are_live_are_counted(client: Client, team: Team, ana: User, now: datetime) -> None:
    post = deliver(team, "Flu", "late", now, make_channel(team))
    assert post.current is not None
    for network in ("bluesky", "mastodon"):
        Delivery.objects.create(
            post=post, revision=post.current, content_hash="x", channel=make_channel(team, network),
            state="live", due_at=now, not_before=now, live_at=now,
        )  # fmt: skip
    assert "Live on the other 2." in page(client, ana)


def test_broken_sign_ins_go_to_those_who_can_mend_them(client: Client, team: Team, ana: User) -> None:
    make_channel(team, "bluesky", name="Havnesykehuset", state="broken", last_error="sign_in_expired")
    assert "Bluesky: Havnesykehuset" not in page(client, ana)
    assert "Bluesky: Havnesykehuset" in page(client, make_person("administrator", team))


def test_a_dead_worker_is_the_first_thing_said(client: Client, ana: User, now: datetime) -> None:
    assert "Nothing is going out at the moment" not in page(client, ana)
    Heartbeat.objects.update(at=now - timedelta(minutes=10))
    assert "Nothing is going out at the moment" in page(client, ana)


def test_today_is_the_persons_own_day(client: Client, team: Team, ana: User) -> None:
    deliver(team, "Tonight", "scheduled", datetime(2026, 11, 21, 22, 30, tzinfo=UTC))
    deliver(team, "Tomorrow", "scheduled", datetime(2026, 11, 21, 23, 30, tzinfo=UTC))
    html = page(client, ana)
    assert "23:30" in html
    assert "Tonight" in html
    assert "Tomorrow" not in html


def test_drafts_meant_for_today_say_what_is_missing(client: Client, team: Team, ana: User, now: datetime) -> None:
    make_post(
        team, None, make_body(title="Visiting"), state="in_review", plan_kind="at", plan_at=now + timedelta(hours=2)
    )
    html = page(client, ana)
    assert "Visiting" in html
    assert "In review" in html


def test_what_went_out_has_links(client: Client, team: Team, ana: User, now: datetime) -> None:
    deliver(team, "Out", "live", now - timedelta(hours=5))
    deliver(team, "Long ago", "live", now - timedelta(days=9))
    html = page(client, ana)
    assert 'href="https://social.example.org/1"' in html
    assert "Long ago" not in html


@pytest.mark.parametrize("count", [1, 40])
def test_the_cost_does_not_grow(
    client: Client, team: Team, now: datetime, count: int, django_assert_max_num_queries: Any
) -> None:
    boss = make_person("reviewer", team)
    for role in ("publisher", "administrator"):
        Grant.objects.create(user=boss, team=team, role=role)
    channel = make_channel(team, "bluesky", state="broken", last_error="sign_in_expired")
    for number in range(count):
        deliver(team, f"Late {number}", "late", now - timedelta(hours=1), channel, reason="too_late")
        deliver(team, f"Next {number}", "scheduled", now + timedelta(hours=1), channel)
        deliver(team, f"Out {number}", "live", now - timedelta(hours=2), channel)
        ask(team, f"Asked {number}", now + timedelta(hours=3))
        make_post(team, boss, make_body(title=f"Back {number}"), state="changes")
    client.force_login(boss)
    with django_assert_max_num_queries(12):
        answer = client.get("/")
    assert len(gzip.compress(answer.content)) < 20_000


def test_home_needs_a_person(client: Client, team: Team) -> None:
    assert client.get("/").status_code == 302
    client.force_login(make_person(None, name="Nobody Yet"))
    assert client.get("/").status_code == 403


SPELT = [(30, "1 min"), (59 * 60, "59 min"), (9600, "2 h 40 min"), (3 * 86400, "3 days")]


@pytest.mark.parametrize(("seconds", "words"), SPELT)
def test_waiting_times_in_words(seconds: float, words: str) -> None:
    assert spell(seconds) == words


SIGN_INS = [
    ("broken", None, "administrator", ("Reconnect", "reconnect/")),
    ("active", 3, "administrator", ("Reconnect", "reconnect/")),
    ("active", 3, "publisher", None),
    ("active", 40, "administrator", None),
    ("active", None, "administrator", None),
    ("broken", None, "publisher", None),
    ("broken", None, "viewer", None),
]


@pytest.mark.parametrize(("state", "days", "role", "expected"), SIGN_INS)
def test_sign_ins_that_ended_or_end_soon(
    client: Client, team: Team, now: datetime, state: str, days: int | None, role: str, expected: Any
) -> None:
    ends = now + timedelta(days=days) if days else None
    channel = make_channel(team, "bluesky", state=state, expires_at=ends, name="Elm on Bluesky", last_ok_at=now)
    html = page(client, make_person(role, team))
    assert ("Bluesky: Elm on Bluesky" in html) is (expected is not None)
    if expected:
        word, where = expected
        assert f'href="/channels/{channel.pk}/{where}">{word}' in html


def test_a_rejected_plan_is_called_rejected(client: Client, team: Team, ana: User, now: datetime) -> None:
    at = now + timedelta(hours=2)
    make_post(team, ana, make_body(title="No"), state="rejected", plan_kind="at", plan_at=at)
    html = page(client, ana)
    assert ">Rejected</span>" in html
    assert ">Draft</span>" not in html
