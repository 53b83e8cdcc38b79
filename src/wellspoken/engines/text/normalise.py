"""Fold text for matching while remembering where every character came from.

Folding makes one form of what readers see as the same: composed and decomposed letters, full-width and
mathematical letters, curly quotes, non-breaking spaces and hyphens. Zero-width characters disappear.
Offsets are Unicode code points, end exclusive.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from wellspoken.engines.once import once

_INVISIBLE = frozenset(
    [
        *(0xAD, 0x34F, 0x61C, 0x180E, 0xFEFF),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x2066, 0x206A),
    ]
)
_PLAIN = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u02bc\u00b4\u2032"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"), '"'),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212"), "-"),
    **dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000\u2002\u2003"), " "),
}


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of folded characters that came from original[start:end]."""

    text: str
    start: int
    end: int


class Normalised:
    """Folded text with a map back to the original.

    `text` is the folded text, `lower` the same in lower case with equal length, `original` what was given.
    """

    def __init__(self, original: str, text: str, starts: list[int] | None, ends: list[int] | None) -> None:
        """Keep the pieces; `starts` and `ends` are None when folding moved nothing."""
        self.original = original
        self.text = text
        self._starts = starts
        self._ends = ends

    @once
    def lower(self) -> str:
        """Lower case, one character for one character, so that offsets stay equal."""
        low = self.text.lower()
        if len(low) == len(self.text):
            return low
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Original offsets of the folded range [start, end); an empty range stays empty."""
        if self._starts is None or self._ends is None:
            return start, end
        if end <= start:
            at = self._starts[start] if start < len(self._starts) else len(self.original)
            return at, at
        return self._starts[start], self._ends[end - 1]


def normalise(text: str) -> Normalised:
    """Fold `text`; linear in its length."""
    if text.isascii():
        return Normalised(text, text, None, None)
    plain = text.translate(_PLAIN)
    if unicodedata.is_normalized("NFKC", plain) and not any(ord(c) in _INVISIBLE for c in plain):
        return Normalised(text, plain, None, None)
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece in _pieces(plain):
        folded.append(piece.text)
        starts.extend([piece.start] * len(piece.text))
        ends.extend([piece.end] * len(piece.text))
    return Normalised(text, "".join(folded), starts, ends)


def _pieces(text: str) -> Iterator[_Piece]:
    """Cut into a base character with its marks, fold each, leave out what cannot be seen."""
    at, size = 0, len(text)
    while at < size:
        end = at + 1
        while end < size and (unicodedata.combining(text[end]) or ord(text[end]) in _INVISIBLE):
            end += 1
        raw = "".join(c for c in text[at:end] if ord(c) not in _INVISIBLE)
        if raw:
            # A long pile of marks says nothing more than its first few do.
            yield _Piece(unicodedata.normalize("NFKC", raw[:8]).translate(_PLAIN), at, end)
        at = end
