"""Times, durations and numbers in words of the reader's language.

A time is always a weekday, a date, a clock time and a place: "Sat 28 Nov, 09:00, Oslo".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel import dates, numbers
from django.utils import timezone, translation

#: Language -> (Babel locale, day with weekday, clock time).
SHAPES = {
    "en": ("en_GB", "EEE d MMM", "HH:mm"),
    "id": ("id_ID", "EEE d MMM", "HH.mm"),
    "nb": ("nb_NO", "EEE d. MMM", "HH:mm"),
}


def _shape() -> tuple[str, str, str]:
    return SHAPES.get((translation.get_language() or "en")[:2], SHAPES["en"])


def place_of(where: Any) -> tuple[tzinfo, str]:
    """Zone and spoken place of a team, a person, a zone name, or (nothing) the reader's own zone."""
    if isinstance(where, str) and where:
        zone: tzinfo = ZoneInfo(where)
    elif where and hasattr(where, "time_zone"):
        zone = ZoneInfo(where.time_zone)
    else:
        zone = timezone.get_current_timezone()
    name = str(getattr(where, "place", "") or "") or str(zone).rsplit("/", 1)[-1].replace("_", " ")
    return zone, name


def shown_in(person: Any, teams: Sequence[Any]) -> tuple[ZoneInfo, str]:
    """Zone and spoken place of a page about `teams`: a single team's own, else the person's.

    The person's zone goes by the place of a team that lies in it, when there is one.
    """
    if len(teams) == 1:
        return ZoneInfo(teams[0].time_zone), place_of(teams[0])[1]
    near = [team for team in teams if team.time_zone == person.time_zone]
    return ZoneInfo(person.time_zone), place_of(near[0] if len(near) == 1 else person)[1]


def day(value: date, *, today: date | None = None) -> str:
    """`Sat 28 Nov`; with the year when it is not this year."""
    locale, pattern, _clock = _shape()
    this = today or timezone.localdate()
    return _date(value, pattern if value.year == this.year else f"{pattern} y", locale)


def short_day(value: date) -> str:
    """`28 Nov`: without weekday and year."""
    locale, pattern, _clock = _shape()
    return _date(value, pattern.removeprefix("EEE "), locale)


@lru_cache(maxsize=4096)
def _date(value: date, pattern: str, locale: str) -> str:
    return dates.format_date(value, pattern, locale=locale)


@lru_cache(maxsize=4096)
def _time(value: time, pattern: str, locale: str) -> str:
    return dates.format_time(value, pattern, locale=locale)


def when(value: datetime, where: Any = None) -> str:
    """`Sat 28 Nov, 09:00, Oslo` in the place's own clock."""
    zone, name = place_of(where)
    local = value.astimezone(zone)
    return f"{day(local.date())}, {clock(value, where)}, {name}"


def clock(value: datetime, where: Any = None) -> str:
    """`09:00` in the place's own clock."""
    zone, _name = place_of(where)
    locale, _day, pattern = _shape()
    local = value.astimezone(zone)
    return _time(time(local.hour, local.minute), pattern, locale)


def duration(seconds: float) -> str:
    """`2 hours`, `4 seconds`: one unit, rounded."""
    return dates.format_timedelta(timedelta(seconds=seconds), locale=_shape()[0], threshold=1.1)


def ago(value: datetime, now: datetime | None = None) -> str:
    """`3 hours ago`, `in 2 days`."""
    delta = value - (now or timezone.now())
    return dates.format_timedelta(delta, locale=_shape()[0], add_direction=True, threshold=1.1)


def number(value: float) -> str:
    """`10,000` in the reader's language."""
    return numbers.format_decimal(value, locale=_shape()[0])
