"""Word lists that come as package data: lexicon/<name>.txt with [language] headings, one or more phrases a line."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

from wellspoken.engines.screening.phrases import Phrases


@cache
def sections(name: str) -> Mapping[str, tuple[str, ...]]:
    """The lists of file `name` by heading; lines starting with # are remarks, commas separate phrases."""
    text = resources.files("wellspoken.engines.screening").joinpath(f"lexicon/{name}.txt").read_text("utf-8")
    found: dict[str, list[str]] = {}
    current = found.setdefault("any", [])
    for line in map(str.strip, text.splitlines()):
        if line.startswith("[") and line.endswith("]"):
            current = found.setdefault(line[1:-1], [])
        elif line and not line.startswith("# "):
            current.extend(part.strip() for part in line.split(",") if part.strip())
    return {key: tuple(values) for key, values in found.items()}


@cache
def words(name: str) -> frozenset[str]:
    """All entries of the file, lower case."""
    return frozenset(w.lower() for values in sections(name).values() for w in values)


@cache
def words_under(name: str, heading: str) -> frozenset[str]:
    """The entries under one heading, lower case."""
    return frozenset(w.lower() for w in sections(name).get(heading, ()))


@cache
def phrases(name: str, *headings: str) -> Phrases:
    """The entries under `headings` (all when none is named) as one pattern."""
    lists = sections(name)
    return Phrases([w for key in (headings or tuple(lists)) for w in lists.get(key, ())])
