"""The calendar's pages: what they show, to whom, and what they cost."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.factories import make_body, make_channel, make_person, make_post, make_team
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.models import Team
from wellspoken.rooms.publishing.models import Delivery

VIEWS = ["month", "week", "list", "day"]
Plan = Callable[..., Post]


def day_of(html: str, title: str) -> str:
    """The data-day of the cell in which a title stands."""
    return re.findall(r'data-day="([\d-]+)"', html[: html.index(title)])[-1]


@pytest.mark.parametrize("view", VIEWS)
def test_drafts_and_deliveries_stand_on_their_local_day(reader: Client, plan: Plan, view: str) -> None:
    plan("2026-11-23T00:05", "Just after midnight", state="scheduled")
    plan("2026-11-23T23:55", "Just before midnight")
    html = reader.get("/calendar/", {"view": view, "day": "2026-11-23"}).content.decode()
    for title, state in (("Just after midnight", "Scheduled"), ("Just before midnight", "Draft")):
        assert day_of(html, title) == "2026-11-23"
        assert state in html
    assert "(Europe/Oslo)" in html


def test_a_chip_says_time_state_and_channels(reader: Client, plan: Plan) -> None:
    plan("2026-11-24T09:00", "Clean hands", state="late")
    html = reader.get("/calendar/?view=week&day=2026-11-24").content.decode()
    chip = html[html.index('<li class="cal-chip') :].split("</li>")[0]
    for words in ("09:00", "Needs a new time", "Clean hands", "Newsroom, Bluesky, Mastodon"):
        assert words in chip
    assert chip.count("<time") == 1, "one chip for all channels"


@pytest.mark.parametrize(
    ("day", "wall", "words"),
    [
        ("2026-10-25", "2026-10-25T02:30", "The clocks go back"),
        ("2027-03-28", "2027-03-28T03:30", "The clocks go forward"),
    ],
)
def test_a_day_on_which_the_clocks_change_says_so(reader: Client, plan: Plan, day: str, wall: str, words: str) -> None:
    plan(wall, "Early words", fold=1)
    html = reader.get("/calendar/", {"view": "week", "day": day}).content.decode()
    assert words in html
    assert day_of(html, "Early words") == day


def test_more_than_fits_is_counted_and_opens_the_day(reader: Client, plan: Plan) -> None:
    for minute in range(15):
        plan(f"2026-11-24T09:{minute:02}", f"Post {minute}", state="scheduled")
    html = reader.get("/calendar/?view=month&day=2026-11-01").content.decode()
    assert html.count('<li class="cal-chip') == 3
    assert "+ 12 more" in html
    whole = reader.get("/calendar/?view=day&day=2026-11-24").content.decode()
    assert whole.count('<li class="cal-chip') == 15


def test_long_lists_have_pages(reader: Client, plan: Plan) -> None:
    for number in range(65):
        plan(f"2026-11-24T{number // 4:02}:{number % 4 * 15:02}", f"Post no. {number:02}.")
    first = reader.get("/calendar/?view=list&day=2026-11-22").content.decode()
    second = reader.get("/calendar/?view=list&day=2026-11-22&page=2").content.decode()
    seen = re.findall(r"cal-title\">(Post no. \d\d)\.", first + second)
    assert seen == [f"Post no. {n:02}" for n in range(65)]
    assert "page=2" in first
    assert "page=3" not in second


def test_observances_are_in_the_background(reader: Client, team: Team) -> None:
    html = reader.get("/calendar/?view=month&day=2026-12-01").content.decode()
    assert day_of(html, "World AIDS Day") == "2026-12-01"


def test_nothing_of_other_teams_is_shown_even_when_asked_for(reader: Client, plan: Plan, team: Team) -> None:
    elsewhere = make_team("Elsewhere")
    channel = make_channel(elsewhere)
    own = plan("2026-11-24T09:00", "Ours")
    make_post(elsewhere, body=make_body(title="Theirs"), plan_kind="at", plan_at=own.plan_at)
    for query in (
        "",
        f"?team={elsewhere.pk}",
        f"?channel={channel.pk}",
        f"?view=day&day=2026-11-24&team={elsewhere.pk}",
    ):
        html = reader.get(f"/calendar/{query}").content.decode()
        assert "Theirs" not in html
        assert "Elsewhere" not in html


@pytest.mark.parametrize(
    ("query", "seen", "hidden"),
    [
        ("state=draft", "A draft", "A delivery"),
        ("state=scheduled", "A delivery", "A draft"),
        ("channel={0}", "A draft", "No channel"),
        ("channel={0}", "A delivery", "No channel"),
    ],
)
def test_filters(reader: Client, plan: Plan, channels: Any, query: str, seen: str, hidden: str) -> None:
    plan("2026-11-24T09:00", "A draft")
    plan("2026-11-24T10:00", "A delivery", state="scheduled")
    lonely = plan("2026-11-24T11:00", "No channel")
    assert lonely.current is not None
    lonely.current.body["channels"] = []
    lonely.current.save()
    html = reader.get(f"/calendar/?view=week&day=2026-11-24&{query.format(channels[0].pk)}").content.decode()
    assert seen in html
    assert hidden not in html


def test_only_people_with_the_right_are_offered_a_move(client: Client, plan: Plan, team: Team) -> None:
    plan("2026-11-24T09:00", "Words", state="scheduled")
    for role, offered in (("viewer", False), ("editor", False), ("publisher", True)):
        client.force_login(make_person(role, team))
        assert ("cal-move" in client.get("/calendar/").content.decode()) is offered


def test_titles_are_escaped(reader: Client, plan: Plan) -> None:
    plan("2026-11-24T09:00", "<script>alert('x')</script>\"", state="scheduled")
    html = reader.get("/calendar/").content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("count", [3, 120])
def test_the_cost_does_not_grow(
    reader: Client, plan: Plan, view: str, count: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(count):
        plan(f"2026-11-24T{number % 24:02}:{number % 60:02}", f"Post {number}", state="scheduled" if number % 3 else "")
    with django_assert_max_num_queries(12):
        page = reader.get("/calendar/", {"view": view, "day": "2026-11-24"})
    assert len(gzip.compress(page.content)) < 20_000


@pytest.mark.parametrize(
    "path", ["/", "/calendar/", "/calendar/?view=week", "/calendar/?view=list", "/calendar/?view=day"]
)
def test_pages_load_nothing_from_elsewhere(reader: Client, plan: Plan, path: str) -> None:
    plan("2026-11-21T20:00", "Words", state="scheduled")
    html = reader.get(path).content.decode()
    for name in ("src", "href", "action", "srcset", "data-url", "poster"):
        for value in re.findall(rf'\b{name}="([^"]*)"', html):
            parts = urlsplit(value)
            assert not parts.netloc, f"{name}={value}"
            assert parts.scheme == "", f"{name}={value}"
    assert "style=" not in html
    assert "<style" not in html


@pytest.mark.parametrize("view", ["month", "week", "list", "day"])
def test_rejected_and_partly_live_posts_say_so(reader: Client, plan: Plan, view: str) -> None:
    plan("2026-11-21T10:00", "No", post_state="rejected")
    part = plan("2026-11-21T11:00", "Half", state="live")
    Delivery.objects.filter(pk=part.deliveries.latest("pk").pk).update(state="held", reason="channel_broken")
    whole = plan("2026-11-21T12:00", "Whole", state="live")
    html = reader.get(f"/calendar/?view={view}&day=2026-11-21").content.decode()
    assert ">Rejected</span>" in html
    assert ">Draft</span>" not in html
    assert ">Stopped · 2 of 3 live</span>" in html
    assert html.count("of 3 live") == 1, whole.pk
    only = reader.get(f"/calendar/?view={view}&day=2026-11-21&state=rejected").content.decode()
    assert "Half" not in only
