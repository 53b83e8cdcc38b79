"""Finding things in a text that more than one network shows specially."""

from __future__ import annotations

from collections.abc import Iterator

import regex

LINK = regex.compile(r"(?<![\w@/:.])https?://[^\s<>\"“”«»]+", regex.IGNORECASE)
_GRAPHEME = regex.compile(r"\X")
_TRAILING = ".,;:!?'\"…*_~"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def graphemes(text: str) -> int:
    """Return how many characters a person sees (extended grapheme clusters)."""
    return sum(1 for _ in _GRAPHEME.finditer(text))


def first_graphemes(text: str, most: int) -> str:
    """Return the first ``most`` characters as a person sees them."""
    return "".join(_GRAPHEME.findall(text)[:most])


def without_trailing(address: str) -> str:
    """Drop the punctuation that ends the sentence around an address, not the address.

    A closing bracket stays when the address holds its opening one.
    """
    while address:
        last = address[-1]
        opening = _PAIRS.get(last)
        lonely = opening is not None and address.count(last) > address.count(opening)
        if last not in _TRAILING and not lonely:
            break
        address = address[:-1]
    return address


def links(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and address of every http(s) link written out in ``text``."""
    for found in LINK.finditer(text):
        address = without_trailing(found.group())
        if len(address) > len("https://"):
            yield found.start(), found.start() + len(address), address


def overlaps(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    """Whether the span touches one of the spans already taken."""
    return any(start < other_end and other_start < end for other_start, other_end in taken)
