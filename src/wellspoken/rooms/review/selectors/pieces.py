"""A text cut where anything begins or ends: links, findings, comments. Pure: no database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_WORST = ("block", "review", "advise")
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*[\"'”’)]*")


@dataclass(frozen=True, slots=True)
class Span:
    """Something said of code points `start` to `end`: `kind` finding or comment, `key` its name, `severity` if any."""

    start: int
    end: int
    kind: str
    key: str
    severity: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch under the same things. `kind` is text, link, mention or tag; `opens`: findings that begin here."""

    start: int
    text: str
    kind: str
    href: str
    severity: str
    findings: tuple[str, ...]
    opens: tuple[str, ...]
    comments: tuple[str, ...]


def cut(text: str, stretches: Sequence[Any], spans: Iterable[Span]) -> list[Piece]:
    """Cut `text`; `stretches` (text, kind, href) join to the whole text. Spans outside the text are left out."""
    inside = [s for s in spans if 0 <= s.start < s.end <= len(text)]
    edges = {0, len(text), *(s.start for s in inside), *(s.end for s in inside)}
    kinds: list[tuple[int, Any]] = []
    at = 0
    for stretch in stretches:
        kinds.append((at, stretch))
        edges.add(at)
        at += len(stretch.text)
    ordered = sorted(edge for edge in edges if edge <= len(text))
    pieces = []
    for start, end in pairwise(ordered):
        while len(kinds) > 1 and kinds[1][0] <= start:
            kinds.pop(0)
        pieces.append(_piece(text[start:end], start, kinds[0][1] if kinds else None, inside))
    return pieces


def _piece(text: str, start: int, stretch: Any, spans: list[Span]) -> Piece:
    over = [s for s in spans if s.start <= start < s.end]
    severities = {s.severity for s in over if s.kind == "finding"}
    return Piece(
        start,
        text,
        getattr(stretch, "kind", "text"),
        getattr(stretch, "href", ""),
        next((level for level in _WORST if level in severities), ""),
        tuple(s.key for s in over if s.kind == "finding"),
        tuple(s.key for s in over if s.kind == "finding" and s.start == start),
        tuple(s.key for s in over if s.kind == "comment"),
    )


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text with its code points, for people who choose a passage from a list."""

    start: int
    end: int
    text: str


def sentences(text: str, most: int = 60) -> list[Sentence]:
    """The first sentences of a text."""
    found = []
    for match in _SENTENCE.finditer(text):
        lead = len(match.group()) - len(match.group().lstrip())
        words = match.group().strip()
        if len(words) > 1:
            found.append(Sentence(match.start() + lead, match.start() + lead + len(words), words))
    return found[:most]
