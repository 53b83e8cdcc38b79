"""Wall times in Oslo, Jakarta, New York and Kolkata, across both changes of clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wellspoken.rooms.kernel.walltime import BadTime, day_bounds, from_utc, moment

ZONES = ["Europe/Oslo", "Asia/Jakarta", "America/New_York", "Asia/Kolkata"]
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC)).map(
    lambda d: d.replace(second=0, microsecond=0)
)
WALLS = st.datetimes(datetime(2020, 1, 1), datetime(2037, 12, 31)).map(
    lambda d: d.replace(second=0, microsecond=0, fold=0)
)


@pytest.mark.parametrize(
    ("wall", "zone", "fold", "utc", "doubled"),
    [
        ("2026-11-28T09:00", "Europe/Oslo", 0, "2026-11-28T08:00", False),
        ("2026-07-28T09:00", "Europe/Oslo", 0, "2026-07-28T07:00", False),
        ("2026-03-29T01:59", "Europe/Oslo", 0, "2026-03-29T00:59", False),
        ("2026-03-29T03:00", "Europe/Oslo", 0, "2026-03-29T01:00", False),
        ("2026-10-25T02:30", "Europe/Oslo", 0, "2026-10-25T00:30", True),
        ("2026-10-25T02:30", "Europe/Oslo", 1, "2026-10-25T01:30", True),
        ("2026-10-25T03:00", "Europe/Oslo", 1, "2026-10-25T02:00", False),
        ("2026-03-08T03:00", "America/New_York", 0, "2026-03-08T07:00", False),
        ("2026-11-01T01:30", "America/New_York", 0, "2026-11-01T05:30", True),
        ("2026-11-01T01:30", "America/New_York", 1, "2026-11-01T06:30", True),
        ("2026-11-28T09:00", "Asia/Jakarta", 0, "2026-11-28T02:00", False),
        ("2026-11-28T09:00", "Asia/Kolkata", 0, "2026-11-28T03:30", False),
    ],
)
def test_known_moments(wall, zone, fold, utc, doubled):
    found = moment(wall, zone, fold)
    assert found.utc == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert found.doubled is doubled
    assert found.wall == wall


@pytest.mark.parametrize(
    ("wall", "zone", "code"),
    [
        ("2026-03-29T02:30", "Europe/Oslo", "missing_hour"),
        ("2026-03-29T02:00", "Europe/Oslo", "missing_hour"),
        ("2026-03-08T02:59", "America/New_York", "missing_hour"),
        ("tomorrow", "Europe/Oslo", "shape"),
        ("", "Europe/Oslo", "shape"),
        ("2026-02-30T09:00", "Europe/Oslo", "shape"),
        ("2026-11-28T25:00", "Europe/Oslo", "shape"),
        ("0001-01-01T00:00", "Asia/Jakarta", "shape"),
        ("9999-12-31T23:59", "America/New_York", "shape"),
        ("2026-11-28T09:00", "Mars/Olympus", "zone"),
        ("2026-11-28T09:00", "../etc/passwd", "zone"),
        ("2026-11-28T09:00", "", "zone"),
        ("2026-11-28T09:00", "a\x00b", "zone"),
    ],
)
def test_times_that_are_none(wall, zone, code):
    with pytest.raises(BadTime) as refused:
        moment(wall, zone)
    assert refused.value.code == code


@pytest.mark.parametrize("zone", ZONES)
@given(instant=INSTANTS)
@example(instant=datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
@example(instant=datetime(2026, 10, 25, 1, 30, tzinfo=UTC))
@example(instant=datetime(2026, 3, 29, 1, 0, tzinfo=UTC))
@example(instant=datetime(2026, 11, 1, 6, 30, tzinfo=UTC))
def test_every_instant_has_one_wall_time_and_comes_back(zone, instant):
    said = from_utc(instant, zone)
    assert said.utc == instant
    assert moment(said.wall, zone, said.fold) == said


@pytest.mark.parametrize("zone", ZONES)
@given(wall=WALLS, fold=st.integers(0, 1))
@example(wall=datetime(2026, 3, 29, 2, 30), fold=0)
@example(wall=datetime(2026, 10, 25, 2, 30), fold=1)
def test_a_wall_time_resolves_to_itself_or_is_said_to_be_missing(zone, wall, fold):
    skipped = (
        wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall
    )
    if skipped:
        with pytest.raises(BadTime, match="missing_hour"):
            moment(wall.isoformat(timespec="minutes"), zone, fold)
        return
    found = moment(wall.isoformat(timespec="minutes"), zone, fold)
    assert found.utc.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0) == wall


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Oslo", "2026-03-29T12:00", 23),
        ("Europe/Oslo", "2026-10-25T12:00", 25),
        ("Europe/Oslo", "2026-11-28T12:00", 24),
        ("America/New_York", "2026-03-08T12:00", 23),
        ("America/New_York", "2026-11-01T12:00", 25),
        ("Asia/Jakarta", "2026-03-29T12:00", 24),
        ("Asia/Kolkata", "2026-10-25T12:00", 24),
    ],
)
def test_days_are_as_long_as_the_clocks_say(zone, day, hours):
    start, end = day_bounds(datetime.fromisoformat(day).replace(tzinfo=UTC), zone)
    assert end - start == timedelta(hours=hours)
    assert start.astimezone(ZoneInfo(zone)).hour == 0


@pytest.mark.parametrize("zone", ZONES)
@given(instant=INSTANTS)
def test_an_instant_lies_in_its_own_day(zone, instant):
    start, end = day_bounds(instant, zone)
    assert start <= instant < end
    assert day_bounds(end, zone)[0] == end
