"""Days and moves when the clocks change, in Oslo and New York."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
import time_machine

from tests.factories import make_person, make_post, make_team
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.models import User
from wellspoken.web.calendar import days
from wellspoken.web.calendar.asking import Wanted, read
from wellspoken.web.calendar.moving import NotMoved, Target, WhichHour, move_post

OSLO, NEW_YORK = "Europe/Oslo", "America/New_York"
#: zone, day, minutes the clocks move
CHANGES = [
    (OSLO, date(2026, 3, 29), 60),
    (OSLO, date(2026, 10, 25), -60),
    (OSLO, date(2026, 10, 26), 0),
    (NEW_YORK, date(2026, 3, 8), 60),
    (NEW_YORK, date(2026, 11, 1), -60),
    (NEW_YORK, date(2026, 3, 29), 0),
]
#: zone, wall time that the clocks skip
SKIPPED = [(OSLO, "2026-03-29T02:30"), (NEW_YORK, "2026-03-08T02:30")]
#: zone, wall time that comes twice, both moments in UTC
DOUBLED = [
    (OSLO, "2026-10-25T02:30", "2026-10-25T00:30", "2026-10-25T01:30"),
    (NEW_YORK, "2026-11-01T01:30", "2026-11-01T05:30", "2026-11-01T06:30"),
]


@pytest.fixture
def editor(db: None) -> User:
    return make_person("editor", make_team())


@pytest.fixture
def draft(editor: User) -> Post:
    team = editor.grants.get().team
    return make_post(team, editor)


@pytest.mark.parametrize(("zone", "day", "minutes"), CHANGES)
def test_days_are_as_long_as_the_clocks_make_them(zone: str, day: date, minutes: int) -> None:
    place = ZoneInfo(zone)
    assert days.change_of_clocks(day, place) == minutes
    length = days.begins(day + timedelta(days=1), place) - days.begins(day, place)
    assert length == timedelta(hours=24) - timedelta(minutes=minutes)


@pytest.mark.parametrize("zone", [OSLO, NEW_YORK])
def test_the_days_of_a_month_leave_no_gap(zone: str) -> None:
    place = ZoneInfo(zone)
    for month in (3, 10, 11):
        shown = days.shown(Wanted("month", date(2026, month, 15)))
        assert len(shown) % 7 == 0
        assert shown[0].weekday() == 0
        assert all(b - a == timedelta(days=1) for a, b in pairwise(shown))
        starts = [days.begins(day, place) for day in shown]
        assert starts == sorted(starts)


@time_machine.travel("2026-03-01T12:00:00Z", tick=False)
@pytest.mark.parametrize(("zone", "wall"), SKIPPED)
def test_an_hour_that_is_skipped_is_refused_in_words(editor: User, draft: Post, zone: str, wall: str) -> None:
    with pytest.raises(NotMoved, match=r"02:30 does not exist"):
        move_post(actor=editor, post=draft, target=Target(wall, zone))
    draft.refresh_from_db()
    assert draft.plan_kind == "none"


@time_machine.travel("2026-03-01T12:00:00Z", tick=False)
@pytest.mark.parametrize(("zone", "wall", "first", "second"), DOUBLED)
def test_an_hour_that_comes_twice_is_asked_about(
    editor: User, draft: Post, zone: str, wall: str, first: str, second: str
) -> None:
    with pytest.raises(WhichHour, match="comes twice"):
        move_post(actor=editor, post=draft, target=Target(wall, zone))
    for fold, moment in ((0, first), (1, second)):
        when = move_post(actor=editor, post=draft, target=Target(wall, zone, fold))
        assert when.strftime("%Y-%m-%dT%H:%M") == moment
        draft.refresh_from_db()
        assert (draft.plan_wall, draft.plan_zone, draft.plan_fold) == (wall, zone, fold)


@time_machine.travel("2026-10-24T12:00:00Z", tick=False)
def test_nine_o_clock_stays_nine_o_clock_over_the_change(editor: User, draft: Post) -> None:
    before = move_post(actor=editor, post=draft, target=Target("2026-10-24T15:00", OSLO))
    after = move_post(actor=editor, post=draft, target=Target("2026-10-25T15:00", OSLO))
    assert after - before == timedelta(hours=25)


ODD = [
    ({}, "month", date(2026, 5, 1)),
    ({"view": "year", "day": "soon"}, "month", date(2026, 5, 1)),
    ({"view": "week", "day": "9999-12-31"}, "week", date(2189, 12, 31)),
    ({"view": "list", "day": "0001-01-01", "page": "-3", "team": "٣", "state": "x"}, "list", date(1990, 1, 1)),
]


@pytest.mark.parametrize(("values", "view", "day"), ODD)
def test_odd_addresses_fall_back(values: dict[str, str], view: str, day: date) -> None:
    wanted = read(values, date(2026, 5, 1))
    assert (wanted.view, wanted.day, wanted.page, wanted.team, wanted.look) == (view, day, 1, 0, "")


@pytest.mark.parametrize("view", ["month", "week", "list", "day"])
@pytest.mark.parametrize("day", [date(1990, 1, 1), date(2026, 1, 31), date(2189, 12, 31)])
def test_previous_and_next_never_leave_the_calendar(view: str, day: date) -> None:
    wanted = Wanted(view, day)
    for direction in (-1, 1):
        assert date(1990, 1, 1) <= wanted.step(direction) <= date(2189, 12, 31)
        assert days.shown(wanted)
