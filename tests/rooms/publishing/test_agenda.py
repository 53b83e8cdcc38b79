"""The agenda: every entry of a stretch of time, in order, each once, whatever the number of channels."""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.factories import make_body, make_channel, make_post, make_team
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.models import Team
from wellspoken.rooms.publishing import agenda
from wellspoken.rooms.publishing.agenda import Scope
from wellspoken.rooms.publishing.models import Delivery

START, END = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)
EVERYTHING = Scope(None)


@pytest.fixture
def team(db: None) -> Team:
    return make_team()


@pytest.fixture
def channels(team: Team) -> list[Channel]:
    return [make_channel(team, network) for network in ("newsroom", "bluesky")]


def deliver(team: Team, at: datetime, *parts: tuple[Channel, str], title: str = "Words") -> Post:
    post = make_post(team, body=make_body(title=title), state="approved", plan_at=at)
    assert post.current is not None
    for channel, state in parts:
        Delivery.objects.create(
            post=post, revision=post.current, content_hash="x", channel=channel, state=state, due_at=at, not_before=at
        )
    return post


def looks(scope: Scope = EVERYTHING) -> list[str]:
    rows = agenda.index(scope, START, END)
    found = agenda.entries(rows)
    return [found[row].look for row in rows]


def test_one_entry_for_all_channels_at_one_moment(team: Team, channels: list[Channel]) -> None:
    post = deliver(team, START + timedelta(days=3), *[(c, "scheduled") for c in channels])
    (row,) = agenda.index(EVERYTHING, START, END)
    entry = agenda.entries([row])[row]
    assert (entry.post, entry.at, entry.title) == (post.pk, START + timedelta(days=3), "Words")
    assert entry.parts == tuple((c.pk, "scheduled") for c in channels)
    assert entry.movable
    assert not entry.planned


@pytest.mark.parametrize(
    ("states", "look"),
    [
        (("live", "live"), "live"),
        (("live", "late"), "late"),
        (("scheduled", "live"), "scheduled"),
        (("unknown", "held"), "unknown"),
        (("refused", "unknown"), "refused"),
        (("cancelled", "live"), "live"),
        (("queued", "withdrawn"), "sending"),
    ],
)
def test_the_most_pressing_state_is_shown(
    team: Team, channels: list[Channel], states: tuple[str, str], look: str
) -> None:
    deliver(team, START, *zip(channels, states, strict=True))
    assert looks() == [look]


@pytest.mark.parametrize(
    ("state", "look"),
    [("draft", "draft"), ("rejected", "rejected"), ("changes", "changes"), ("in_review", "in_review")],
)
def test_posts_with_a_plan_appear(team: Team, state: str, look: str) -> None:
    make_post(team, state=state, plan_at=START)
    assert looks() == [look]


@pytest.mark.parametrize("state", ["binned", "approved", "published", "withdrawn"])
def test_other_posts_appear_only_through_deliveries(team: Team, state: str) -> None:
    make_post(team, state=state, plan_at=START)
    assert looks() == []


def test_edges_are_half_open_and_to_the_second(team: Team, channels: list[Channel]) -> None:
    for at in (START - timedelta(seconds=1), START, END - timedelta(seconds=1), END):
        deliver(team, at, (channels[0], "scheduled"))
        make_post(team, plan_at=at)
    rows = agenda.index(EVERYTHING, START, END)
    assert [row[:19] for row in rows] == ["2026-11-01 00:00:00"] * 2 + ["2026-11-30 23:59:59"] * 2
    assert bisect_left(rows, agenda.edge(START)) == 0
    assert bisect_left(rows, agenda.edge(END)) == 4
    assert len(agenda.entries(rows)) == 4


def test_fractions_of_a_second_are_kept(team: Team, channels: list[Channel]) -> None:
    at = START + timedelta(microseconds=123456)
    deliver(team, at, (channels[0], "live"))
    (entry,) = agenda.entries(agenda.index(EVERYTHING, START, END)).values()
    assert entry.at == at


def test_scopes_narrow(team: Team, channels: list[Channel]) -> None:
    other = make_team()
    deliver(other, START, (make_channel(other), "live"))
    deliver(team, START, (channels[0], "late"))
    deliver(team, START, (channels[1], "scheduled"))
    make_post(team, body=make_body(channels=(channels[1].pk,)), plan_at=START)
    make_post(team, plan_at=START)
    assert sorted(looks(Scope((team.pk,)))) == ["draft", "draft", "late", "scheduled"]
    assert sorted(looks(Scope((team.pk,), (channels[1].pk,)))) == ["draft", "scheduled"]
    assert looks(Scope((team.pk,), (), frozenset({"late"}))) == ["late"]
    assert looks(Scope(())) == []


def test_a_post_without_a_title_shows_its_first_words(team: Team, channels: list[Channel]) -> None:
    post = make_post(team, body=make_body("Walk for thirty minutes.", title=""), plan_at=START)
    (entry,) = agenda.entries(agenda.index(EVERYTHING, START, END)).values()
    assert (entry.post, entry.title) == (post.pk, "Walk for thirty minutes.")


def test_entries_gone_meanwhile_are_missing(team: Team) -> None:
    post = make_post(team, plan_at=START)
    rows = agenda.index(EVERYTHING, START, END)
    Post.objects.filter(pk=post.pk).update(state="binned")
    assert agenda.entries(rows) == {}


@pytest.mark.parametrize("count", [1, 30])
def test_three_queries_whatever_the_number(
    team: Team, channels: list[Channel], count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        deliver(team, START + timedelta(hours=number), *[(c, "scheduled") for c in channels])
        make_post(team, plan_at=START + timedelta(hours=number))
    with django_assert_num_queries(3):
        rows = agenda.index(EVERYTHING, START, END)
        assert len(agenda.entries(rows)) == 2 * count
