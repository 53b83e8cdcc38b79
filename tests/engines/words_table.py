"""Reads the tables of cases in words_cases/ and says what the engine made of each."""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from wellspoken.engines.screening import Context, Engine, MediaItem, Profile

CASES = Path(__file__).parent / "words_cases"
TABLES = ("first", "second", "third", "fourth", "fifth", "truth")
FAMILIES = {"stigma", "suicide", "reading", "source", "absolute", "misinfo", "emergency", "crisis_line", "a11y"}
_HOME = {"en": ["us"], "nb": ["no"], "id": ["id"]}
_ORGANISATIONS: Mapping[str, Mapping[str, Any]] = {
    "hospital": {"kind": "hospital", "names": ["Riverbend Hospital"]},
    "agency": {"kind": "agency", "names": ["Dinas Kesehatan"]},
    "clinic": {"kind": "clinic", "names": ["Klinikk Aurora"], "services": ["laser", "filler"]},
    "pharmacy": {
        "kind": "pharmacy",
        "products": [{"brand": "Dolofin", "generic": "ibuprofen"}, {"brand": "Nasalett", "generic": "xylometazolin"}],
    },
    "pharma_no": {"kind": "pharma", "products": [{"brand": "Migravent", "generic": "erenotamab", "rx": True}]},
    "pharma_id": {
        "kind": "pharma",
        "products": [
            {"brand": "Panadrex", "generic": "parasetamol", "type": "obat bebas", "ad_approval": "IL-2026-0317"},
            {"brand": "Glukontra", "generic": "norgliflozin", "rx": True},
        ],
    },
    "supplement_no": {"kind": "supplement maker", "products": [{"brand": "Havkraft", "type": "supplement"}]},
    "cosmetic": {"kind": "cosmetics maker", "products": [{"brand": "GlowUp", "type": "kosmetik"}]},
    "jamu": {"kind": "supplement maker", "products": [{"brand": "Jamu Sehat Prima", "type": "obat tradisional"}]},
}


@dataclass(frozen=True)
class Case:
    """One line of a table: `want` is families, foil:FAMILY or promo=VERDICT."""

    lang: str
    want: str
    text: str
    more: Mapping[str, Any]

    @property
    def wanted(self) -> set[str]:
        """Families that must be found."""
        return set() if ":" in self.want or "=" in self.want else set(self.want.split(","))

    @property
    def foil(self) -> str:
        """The family that must not be found."""
        return self.want.partition(":")[2]

    @property
    def verdict(self) -> str:
        """The verdict that promotion must get."""
        return self.want.partition("=")[2]


def table(name: str) -> list[Case]:
    """The cases of one table."""
    with (CASES / f"{name}.tsv").open(encoding="utf-8") as lines:
        rows = [r for r in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if r and not r[0].startswith("#")]
    return [Case(r[0], r[1], r[2], json.loads(r[3]) if len(r) > 3 and r[3] else {}) for r in rows]


@cache
def _engine() -> Engine:
    return Engine()


def context(case: Case) -> Context:
    """The text with its organisation and pictures."""
    more = dict(case.more)
    org = more.pop("profile", "hospital")
    data = {"countries": _HOME[case.lang], **(_ORGANISATIONS[org] if isinstance(org, str) else org)}
    media = tuple(MediaItem.from_mapping(m) for m in more.pop("media", ()))
    return Context(case.text, case.lang, profile=Profile.from_mapping(data), media=media, **more)


def screened(case: Case) -> tuple[set[str], str, list[str]]:
    """Families found, the verdict of its part (promotion or the other families), and the rules with their words."""
    found = _engine().screen(context(case)).findings
    part = {"promo", "absolute"} if case.verdict else FAMILIES
    levels = {f.severity for f in found if f.family in part}
    verdict = "block" if "block" in levels else "review" if "review" in levels else "ok"
    said = [f"{f.rule}({f.severity}): {case.text[f.start : f.end]}" for f in found]
    return {f.family for f in found}, verdict, said


def good(case: Case) -> bool:
    """Whether the case came out right; a block where a reviewer would have done is right too."""
    families, verdict, _ = screened(case)
    if case.verdict:
        return verdict == case.verdict or (case.verdict, verdict) == ("review", "block")
    if case.foil:
        return case.foil not in families and verdict == "ok"
    return case.wanted <= families
