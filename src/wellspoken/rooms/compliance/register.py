"""The register as people read it: every demand of law and good practice, and how each is met here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import pgettext_lazy

from wellspoken.engines.screening.register.reading import demands
from wellspoken.engines.screening.register.wording import in_words

#: way of meeting a demand -> tone of the design system, words
WAYS: Mapping[str, tuple[str, Any]] = {
    "machine": ("ok", pgettext_lazy("how a demand is met", "checked by a rule")),
    "records": ("ok", pgettext_lazy("how a demand is met", "needs a linked record")),
    "question": ("review", pgettext_lazy("how a demand is met", "asked of the reviewer")),
    "product": ("ok", pgettext_lazy("how a demand is met", "seen to by the product")),
    "not built": ("block", pgettext_lazy("how a demand is met", "not met in part: see to it yourselves")),
}


@dataclass(frozen=True, slots=True)
class DemandRow:
    """One demand in the reader's language; `ways` are keys of `WAYS`, `rules` the ids of the rules that check it."""

    id: str
    where: str
    citation: str
    text: str
    ways: tuple[str, ...]
    rules: tuple[str, ...]

    @property
    def said(self) -> list[tuple[str, str]]:
        """The ways as (tone, words)."""
        return [(WAYS[way][0], str(WAYS[way][1])) for way in self.ways]


@lru_cache(maxsize=4)
def _rows(lang: str) -> tuple[DemandRow, ...]:
    return tuple(DemandRow(d.id, d.where, d.citation, in_words(d.id, lang), d.how, d.rules) for d in demands().values())


def rows(lang: str, words: str = "", way: str = "") -> list[DemandRow]:
    """The demands that hold all of `words` and are met in this `way` ('' : any), in the order of the register."""
    found = [row for row in _rows(lang) if not way or way in row.ways]
    wanted = words.casefold().split()
    if not wanted:
        return found
    return [row for row in found if all(w in f"{row.id} {row.citation} {row.text}".casefold() for w in wanted)]
