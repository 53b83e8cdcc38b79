"""What a calendar address asks for; anything odd in it falls back to something sensible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from urllib.parse import urlencode

from wellspoken.rooms.publishing.agenda import LOOKS

VIEWS = ("month", "week", "list", "day")
#: days that a list covers
LIST_DAYS = 28
FIRST, LAST = date(1990, 1, 1), date(2189, 12, 31)


@dataclass(frozen=True, slots=True)
class Wanted:
    """View, the day it is about, filters (0 or '' for none), page of a list counted from 1."""

    view: str
    day: date
    team: int = 0
    channel: int = 0
    look: str = ""
    page: int = 1

    def query(self, **changes: object) -> str:
        """The query string of this calendar, with changes; goes after `?`."""
        new = replace(self, **{"page": 1, **changes})  # type: ignore[arg-type]
        values = {"view": new.view, "day": new.day.isoformat(), "team": new.team, "channel": new.channel}
        values |= {"state": new.look, "page": new.page if new.page > 1 else 0}
        return urlencode({name: value for name, value in values.items() if value})

    def of_day(self, day: date) -> str:
        """The query of one day's own page, with the same filters."""
        return f"view=day&day={day.isoformat()}{_filters(self.team, self.channel, self.look)}"

    def step(self, direction: int) -> date:
        """The day that Previous (-1) or Next (1) leads to."""
        if self.view == "month":
            months = self.day.year * 12 + self.day.month - 1 + direction
            return _within(months // 12, months % 12 + 1)
        days = {"week": 7, "list": LIST_DAYS, "day": 1}[self.view]
        return min(LAST, max(FIRST, self.day + timedelta(days=direction * days)))


@lru_cache(maxsize=256)
def _filters(team: int, channel: int, look: str) -> str:
    named = {"team": team, "channel": channel, "state": look}
    return "".join(f"&{urlencode({name: value})}" for name, value in named.items() if value)


def _within(year: int, month: int) -> date:
    return min(LAST, max(FIRST, date(min(2189, max(1990, year)), month, 1)))


def read(values: Mapping[str, str], today: date) -> Wanted:
    """Read a query; `today` in the calendar's zone is where it opens."""
    view = values.get("view", "")
    look = values.get("state", "")
    return Wanted(
        view=view if view in VIEWS else "month",
        day=_day(values.get("day", ""), today),
        team=_number(values.get("team", "")),
        channel=_number(values.get("channel", "")),
        look=look if look in LOOKS else "",
        page=max(1, _number(values.get("page", ""))),
    )


def _day(text: str, today: date) -> date:
    try:
        return min(LAST, max(FIRST, date.fromisoformat(text)))
    except ValueError:
        return today


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
