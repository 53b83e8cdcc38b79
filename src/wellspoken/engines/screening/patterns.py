"""Regular expressions (RE2) that are only run, and only compiled, where a text has what they need.

A Pattern is used like one of `re`. Most patterns match nothing in most texts: what each needs (pattern_needs.py) is
looked for once per text, for all patterns together (anchors.py), and a text is encoded once for all of them.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

import re2
from re2 import _re2

from wellspoken.engines.screening import anchors
from wellspoken.engines.screening.pattern_needs import needs_of

_SHORT = 48  # in a text as short as this a search costs less than asking whether it is worth it
_FEW = 2
_NO_SPAN = (-1, -1)
# A small pattern needs little room for its states; RE2 would take eight times as much and be no faster.
_SMALL = 700  # instructions
_LEAN = re2.Options()
_LEAN.max_mem = 1 << 20
_ANYWHERE, _AT_START = _re2.RE2.Anchor.UNANCHORED, _re2.RE2.Anchor.ANCHOR_START
_DIGITS = b"0123456789"
# Bytes that may belong to a capital: A to Z, and the first byte of every other letter.
_CAPITALS = bytes((*range(ord("A"), ord("Z") + 1), *range(0xC0, 0x100)))
_Spans = Sequence[tuple[int, int]]


def _compile(source: str, options: Any) -> Any:
    compiled = re2.compile(source, options or _LEAN)
    return compiled if options or compiled.programsize <= _SMALL else re2.compile(source)


class Match:
    """Where a pattern and its groups were found in `text`; a group that is not there is at (-1, -1)."""

    __slots__ = ("_spans", "_text")

    def __init__(self, text: str, spans: _Spans) -> None:
        """Keep the places, the whole first."""
        self._text, self._spans = text, spans

    def span(self, group: int = 0) -> tuple[int, int]:
        """Where `group` begins and ends."""
        return self._spans[group]

    def start(self, group: int = 0) -> int:
        """Where `group` begins."""
        return self._spans[group][0]

    def end(self, group: int = 0) -> int:
        """Where `group` ends."""
        return self._spans[group][1]

    def group(self, group: int = 0) -> Any:
        """The text of `group`, None when it is not there."""
        start, end = self._spans[group]
        return self._text[start:end] if start >= 0 else None

    def groups(self) -> tuple[Any, ...]:
        """The texts of all groups."""
        return tuple(map(self.group, range(1, len(self._spans))))


class _Encoded:
    """A text as UTF-8, how many digits and capitals it can have, and the numbers of the patterns that it may match."""

    __slots__ = ("_asked", "_chars", "_text", "ascii", "capitals", "data", "digits", "known", "numbers")

    def __init__(self, text: str) -> None:
        self._text, self.data, self.ascii = text, text.encode(), text.isascii()
        self.digits = len(self.data) - len(self.data.translate(None, _DIGITS))
        self.capitals = len(self.data) - len(self.data.translate(None, _CAPITALS))
        self.numbers: frozenset[int] | None = None
        self.known = self._asked = 0
        self._chars: Sequence[int] | None = None

    def ask(self) -> frozenset[int] | None:
        """The numbers; None as long as so few have asked that searching costs less."""
        self._asked += 1
        if self._asked > _FEW:
            self.numbers, self.known = anchors.present(self._text.lower())
        return self.numbers

    def byte(self, at: int) -> int:
        """The byte at which character `at` begins."""
        return at if self.ascii else len(self._text[:at].encode())

    def places(self, spans: _Spans) -> _Spans:
        """Places in bytes as places in characters."""
        if self.ascii:
            return spans
        if self._chars is None:
            self._chars = array("l", [0, *accumulate((byte & 0xC0) != 0x80 for byte in self.data)])
        chars = self._chars
        return [span if span == _NO_SPAN else (chars[span[0]], chars[span[1]]) for span in spans]


_encoded = lru_cache(maxsize=8)(_Encoded)


class Pattern:
    """One regular expression. Never changed; threads may share it."""

    __slots__ = ("_capitals", "_compiled", "_digits", "_number", "_options", "_source")

    def __init__(self, source: str, options: Any = None) -> None:
        """Keep `source`, compiled on first use; re2.error is raised then."""
        self._source, self._options = source, options
        needs = needs_of(source)
        self._digits, self._capitals = needs.digits, needs.capitals
        self._number = anchors.register(needs.words)
        self._compiled: Any = None

    @property
    def _program(self) -> Any:
        if self._compiled is None:
            self._compiled = _compile(self._source, self._options)
        return self._compiled

    @property
    def groups(self) -> int:
        """How many groups it has."""
        return int(self._program.groups)

    def search(self, text: str, pos: int = 0, endpos: int | None = None) -> Match | None:
        """The first match that begins at or after `pos` and ends at or before `endpos`."""
        found = self._worth(text)
        return None if found is None else next(self._each(_ANYWHERE, text, found, pos, endpos), None)

    def finditer(self, text: str, pos: int = 0, endpos: int | None = None) -> Iterable[Match]:
        """All matches, from left to right."""
        found = self._worth(text)
        return () if found is None else self._each(_ANYWHERE, text, found, pos, endpos)

    def match(self, text: str) -> Match | None:
        """The match that begins where the text begins."""
        found = self._worth(text)
        return None if found is None else next(self._each(_AT_START, text, found, 0, None), None)

    def findall(self, text: str) -> list[Any]:
        """What all matches have in their first group, or as a whole where there is none."""
        group = min(self.groups, 1)
        return [match.group(group) for match in self.finditer(text)]

    def possible(self, text: str) -> bool:
        """Whether `text` has what a match needs, before parts of it are searched."""
        return self._worth(text) is not None

    def _worth(self, text: str) -> _Encoded | None:
        """The text, None when it has not what a match needs."""
        if len(text) <= _SHORT:
            return _Encoded(text)
        found = _encoded(text)
        if found.digits < self._digits or found.capitals < self._capitals:
            return None
        if self._number != anchors.ALWAYS:
            numbers = found.numbers or found.ask()
            if numbers is not None and self._number not in numbers and self._number < found.known:
                return None
        return found

    def _each(self, anchor: Any, text: str, encoded: _Encoded, pos: int, endpos: int | None) -> Iterator[Match]:
        """Matches without overlaps; after one that is empty the search goes on one character further."""
        data, match = encoded.data, self._program._regexp.Match
        at = encoded.byte(max(0, min(pos, len(text)))) if pos else 0
        end = len(data) if endpos is None else encoded.byte(max(0, min(endpos, len(text))))
        while at <= end:
            spans = match(anchor, data, at, end)
            if spans[0] == _NO_SPAN:
                return
            yield Match(text, encoded.places(spans))
            if at == end:
                return
            at = spans[0][1] if spans[0][1] != at else _next(data, at)


def _next(data: bytes, at: int) -> int:
    """Where the next character begins."""
    at += 1
    while at < len(data) and data[at] & 0xC0 == 0x80:
        at += 1
    return at
