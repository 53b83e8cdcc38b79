"""Well-known false claims about health (lexicon/myths.txt and advice.txt) and what is true (data/myths.tsv)."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from wellspoken.engines.screening.combos import Found, together
from wellspoken.engines.screening.stance import asked, denied

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document


_LISTS = "myths+advice"
# Claims that something harms; the others advise something.
_BLAME = frozenset(
    (
        *("vaccine-autism", "vaccine-infertility", "vaccine-harm", "vaccine-poison", "vaccine-dna", "vaccine-chip"),
        *("vaccine-overload", "vaccine-pregnant", "vaccine-gives-flu", "everyday-cause", "device-travels", "fluoride"),
        *("sunscreen", "5g", "mammogram", "deodorant", "abortion-cancer", "mask", "insulin-addict", "hiv-spread"),
        *("paracetamol-autism", "donor-myth", "contagious", "spirits"),
        *("womb-harm", "med-addict", "shedding", "cancer-air", "curse", "worse-than"),
    )
)


@dataclass(frozen=True, slots=True)
class Myth:
    """One false claim: its severity (block or review), who refutes it, and the fact by language (en, id, nb)."""

    name: str
    level: str
    source: str
    fact: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Repeated:
    """A myth in a text. `stance` is asserts, asks or denies; offsets are in the folded text."""

    myth: Myth
    start: int
    end: int
    stance: str


@lru_cache(maxsize=1)
def myths() -> Mapping[str, Myth]:
    """All known myths by name."""
    text = resources.files("wellspoken.engines.screening").joinpath("data/myths.tsv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {
        row["name"]: Myth(
            row["name"], row["level"], row["who says so"], {lang: row[lang] for lang in ("en", "id", "nb")}
        )
        for row in rows
    }


def repeated(doc: "Document") -> Iterator[Repeated]:
    """Every myth in the text with the stance the text takes, each myth once: an assertion counts before a denial."""
    best: dict[str, Repeated] = {}
    for found in together(doc, _LISTS, doc.reads):
        one = Repeated(myths()[found.name], found.start, found.end, _stance(doc, found))
        known = best.get(found.name)
        if known is None or (known.stance != "asserts" and one.stance == "asserts"):
            best[found.name] = one
    yield from sorted(best.values(), key=lambda r: (r.start, r.end))


def _stance(doc: "Document", found: Found) -> str:
    if denied(doc, found.start, found.end, found.spots, blames=found.name in _BLAME):
        return "denies"
    return "asks" if asked(doc, found.start, found.end) else "asserts"
