"""On which days something comes again. Pure: dates in, dates out.

The days are those of RFC 5545 (weekly and monthly recurrence), worked out by dateutil.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import takewhile

from dateutil.rrule import MONTHLY, WEEKLY, rrule

from wellspoken.rooms.kernel.walltime import BadTime, Moment, moment

WEEK, MONTH = "week", "month"
MOST_STEP = 12
#: a series is approved for a year at most
LONGEST = timedelta(days=366)


class BadRhythm(ValueError):
    """A rhythm that cannot be; `code` is `step`, `weekdays`, `day`, `at`, `ends`, `long` or `never`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every `step` weeks on `weekdays` (Monday is 0), or every `step` months on `day`, from `first` to `last`.

    In months without that `day` the last one counts. `at` is a wall time, `HH:MM`, in `zone`.
    """

    every: str
    step: int
    first: date
    last: date
    at: str
    zone: str
    weekdays: tuple[int, ...] = ()
    day: int = 0

    def checked(self) -> Rhythm:
        """The same rhythm when it can be; raises `BadRhythm`."""
        if not 1 <= self.step <= MOST_STEP or self.every not in (WEEK, MONTH):
            raise BadRhythm("step")
        if self.every == WEEK and (not self.weekdays or not set(self.weekdays) <= set(range(7))):
            raise BadRhythm("weekdays")
        if self.every == MONTH and not 1 <= self.day <= 31:
            raise BadRhythm("day")
        _clock(self.at)
        if self.last < self.first:
            raise BadRhythm("ends")
        if self.last - self.first > LONGEST:
            raise BadRhythm("long")
        if next(self.days(), None) is None:
            raise BadRhythm("never")
        return self

    def days(self, since: date | None = None) -> Iterator[date]:
        """Its days in order, those before `since` left out."""
        start, from_day = datetime.combine(self.first, time()), since or self.first
        made = (found.date() for found in self._rule(start))
        return (day for day in takewhile(lambda day: day <= self.last, made) if day >= from_day)

    def _rule(self, start: datetime) -> rrule:
        until = datetime.combine(self.last, time())
        if self.every == WEEK:
            return rrule(WEEKLY, interval=self.step, byweekday=sorted(self.weekdays), dtstart=start, until=until)
        # the latest of the days that the month has
        wanted = list(range(min(self.day, 28), self.day + 1))
        return rrule(MONTHLY, interval=self.step, bymonthday=wanted, bysetpos=-1, dtstart=start, until=until)

    def moment_on(self, day: date) -> Moment:
        """The moment of one of its days. An hour that the clocks skip becomes the next one."""
        chosen = datetime.combine(day, _clock(self.at))
        try:
            return moment(chosen.isoformat(timespec="minutes"), self.zone)
        except BadTime as error:
            if error.code != "missing_hour":
                raise
            return moment((chosen + timedelta(hours=1)).isoformat(timespec="minutes"), self.zone)


def _clock(at: str) -> time:
    try:
        return time.fromisoformat(at).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError as error:
        raise BadRhythm("at") from error
