"""Stigmatising terms, from data/stigma_terms.csv: term, language, what to say instead."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from wellspoken.engines.screening.combos import combos, together
from wellspoken.engines.screening.phrases import Phrases

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document


@dataclass(frozen=True, slots=True)
class Term:
    """One term and what to prefer; `plural_prefer` is for a plural form; empty when it is better dropped."""

    term: str
    prefer: str
    plural_prefer: str
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Label:
    """A term where it stands in a text; offsets in the folded text."""

    start: int
    end: int
    term: Term


def labels(doc: "Document") -> Iterator[Label]:
    """Terms of the list, and everyday words in the company that makes them a label, in order and without overlaps."""
    table, pattern = terms(doc.reads)
    found = [
        Label(start, end, table[key]) for start, end in doc.find(pattern) if (key := _key(doc, start, end)) in table
    ]
    for one in together(doc, "stigma", doc.reads):
        word = one.spots[0]
        if one.name in table:
            found.append(Label(word.start, word.end, table[one.name]))
    last = -1
    for label in sorted(found, key=lambda x: (x.start, -x.end)):
        if label.start >= last:
            last = label.end
            yield label


def _key(doc: "Document", start: int, end: int) -> str:
    return " ".join(doc.lower[start:end].split())


@lru_cache(maxsize=4)
def terms(lang: str) -> tuple[Mapping[str, Term], Phrases]:
    """Terms by word form and by the cell they stand in, and one pattern over the forms, for `lang` (en, id, nb)."""
    text = resources.files("wellspoken.engines.screening").joinpath("data/stigma_terms.csv").read_text("utf-8")
    table: dict[str, Term] = {}
    cells: dict[str, Term] = {}
    in_company = set(combos("stigma", lang).names)
    for row in csv.DictReader(text.splitlines()):
        cell = row["term"]
        if row["language"] != lang or any(topic in cell for topic in ("suicid", "selvmord", "bunuh", "cry for help")):
            continue
        cells[cell] = _term(row, cell)
        if cell not in in_company or "/" in cell:
            for form in _forms(cell, lang):
                table.setdefault(form, _term(row, form))
    return {**table, **cells}, Phrases(table)


def _forms(cell: str, lang: str) -> list[str]:
    """The words of a cell with plurals; remarks in brackets are left out."""
    out = []
    for raw in re.sub(r"\(.*?\)", "", cell).split("/"):
        word = " ".join(raw.split()).lower()
        if not word or word in ("hiv", "aids", "seniors", "inspirational", "dement"):
            continue
        out.append(word)
        if lang == "en" and not word.endswith(("s", "ed", "ness")) and not word.startswith("the "):
            out.append(word + "s")
        if lang == "nb" and word.isalpha():
            stem = word.removesuffix("e")
            out += [stem + end for end in ("er", "e", "en", "ene", "ne", "ere", "erne")]
    return out


def _term(row: Mapping[str, str], form: str) -> Term:
    prefer = re.sub(r"\(.*?\)", "", row["prefer"].split(";")[0]).strip()
    prefer = prefer.split(" / ")[0].strip()
    plural = re.sub(r"^person\b", "personer" if row["language"] == "nb" else "people", prefer)
    return Term(form, prefer, plural, row["why"], row["source"])
