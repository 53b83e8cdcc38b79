"""On which days a series comes again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellspoken.rooms.publishing.rhythm import BadRhythm, Rhythm

WEEKLY = Rhythm("week", 1, date(2026, 12, 1), date(2026, 12, 31), "09:00", "Europe/Oslo", weekdays=(1,))
MONTHLY = Rhythm("month", 1, date(2026, 12, 1), date(2027, 6, 30), "09:00", "Europe/Oslo", day=31)


def days(rhythm: Rhythm, since: date | None = None) -> list[str]:
    return [f"{day:%m-%d}" for day in rhythm.checked().days(since)]


@pytest.mark.parametrize(
    ("rhythm", "expected"),
    [
        (WEEKLY, ["12-01", "12-08", "12-15", "12-22", "12-29"]),
        (replace(WEEKLY, step=2), ["12-01", "12-15", "12-29"]),
        (replace(WEEKLY, weekdays=(4, 0), last=date(2026, 12, 12)), ["12-04", "12-07", "12-11"]),
        (replace(WEEKLY, first=date(2026, 12, 2), last=date(2026, 12, 9)), ["12-08"]),
        (MONTHLY, ["12-31", "01-31", "02-28", "03-31", "04-30", "05-31", "06-30"]),
        (replace(MONTHLY, step=3), ["12-31", "03-31", "06-30"]),
        (replace(MONTHLY, day=15, last=date(2027, 2, 14)), ["12-15", "01-15"]),
    ],
)
def test_its_days(rhythm: Rhythm, expected: list[str]) -> None:
    assert days(rhythm) == expected


def test_days_before_are_left_out_without_moving_the_others() -> None:
    assert days(replace(WEEKLY, step=2), date(2026, 12, 2)) == ["12-15", "12-29"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"step": 0}, "step"),
        ({"step": 13}, "step"),
        ({"every": "day"}, "step"),
        ({"weekdays": ()}, "weekdays"),
        ({"weekdays": (7,)}, "weekdays"),
        ({"every": "month", "day": 0}, "day"),
        ({"every": "month", "day": 32}, "day"),
        ({"at": "25:00"}, "at"),
        ({"at": "nine"}, "at"),
        ({"last": date(2026, 11, 30)}, "ends"),
        ({"last": date(2028, 1, 1)}, "long"),
        ({"first": date(2026, 12, 2), "last": date(2026, 12, 5)}, "never"),
    ],
)
def test_what_cannot_be(wrong: dict[str, Any], code: str) -> None:
    with pytest.raises(BadRhythm) as error:
        replace(WEEKLY, **wrong).checked()
    assert error.value.code == code


@pytest.mark.parametrize(
    ("day", "at", "utc"),
    [
        (date(2026, 12, 1), "09:00", datetime(2026, 12, 1, 8, tzinfo=UTC)),
        (date(2027, 6, 1), "09:00", datetime(2027, 6, 1, 7, tzinfo=UTC)),
        # the clocks skip 02:00 to 03:00 on this night
        (date(2027, 3, 28), "02:30", datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        # and repeat it on this one: the first of the two
        (date(2026, 10, 25), "02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_its_moment_on_a_day(day: date, at: str, utc: datetime) -> None:
    assert replace(WEEKLY, at=at).moment_on(day).utc == utc


@settings(max_examples=40, deadline=None)
@given(
    st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    st.integers(0, 366),
    st.integers(1, 12),
    st.sampled_from(["week", "month"]),
    st.sets(st.integers(0, 6), min_size=1),
    st.integers(1, 31),
)
def test_days_are_inside_rising_and_each_once(
    first: date, length: int, step: int, every: str, weekdays: set[int], day: int
) -> None:
    last = first + timedelta(days=length)
    found = list(Rhythm(every, step, first, last, "09:00", "Asia/Jakarta", tuple(weekdays), day).days())
    assert found == sorted(set(found))
    assert all(first <= one <= last for one in found)
