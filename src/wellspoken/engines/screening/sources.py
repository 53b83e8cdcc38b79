"""Which sources are credible, from data/credible_sources.csv (tiers 1 and 2 carry a health claim)."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.recognisers.link import host

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document


# Sources whose pages on a topic were changed against the evidence, so that a second source is needed:
# CDC on vaccines and autism, since 19 November 2025 (statements of AAP).
_DOUBTED = (("cdc.gov", wordlists.phrases("health", "doubted: vaccines and autism")),)


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
    """Whether the text has, or was given, a source that carries a health claim: tier 1 or 2, its own page, or a DOI.

    A DOI of a preprint does not count.
    """
    given = any("." not in source or tier(source) is None for source in doc.ctx.sources)
    cited = ("doi.org/" in doc.lower or "doi:" in doc.lower) and not preprint(doc)
    return given or cited or bool(_carrying(doc))


def second_needed(doc: "Document") -> str:
    """The source that is doubted on the topic of the text (`_DOUBTED`), when it stands alone; else empty."""
    carrying = _carrying(doc)
    doubted = {name for name in carrying if _doubted(doc, name)}
    return min(doubted, default="") if carrying == doubted and not doc.ctx.sources else ""


def _carrying(doc: "Document") -> set[str]:
    """Hosts of the links that carry a health claim."""
    links = [doc.text[e.start : e.end] for e in doc.labelled("URL")]
    labels = {host(p.risk_link) for p in doc.ctx.profile.products if p.risk_link}
    return {host(link) for link in (*links, *doc.ctx.sources) if _carries(doc, link) or host(link) in labels}


def _carries(doc: "Document", link: str) -> bool:
    return (tier(link) or 9) <= 2 or doc.own.host(link)


def _doubted(doc: "Document", name: str) -> bool:
    """Whether a source is doubted on the topic of the text."""
    return any(name == domain or name.endswith("." + domain) for domain, topic in _DOUBTED if doc.has(topic))


def preprint(doc: "Document") -> str:
    """The first link of the text to a preprint or a press release (tier 4); empty when there is none."""
    for entity in doc.labelled("URL"):
        link = doc.text[entity.start : entity.end]
        if tier(link) == 4 or "doi.org/10.1101/" in link:
            return link
    return ""
