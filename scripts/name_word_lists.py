"""Makes the word lists of the name model: places, words seen in names, and how common words are in lower case."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from babel import Locale
from phonenumbers.geodata import GEOCODE_DATA

from scripts.name_corpus import Sentence

DATA = Path(__file__).resolve().parents[1] / "src/wellspoken/engines/screening/names/data"
LOCALES = ("en", "nb", "nn", "id", "sv")
DIALLED = ("1", "44", "45", "46", "47", "49", "33", "34", "39", "61", "62", "81", "86", "91")
_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_GENERAL = frozenset(
    (
        *("new", "city", "north", "south", "east", "west", "county", "and", "the", "great", "upper", "lower", "area"),
        *("central", "saint", "bay", "port", "island", "islands", "republic", "lake", "fort", "mount", "old", "san"),
        *("los", "las"),
    )
)


def write_places() -> int:
    """Countries, languages and cities of CLDR (through babel) and towns of phonenumbers; returns how many."""
    found: set[str] = set()
    for code in LOCALES:
        locale = Locale.parse(code)
        names = [*locale.territories.values(), *(n.title() for n in locale.languages.values())]
        names += [str(zone["city"]) for zone in locale.time_zones.values() if "city" in zone]
        for name in names:
            found |= _words(name)
    for prefix, names in GEOCODE_DATA.items():
        if prefix.startswith(DIALLED) and (not prefix.startswith("1") or len(prefix) <= 7):
            for part in re.split(r"[,/()]", names.get("en", "")):
                found |= _words(part) if len(part.split()) <= 2 else set()
    places = sorted(found - _GENERAL)
    _write("places.txt", {"places": places})
    return len(places)


def _words(name: str) -> set[str]:
    return {w.lower() for w in _WORD.findall(name) if len(w) > 2 and w[0].isupper()}


def write_counts(corpora: Mapping[str, Iterable[Sentence]]) -> None:
    """seen.txt and common.txt, from the labelled sentences of each language."""
    seen: dict[str, list[str]] = {}
    common: dict[str, list[str]] = {}
    for lang, sentences in corpora.items():
        inside, outside, loose = Counter[str](), Counter[str](), Counter[str]()
        for words, labels in sentences:
            for word, label in zip(words, labels, strict=True):
                (inside if label.endswith("PER") else outside)[word.lower()] += 1
                loose[word] += word.islower() and word[0].isalpha()
        named = (w for w in inside if inside[w] > outside[w] and w.isalpha() and len(w) > 2)
        seen[lang] = sorted(named)
        for step, low, high in (("1", 3, 9), ("2", 10, 99), ("3", 100, 1 << 30)):
            common[f"{lang} {step}"] = sorted(w for w, n in loose.items() if low <= n <= high)
    _write("seen.txt", seen)
    _write("common.txt", common)


def _write(name: str, parts: Mapping[str, Iterable[str]]) -> None:
    lines = ["# Made by scripts/train_names.py; sources and licences: docs/models/names.md"]
    for heading, words in parts.items():
        lines += [f"[{heading}]", *textwrap.wrap(" ".join(words), 110, break_long_words=False, break_on_hyphens=False)]
    (DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
