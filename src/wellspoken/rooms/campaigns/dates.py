"""When an observance falls: a small language of date rules, pure.

| rule | example | meaning |
|---|---|---|
| `fixed:MM-DD` | `fixed:12-01` | the same date each year (29 February only in leap years) |
| `nth:MM:day:N` | `nth:10:thu:2` | the Nth such weekday of the month; -1 is the last |
| `last:MM` | `last:02` | the last day of the month |
| `range:A..B` | `range:11-18..11-24` | from one date to another, over New Year too |
| `weekof:MM:day:N` | `weekof:05:sun:2` | the seven days that begin on the Nth such weekday |
| `weekcontaining:MM-DD` | `weekcontaining:05-12` | the week, Sunday to Saturday, that holds the date |
| `isoweeks:A..B` | `isoweeks:39..42` | ISO weeks, Monday to Sunday |
| `month:MM` | `month:10` | the whole month |
| `easter:N` | `easter:-21` | N days after Western Easter Sunday |
| `after:RULE:+N` | `after:nth:11:thu:4:+5` | N days after another rule's first day |
| `dates:D;D` | `dates:2026-03-13` | only these dates; other years are not known yet |
| `weekly:day` | `weekly:thu` | every such weekday |
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from dateutil.easter import easter

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class BadRule(ValueError):
    """Not a date rule."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from `start` to `end`, both included."""

    start: date
    end: date


def spans(rule: str, year: int) -> list[Span]:
    """The days that begin in `year`, in order; none when the rule gives none; raises `BadRule`."""
    kind, _, rest = rule.partition(":")
    try:
        return sorted(_KINDS[kind](rest, year))
    except (KeyError, ValueError, IndexError) as error:
        raise BadRule(rule) from error


def _day(text: str, year: int) -> date | None:
    month, day = (int(part) for part in text.split("-"))
    if (month, day) == (2, 29) and not calendar.isleap(year):
        return None
    return date(year, month, day)


def _one(start: date | None, days: int = 1) -> list[Span]:
    return [] if start is None else [Span(start, start + timedelta(days=days - 1))]


def _nth_day(rest: str, year: int) -> date | None:
    month, name, count = rest.split(":")
    first, length = calendar.monthrange(year, int(month))
    offset = (_DAYS.index(name) - first) % 7
    found = list(range(1 + offset, length + 1, 7))
    number = int(count)
    if number == 0:
        raise ValueError("there is no 0th weekday")
    if abs(number) > len(found):
        return None
    return date(year, int(month), found[number - 1 if number > 0 else number])


def _last(rest: str, year: int) -> list[Span]:
    return _one(date(year, int(rest), calendar.monthrange(year, int(rest))[1]))


def _range(rest: str, year: int) -> list[Span]:
    first, last = rest.split("..")
    start, end = _day(first, year), _day(last, year)
    if start is None or end is None:
        return []
    return [Span(start, end if end >= start else end.replace(year=year + 1))]


def _week_containing(rest: str, year: int) -> list[Span]:
    day = _day(rest, year)
    return [] if day is None else _one(day - timedelta(days=(day.weekday() + 1) % 7), 7)


def _iso_weeks(rest: str, year: int) -> list[Span]:
    first, last = (int(part) for part in rest.split(".."))
    return [Span(date.fromisocalendar(year, first, 1), date.fromisocalendar(year, last, 7))]


def _month(rest: str, year: int) -> list[Span]:
    return [Span(date(year, int(rest), 1), date(year, int(rest), calendar.monthrange(year, int(rest))[1]))]


def _after(rest: str, year: int) -> list[Span]:
    inner, _, days = rest.rpartition(":")
    return [Span(s.start + timedelta(days=int(days)), s.start + timedelta(days=int(days))) for s in spans(inner, year)]


def _dates(rest: str, year: int) -> list[Span]:
    found = [date.fromisoformat(text) for text in rest.split(";")]
    if any(later <= earlier for earlier, later in pairwise(found)):
        raise ValueError("dates go forwards")
    return [Span(day, day) for day in found if day.year == year]


def _weekly(rest: str, year: int) -> list[Span]:
    first = date(year, 1, 1)
    first += timedelta(days=(_DAYS.index(rest) - first.weekday()) % 7)
    days = (first + timedelta(days=7 * n) for n in range(53))
    return [Span(day, day) for day in days if day.year == year]


_KINDS: dict[str, Callable[[str, int], list[Span]]] = {
    "fixed": lambda rest, year: _one(_day(rest, year)),
    "nth": lambda rest, year: _one(_nth_day(rest, year)),
    "last": _last,
    "range": _range,
    "weekof": lambda rest, year: _one(_nth_day(rest, year), 7),
    "weekcontaining": _week_containing,
    "isoweeks": _iso_weeks,
    "month": _month,
    "easter": lambda rest, year: _one(easter(year) + timedelta(days=int(rest))),
    "after": _after,
    "dates": _dates,
    "weekly": _weekly,
}
