"""Working hours of a team: how much of a stretch of time was worked, and when an amount of work is done. Pure.

Everything is aware; days and hours are those of the team's own clock, so the changes of clock are right. What is
worked is counted in real time: an hour that the clocks skip is not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

#: days looked through before giving up; nobody rests for longer
FURTHEST = 800
ZERO = timedelta(0)


@dataclass(frozen=True, slots=True)
class WorkTime:
    """From hour `begins` to hour `ends` (1 to 24, later than `begins`) on `weekdays` (0 is Monday), except on `off`."""

    zone: ZoneInfo
    begins: int = 8
    ends: int = 17
    weekdays: frozenset[int] = frozenset(range(5))
    off: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not (0 <= self.begins < self.ends <= 24 and self.weekdays and self.weekdays <= frozenset(range(7))):
            raise ValueError("no such working hours")

    def day(self, day: date) -> tuple[datetime, datetime] | None:
        """Begin and end of work on a day in UTC; None when nobody works."""
        if day.weekday() not in self.weekdays or day in self.off:
            return None
        return _hours(day, self.zone.key, self.begins, self.ends)

    def worked(self, start: datetime, end: datetime) -> timedelta:
        """How much of the time from `start` to `end` was worked; nothing when `end` is not after `start`."""
        start, end = start.astimezone(UTC), end.astimezone(UTC)  # times of one zone differ by its clock, not in reality
        if end <= start:
            return ZERO
        last = end.astimezone(self.zone).date()
        total = ZERO
        for day in self._days(start):
            if day > last:
                break
            if (hours := self.day(day)) is not None:
                total += max(ZERO, min(end, hours[1]) - max(start, hours[0]))
        return total

    def after(self, start: datetime, amount: timedelta) -> datetime:
        """When `amount` of work has been done since `start`, in UTC.

        With nothing to do that is `start` itself, or the next moment somebody works. Raises `ValueError` when nobody
        works for two years.
        """
        start, left = start.astimezone(UTC), max(ZERO, amount)
        for day in self._days(start):
            hours = self.day(day)
            if hours is None or hours[1] <= start:
                continue
            first = max(start, hours[0])
            if left <= hours[1] - first:
                return first + left
            left -= hours[1] - first
        raise ValueError("nobody works")

    def _days(self, start: datetime) -> Iterator[date]:
        first = start.astimezone(self.zone).date()
        return (first + timedelta(days=number) for number in range(FURTHEST))


@lru_cache(maxsize=4096)
def _hours(day: date, zone: str, begins: int, ends: int) -> tuple[datetime, datetime]:
    place = ZoneInfo(zone)
    return tuple(_at(day, hour, place) for hour in (begins, ends))  # type: ignore[return-value]


def _at(day: date, hour: int, place: ZoneInfo) -> datetime:
    if hour == 24:
        day, hour = day + timedelta(days=1), 0
    return datetime.combine(day, time(hour), place).astimezone(UTC)
