"""Working hours and forecasts: tables of moments, with the changes of clock, and what few data do not tell."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from wellspoken.rooms.review.forecast import Kind, Waiting, foresee, pace
from wellspoken.rooms.review.hours import public_holidays
from wellspoken.rooms.review.worktime import WorkTime

OSLO = WorkTime(ZoneInfo("Europe/Oslo"))
H = timedelta(hours=1)


def at(text, zone="Europe/Oslo"):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-24T09:00", "2026-11-24T12:00", 3),
        ("2026-11-24T06:00", "2026-11-24T09:00", 1),  # before work
        ("2026-11-24T16:00", "2026-11-25T09:00", 2),  # over a night
        ("2026-11-27T16:00", "2026-11-30T09:00", 2),  # over a weekend
        ("2026-11-28T10:00", "2026-11-29T20:00", 0),  # a weekend alone
        ("2026-11-24T09:00", "2026-11-24T09:00", 0),
        ("2026-11-24T12:00", "2026-11-24T09:00", 0),  # backwards
        ("2026-11-23T00:00", "2026-11-30T00:00", 45),
        ("2026-03-27T16:00", "2026-03-30T09:00", 2),  # the clocks go forward between
        ("2026-10-23T16:00", "2026-10-26T09:00", 2),  # and back
    ],
)
def test_what_was_worked(start, end, hours):
    assert OSLO.worked(at(start), at(end)) == hours * H


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-24T09:00", 3, "2026-11-24T12:00"),
        ("2026-11-24T16:00", 2, "2026-11-25T09:00"),
        ("2026-11-27T16:30", 1, "2026-11-30T08:30"),
        ("2026-11-28T03:00", 0, "2026-11-30T08:00"),
        ("2026-11-24T10:00", 0, "2026-11-24T10:00"),
        ("2026-11-24T08:00", 9, "2026-11-24T17:00"),
        ("2026-11-24T08:00", 45, "2026-11-30T17:00"),
    ],
)
def test_when_an_amount_is_done(start, hours, end):
    done = OSLO.after(at(start), hours * H)
    assert done == at(end)
    assert done.tzinfo == UTC
    assert OSLO.worked(at(start), done) == hours * H


def test_nights_that_last_longer_and_shorter_hours_are_real_hours():
    night = WorkTime(ZoneInfo("Europe/Oslo"), 0, 24, frozenset(range(7)))
    assert night.worked(at("2026-10-25T00:00"), at("2026-10-26T00:00")) == 25 * H
    assert night.worked(at("2026-03-29T00:00"), at("2026-03-30T00:00")) == 23 * H


def test_public_holidays_and_other_weeks_are_kept():
    off = WorkTime(ZoneInfo("Europe/Oslo"), off=public_holidays("no", 2026))
    assert off.worked(at("2026-12-24T16:00"), at("2026-12-28T09:00")) == 2 * H
    assert date(2026, 5, 17) in public_holidays("NO", 2026)
    assert public_holidays("zz", 2026) == frozenset()
    sunday = WorkTime(ZoneInfo("Asia/Jakarta"), weekdays=frozenset({6}))
    assert sunday.after(at("2026-11-24T08:00", "Asia/Jakarta"), H) == at("2026-11-29T09:00", "Asia/Jakarta")


@pytest.mark.parametrize(
    "wrong",
    [{"begins": 9, "ends": 9}, {"ends": 25}, {"begins": -1}, {"weekdays": frozenset()}, {"weekdays": frozenset({7})}],
)
def test_hours_that_cannot_be(wrong):
    with pytest.raises(ValueError, match="hours"):
        WorkTime(ZoneInfo("UTC"), **wrong)


def test_years_of_rest_are_not_waited_for():
    off = frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(1200))
    with pytest.raises(ValueError, match="nobody works"):
        WorkTime(ZoneInfo("UTC"), off=off).after(datetime(2026, 1, 1, tzinfo=UTC), H)


@pytest.mark.parametrize(
    ("hours", "usual", "slow"),
    [
        ([1, 2, 3, 4, 5], 3, 4),
        ([5, 4, 3, 2, 1, 6], 3.5, 5),
        ([2] * 9 + [40], 2, 2),
        ([1, 1, 1, 1, 9, 9, 9, 9, 9, 9], 9, 9),
    ],
)
def test_a_pace_is_median_and_four_of_five(hours, usual, slow):
    found = pace([n * H for n in hours])
    assert (found.count, found.usual, found.slow) == (len(hours), usual * H, slow * H)


@pytest.mark.parametrize("few", [[], [1], [1, 2, 3, 4]])
def test_few_reviews_tell_nothing(few):
    assert pace([n * H for n in few]) is None
    found = foresee(waiting("2026-11-24T09:00", "2026-11-24T09:00", "2026-11-24T12:00"), [n * H for n in few], OSLO)
    assert (found.kind, found.at, found.troubled) == (Kind.UNKNOWN, None, False)


def waiting(asked, now, due):
    return Waiting(at(asked), at(due) if due else None, at(now))


FIVE = [H, 2 * H, 3 * H, 4 * H, 6 * H]


@pytest.mark.parametrize(
    ("asked", "now", "due", "kind", "approved", "late"),
    [
        ("2026-11-24T09:00", "2026-11-24T09:00", "2026-11-24T16:00", "sure", "2026-11-24T12:00", 0),
        ("2026-11-24T09:00", "2026-11-24T09:00", "2026-11-24T12:30", "tight", "2026-11-24T12:00", 0),
        ("2026-11-24T09:00", "2026-11-24T09:00", "2026-11-24T12:00", "tight", "2026-11-24T12:00", 0),
        ("2026-11-24T09:00", "2026-11-24T09:00", "2026-11-24T11:00", "late", "2026-11-24T12:00", 1),
        ("2026-11-24T15:00", "2026-11-24T15:00", "2026-11-24T20:00", "late", "2026-11-25T09:00", 13),
        ("2026-11-27T15:00", "2026-11-27T15:00", "2026-11-30T12:00", "sure", "2026-11-30T09:00", 0),
        ("2026-11-24T09:00", "2026-11-24T09:00", None, "untimed", "2026-11-24T12:00", 0),
        # waited two hours: only those that took longer still count
        ("2026-11-24T09:00", "2026-11-24T11:00", "2026-11-24T12:30", "late", "2026-11-24T13:00", 0.5),
        ("2026-11-24T09:00", "2026-11-24T12:30", "2026-11-24T16:00", "long", None, 0),
        ("2026-11-24T09:00", "2026-11-24T12:00", "2026-11-24T12:00", "missed", None, 0),
        ("2026-11-24T09:00", "2026-11-26T12:00", "2026-11-24T12:00", "missed", None, 0),
    ],
)
def test_forecasts(asked, now, due, kind, approved, late):
    found = foresee(waiting(asked, now, due), FIVE, OSLO)
    assert (found.kind, found.at, found.late) == (kind, at(approved) if approved else None, late * H)
    assert found.troubled == (kind in {"tight", "late", "long", "missed"})
    assert found.safe is not None
    assert found.at is None or found.safe >= found.at
    if found.troubled:
        moved = Waiting(at(asked), found.safe, at(now))
        assert foresee(moved, FIVE, OSLO).kind in {"sure", "long"}


def test_a_time_that_passed_is_said_though_nothing_else_is_known():
    found = foresee(waiting("2026-11-24T09:00", "2026-11-24T12:00", "2026-11-24T11:00"), [], OSLO)
    assert (found.kind, found.safe) == (Kind.MISSED, None)
