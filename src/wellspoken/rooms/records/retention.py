"""How long the archive keeps what was public: a class per country, and the earliest day of deletion.

Only the United States names a period that reaches a published post of a care provider (45 CFR
164.316(b)(2)(i), 164.530(j): six years from creation or from last effect, whichever is later).
The GDPR (art. 5(1)(e)) and UU PDP name none; there the same six years are the product's own
choice, so that one rule holds for an organisation in several countries. Nothing is ever
deleted because its time has come: a person does it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Class:
    """Whole `years` after the end; `law` whether a law says so; `citation` which, or why not."""

    country: str
    years: int
    law: bool
    citation: str


_US = Class("us", 6, True, "45 CFR 164.316(b)(2)(i), 164.530(j)")
_ID = Class("id", 6, False, "UU 27/2022")
OTHER = Class("", 6, False, "GDPR art. 5(1)(e)")
CLASSES = {one.country: one for one in (_US, _ID)}


def classes_of(countries: Iterable[str]) -> list[Class]:
    """The classes of these countries (lower-case ISO 3166), each once, the longest first."""
    found = {CLASSES.get(country, OTHER) for country in countries} or {OTHER}
    return sorted(found, key=lambda one: (-one.years, not one.law, one.country))


def earliest_deletion(began_at: datetime, ended_at: datetime | None, countries: Iterable[str]) -> datetime | None:
    """The first moment at which it may be deleted; None while it is still public (its last effect has not come)."""
    if ended_at is None:
        return None
    return _later(max(began_at, ended_at), classes_of(countries)[0].years)


def _later(moment: datetime, years: int) -> datetime:
    """The same day so many years on; 29 February becomes 1 March."""
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:
        return moment.replace(year=moment.year + years, month=3, day=1)
