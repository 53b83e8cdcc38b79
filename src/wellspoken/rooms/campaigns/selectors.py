"""Reads of the campaigns room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from wellspoken.rooms.campaigns.catalogue import Observance, catalogue
from wellspoken.rooms.campaigns.dates import Span, spans

_SPANNING = {"month": 2, "week": 1}


@dataclass(frozen=True, slots=True)
class Occasion:
    """An observance on its days: `start` to `end` included, `name` in the reader's language."""

    code: str
    name: str
    kind: str
    region: str
    hashtags: tuple[str, ...]
    owner: str
    source: str
    confirmed: bool
    start: date
    end: date

    @property
    def is_day(self) -> bool:
        """Whether it is one single day."""
        return self.start == self.end


def observances(start: date, end: date, countries: Iterable[str], lang: str) -> list[Occasion]:
    """What is observed from `start` to `end` (both included) worldwide and in these countries.

    `countries` are ISO 3166 alpha-2 codes in any case; `lang` is en, id or nb.
    In order of days, single days first. Weekly hooks are left out: they would fill every week.
    """
    wanted = {"*", *(country.lower() for country in countries)}
    found = [
        _occasion(entry, span, lang)
        for year in range(start.year - 1, end.year + 1)
        for entry, span in _year(year)
        if entry.region in wanted and span.end >= start and span.start <= end
    ]
    return sorted(_without_doubles(found), key=lambda o: (o.start, _SPANNING.get(o.kind, 0), o.name))


@lru_cache(maxsize=16)
def _year(year: int) -> tuple[tuple[Observance, Span], ...]:
    yearly = (entry for entry in catalogue() if not entry.rule.startswith("weekly:"))
    return tuple((entry, span) for entry in yearly for span in spans(entry.rule, year))


def _occasion(entry: Observance, span: Span, lang: str) -> Occasion:
    return Occasion(
        code=entry.code,
        name=entry.name(lang),
        kind=entry.kind,
        region=entry.region,
        hashtags=entry.hashtags,
        owner=entry.owner,
        source=entry.source,
        confirmed=entry.confirmed,
        start=span.start,
        end=span.end,
    )


def _without_doubles(occasions: list[Occasion]) -> list[Occasion]:
    """One line where the world and a country observe the same thing under one name on the same days."""
    seen: dict[tuple[str, date, date], Occasion] = {}
    for occasion in occasions:
        seen.setdefault((occasion.name.casefold(), occasion.start, occasion.end), occasion)
    return list(seen.values())
