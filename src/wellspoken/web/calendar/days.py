"""Local days and where they begin in UTC, correct when the clocks change."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from wellspoken.web.calendar.asking import LIST_DAYS, Wanted


def shown(wanted: Wanted) -> list[date]:
    """The days of a view: whole weeks from Monday for a month, seven for a week."""
    if wanted.view == "day":
        return [wanted.day]
    if wanted.view == "list":
        return run(wanted.day, LIST_DAYS)
    first = wanted.day if wanted.view == "week" else wanted.day.replace(day=1)
    monday = first - timedelta(days=first.weekday())
    if wanted.view == "week":
        return run(monday, 7)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return run(monday, (last - monday).days // 7 * 7 + 7)


def run(first: date, count: int) -> list[date]:
    """`count` days in a row."""
    return [first + timedelta(days=n) for n in range(count)]


def begins(day: date, zone: ZoneInfo) -> datetime:
    """The moment in UTC at which a local day begins."""
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


def change_of_clocks(day: date, zone: ZoneInfo) -> int:
    """Minutes by which the clocks go forward (60), back (-60) or neither (0) during a local day."""
    length = begins(day + timedelta(days=1), zone) - begins(day, zone)
    return int((timedelta(days=1) - length).total_seconds() // 60)
