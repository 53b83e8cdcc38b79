"""Rule packs as data: for whom each is, which version, and when its sources were last checked (data/packs.toml)."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Pack:
    """One pack. `countries` (lower-case ISO 3166) bring it in; an empty list means every audience.

    `titles` are by language (en, id, nb); `trades` the kinds of organisation it speaks to most.
    """

    code: str
    version: str
    checked_on: date
    countries: tuple[str, ...]
    trades: tuple[str, ...]
    titles: Mapping[str, str]

    def title(self, lang: str) -> str:
        """The pack's name in `lang`, or in English."""
        return self.titles.get(lang, self.titles["en"])


@lru_cache(maxsize=1)
def all_packs() -> Mapping[str, Pack]:
    """Every pack by code, in the order of the file. Raises ValueError when the file is broken."""
    text = resources.files("wellspoken.engines.screening").joinpath("data/packs.toml").read_text("utf-8")
    return MappingProxyType({code: _pack(code, raw) for code, raw in tomllib.loads(text).items()})


def _pack(code: str, raw: Mapping[str, Any]) -> Pack:
    try:
        return Pack(
            code=code,
            version=str(raw["version"]),
            checked_on=_day(raw["checked_on"]),
            countries=tuple(raw["countries"]),
            trades=tuple(raw["trades"]),
            titles=MappingProxyType({lang: str(raw["title"][lang]) for lang in ("en", "id", "nb")}),
        )
    except KeyError as missing:
        raise ValueError(f"pack {code} has no {missing}") from missing


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    raise ValueError(f"{value!r} is not a date")


def packs_for(countries: Iterable[str]) -> tuple[str, ...]:
    """The packs that an audience in these countries brings in.

    No country, or one that no pack knows, brings in all of them: nobody has said which may be left out.
    """
    known = all_packs()
    chosen: set[str] = set()
    for country in countries:
        of_country = {pack.code for pack in known.values() if country in pack.countries}
        if not of_country:
            return tuple(known)
        chosen |= of_country
    if not chosen:
        return tuple(known)
    return tuple(code for code, pack in known.items() if code in chosen or not pack.countries)
