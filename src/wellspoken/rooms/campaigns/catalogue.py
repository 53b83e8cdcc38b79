"""The observances that ship with Wellspoken, read once from `data/observances.csv`.

Facts compiled from the owners' own announcements; `confirmed` is False where a
date rests on general knowledge and should be checked before a campaign is built on it.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

KINDS = frozenset({"day", "week", "month", "hook", "hold"})


@dataclass(frozen=True, slots=True)
class Observance:
    """One entry. `region` is `*` for the world or a lower-case ISO 3166 code; `names` has at least `en`.

    `kind`: day, week or month of a health theme; `hook`, a date people post about;
    `hold`, a day of mourning on which light content should wait.
    """

    code: str
    rule: str
    region: str
    kind: str
    names: Mapping[str, str]
    hashtags: tuple[str, ...]
    owner: str
    source: str
    confirmed: bool

    def name(self, lang: str) -> str:
        """The name in a language, in English where there is no established one."""
        return self.names.get(lang) or self.names["en"]


@lru_cache(maxsize=1)
def catalogue() -> tuple[Observance, ...]:
    """Every observance, in the order of the file."""
    file = resources.files("wellspoken.rooms.campaigns") / "data" / "observances.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    return tuple(_entry(row) for row in csv.DictReader(lines))


def _entry(row: Mapping[str, str]) -> Observance:
    if row["kind"] not in KINDS:
        raise ValueError(f"{row['code']}: unknown kind {row['kind']}")
    return Observance(
        code=row["code"],
        rule=row["rule"],
        region=row["region"],
        kind=row["kind"],
        names={lang: row[f"name_{lang}"] for lang in ("en", "id", "nb") if row[f"name_{lang}"]},
        hashtags=tuple(row["hashtags"].split()),
        owner=row["owner"],
        source=row["source"],
        confirmed=row["confirmed"] == "yes",
    )
