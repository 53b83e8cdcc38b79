"""When a team reviews: its own hours, without the public holidays of its country."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from wellspoken.rooms.people.models import Team
from wellspoken.rooms.review.models import ReviewHours
from wellspoken.rooms.review.worktime import WorkTime

#: Monday to Friday
WEEK = (0, 1, 2, 3, 4)
REMIND_AFTER = 4
#: columns of `Team` and its `review_hours` that `work_of` reads, as seen from the team
COLUMNS = (
    "time_zone",
    "country",
    "review_hours__begins",
    "review_hours__ends",
    "review_hours__weekdays",
)


@dataclass(frozen=True, slots=True)
class Hours:
    """A team's hours of review; see `ReviewHours`."""

    weekdays: tuple[int, ...] = WEEK
    begins: int = 8
    ends: int = 17
    remind_after: int = REMIND_AFTER


def hours_by_team(teams: Iterable[int] | None = None) -> dict[int, Hours]:
    """The hours of teams that have their own, by key (None: of all); the others keep `Hours()`. One query."""
    rows = ReviewHours.objects.all() if teams is None else ReviewHours.objects.filter(team__in=teams)
    return {row.team_id: Hours(tuple(row.weekdays) or WEEK, row.begins, row.ends, row.remind_after) for row in rows}


def hours_of(team: Team) -> Hours:
    """The hours of one team; one query."""
    return hours_by_team([team.pk]).get(team.pk, Hours())


def work_time(team: Team, hours: Hours, year: int) -> WorkTime:
    """The team's working time around a year."""
    return _work(team.time_zone, team.country, hours.begins, hours.ends, tuple(hours.weekdays), year)


def work_of(columns: Sequence[Any], year: int) -> WorkTime:
    """The same from the values of `COLUMNS`."""
    zone, country, begins, ends, weekdays = columns
    usual = Hours()
    first, last = (usual.begins, usual.ends) if begins is None else (begins, ends)
    return _work(zone, country, first, last, tuple(weekdays or WEEK), year)


@lru_cache(maxsize=256)
def _work(zone: str, country: str, begins: int, ends: int, weekdays: tuple[int, ...], year: int) -> WorkTime:
    off = frozenset(day for near in (year - 1, year, year + 1) for day in public_holidays(country, near))
    return WorkTime(ZoneInfo(zone), begins, ends, frozenset(weekdays), off)


@lru_cache(maxsize=256)
def public_holidays(country: str, year: int) -> frozenset[date]:
    """Public holidays of a country (ISO 3166 alpha-2, any case) in a year; none for a country that is not known."""
    import holidays  # loaded when it is first needed: it is large

    try:
        return frozenset(holidays.country_holidays(country.upper(), years=year))
    except NotImplementedError:
        return frozenset()
