"""The door for name models: what a finder is, and how one is loaded by its name.

Anything with `find(text, lang)` can stand in for the built-in finder: `Engine(names=...)`, `identify(..., names=...)`,
or `--names package.module:attribute` on the command line.
"""

import importlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """A name at text[start:end] (code points, end exclusive).

    `score` is 0 to 1. From ENOUGH it is a name; below, it only supports what titles, cues and lists suspect there.
    """

    start: int
    end: int
    score: float


@runtime_checkable
class NameFinder(Protocol):
    """A back end. It must be safe to call from several threads; what it raises becomes "could not be screened"."""

    def find(self, text: str, lang: str) -> Iterable[Found]:
        """All names of `text`, whoever they belong to, in order and without overlaps; `lang` may be empty."""
        ...


def load(path: str) -> NameFinder:
    """The finder at "package.module:attribute"; a class is called without arguments.

    Raises ValueError when there is no such thing or it cannot find names.
    """
    module, _, attribute = path.partition(":")
    try:
        found = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError, ValueError) as error:
        raise ValueError(f"there is no name finder at {path}") from error
    finder = found() if isinstance(found, type) else found
    if not isinstance(finder, NameFinder):
        raise ValueError(f"{path} cannot find names: it has no find(text, lang)")  # noqa: TRY004 - a setting is wrong
    return finder
