"""Stigmatising terms, from data/stigma_terms.csv: term, language, what to say instead."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from wellspoken.engines.screening.phrases import Phrases

# Everyday words that stigmatise only in one context: they count when that context is in the text.
_NEEDS = {
    "substance use": Phrases(
        "drug*, substance*, addict*, recovery, sober, opioid*, overdose*, needle*, urine, rehab*, alcohol*, "
        "drinking, rus*, narko*, avhengig*, napza, narkoba, zat"
    ),
    "mental health": Phrases("mental*, psych*, patient*, people, person, psykisk*, jiwa, pasien*, orang"),
}
_EVERYDAY = frozenset(
    [
        "user",
        "clean",
        "dirty",
        "drunk",
        "habit",
        "crazy",
        "insane",
        "psycho",
        "std",
        "cripple",
        "alcoholic",
        "seniors",
        "misbruk",
        "ren",
        "gal",
        "gila",
        "idiot",
        "cacat",
        "psk",
        "wts",
        "gemuk",
        "gendut",
        "inspirational",
    ]
)
_CRUEL = frozenset(["psycho", "insane", "lunatic", "crazy", "gila", "idiot", "gal"])


@dataclass(frozen=True, slots=True)
class Term:
    """One term and what to prefer; `plural_prefer` is for a plural form; empty when it is better dropped."""

    term: str
    prefer: str
    plural_prefer: str
    why: str
    source: str
    needs: Phrases | None


@lru_cache(maxsize=4)
def terms(lang: str) -> tuple[Mapping[str, Term], Phrases]:
    """Terms by word form, and one pattern over all of them, for `lang` (en, id, nb)."""
    text = resources.files("wellspoken.engines.screening").joinpath("data/stigma_terms.csv").read_text("utf-8")
    table: dict[str, Term] = {}
    for row in csv.DictReader(text.splitlines()):
        if (
            row["language"] == lang
            and "suicide" not in row["term"]
            and "selvmord" not in row["term"]
            and "bunuh" not in row["term"]
        ):
            for form in _forms(row["term"], lang):
                table.setdefault(form, _term(row, form))
    return table, Phrases(table)


def _forms(cell: str, lang: str) -> list[str]:
    """The words of a cell with plurals; remarks in brackets are left out."""
    out = []
    for raw in re.sub(r"\(.*?\)", "", cell).split("/"):
        word = " ".join(raw.split()).lower()
        if not word or word in ("hiv", "aids", "cry for help", "seniors", "inspirational"):
            continue
        out.append(word)
        if (
            lang == "en"
            and not word.endswith(("s", "ed", "ness"))
            and " the " not in f" {word} "
            and word not in _EVERYDAY
        ):
            out.append(word + "s")
        if lang == "nb" and word.isalpha() and word not in _EVERYDAY:
            stem = word.removesuffix("e")
            out += [stem + end for end in ("er", "e", "en", "ene", "ne", "ere", "erne")]
    return out


def _term(row: Mapping[str, str], form: str) -> Term:
    prefer = re.sub(r"\(.*?\)", "", row["prefer"].split(";")[0]).strip()
    prefer = prefer.split(" / ")[0].strip()
    plural = re.sub(r"^person\b", "personer" if row["language"] == "nb" else "people", prefer)
    base = form.removesuffix("s")
    needs = None
    if base in _EVERYDAY or form in _EVERYDAY:
        needs = _NEEDS.get("mental health" if base in _CRUEL else "substance use")
    return Term(form, prefer, plural, row["why"], row["source"], needs)
