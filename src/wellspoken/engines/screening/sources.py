"""Which sources are credible, from data/credible_sources.csv (tiers 1 and 2 carry a health claim)."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from wellspoken.engines.screening.recognisers.link import host

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document


@lru_cache(maxsize=1)
def tiers() -> Mapping[str, int]:
    """Domain to tier: 1 authority, 2 professional, 3 press, 4 preprint or press release, 9 shortener."""
    return {domain: source.tier for domain, source in _listed().items()}


def tier(link: str) -> int | None:
    """The tier of a link's host or of the domain it belongs to; None when unknown."""
    name = host(link)
    while "." in name:
        if name in tiers():
            return tiers()[name]
        name = name.split(".", 1)[1]
    return None


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher on the list; `tier` as in `tiers`."""

    name: str
    tier: int


@lru_cache(maxsize=1)
def _listed() -> Mapping[str, Source]:
    text = resources.files("wellspoken.engines.screening").joinpath("data/credible_sources.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["domain"]: Source(row["name"], int(row["tier"])) for row in rows if row["tier"].isdigit()}


def known_source(link: str) -> Source | None:
    """The listed publisher of a link's host, or of the domain it belongs to; None when unknown."""
    name = host(link)
    while "." in name:
        if name in _listed():
            return _listed()[name]
        name = name.split(".", 1)[1]
    return None


def sourced(doc: "Document") -> bool:
    """Whether the text has, or was given, a source of tier 1 or 2, a page of its own organisation, or a DOI."""
    if doc.ctx.sources or "doi.org/" in doc.lower or "doi:" in doc.lower:
        return True
    links = [doc.text[e.start : e.end] for e in doc.labelled("URL")]
    labels = {host(p.risk_link) for p in doc.ctx.profile.products if p.risk_link}
    return any((tier(link) or 9) <= 2 or doc.own.host(link) or host(link) in labels for link in links)
