"""Texts written for these tests, with the verdict of a privacy officer and the places that may or may not be marked.

One case a line: `wanted :: surface/direction :: text :: text replied to`. Wanted: B block, BR block or review, R review
or block, r review only, O nothing. In a text `{LABEL=words}` is an identifier of a patient or relative and
`{-LABEL=words}` one of somebody else, which must not be marked. `~` stands for a line break.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from wellspoken.engines.screening import Context, Result

FOLDER = Path(__file__).parent
PARTS = frozenset({"privacy", "danger"})
_MARK = re.compile(r"\{(-?)([A-Z_]+)=([^}]+)\}")
_ACCEPTED = {"B": {"block"}, "BR": {"block", "review"}, "R": {"review", "block"}, "r": {"review"}, "O": {"ok"}}


@dataclass(frozen=True)
class Place:
    """A marked place: label, and start and end in the text."""

    label: str
    start: int
    end: int
    decoy: bool


@dataclass(frozen=True)
class Case:
    """One case as a test uses it."""

    name: str
    wanted: str
    context: Context
    places: tuple[Place, ...]

    @property
    def accepted(self) -> set[str]:
        """The verdicts that count as right."""
        return _ACCEPTED[self.wanted]


def read(name: str, lang: str) -> list[Case]:
    """The cases of `<name>_<lang>.txt` (`name` may be "first" or "fresh").

    Raises:
        ValueError: a line has no verdict, surface or text.
    """
    lines = (FOLDER / f"{name}_{lang}.txt").read_text("utf-8").splitlines()
    return [_case(f"{name}-{lang}-{n:03}", line, lang) for n, line in enumerate(lines, 1) if line.strip()]


def _case(name: str, line: str, lang: str) -> Case:
    wanted, where, marked, *parent = (part.strip() for part in line.split(" :: "))
    surface, _, direction = where.partition("/")
    text, places = _unmark(marked.replace("~", "\n"))
    context = Context(text, lang, surface, direction, parent=parent[0] if parent else "")
    return Case(name, wanted, context, tuple(places))


def _unmark(marked: str) -> tuple[str, list[Place]]:
    text, places, last = "", [], 0
    for found in _MARK.finditer(marked):
        text += marked[last : found.start()]
        places.append(Place(found[2], len(text), len(text) + len(found[3]), found[1] == "-"))
        text += found[3]
        last = found.end()
    return text + marked[last:], places


def verdict(result: Result) -> str:
    """The verdict of the privacy and danger rules alone."""
    found = {f.severity for f in result.findings if f.family in PARTS}
    return "block" if "block" in found else "review" if "review" in found else "ok"
