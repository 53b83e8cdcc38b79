"""Finding things in a text that more than one network shows specially."""

from __future__ import annotations

from collections.abc import Iterator

import regex

LINK = regex.compile(r"(?<![\w@/:.])https?://[^\s<>\"“”«»]+", regex.IGNORECASE)
TAG = regex.compile(r"(?<![\w/&#])[#＃](?=[\p{N}_]*\p{L})([\p{L}\p{M}\p{N}_]+)")
MENTION = regex.compile(r"(?<![\w@/.])@([\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?)")
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


def marks(text: str) -> Iterator[tuple[str, int, int, str]]:
    """Yield kind (``link``, ``tag``, ``mention``), start, end and target, as most networks read them."""
    taken = []
    for start, end, address in links(text):
        taken.append((start, end))
        yield "link", start, end, address
    for kind, pattern in (("mention", MENTION), ("tag", TAG)):
        for hit in pattern.finditer(text):
            if not overlaps(hit.start(), hit.end(), taken):
                yield kind, hit.start(), hit.end(), hit.group(1)


def count_marks(text: str) -> dict[str, int]:
    """Return how many different ``links``, and how many ``hashtags`` and ``mentions``, a text holds."""
    found = list(marks(text))
    return {
        "links": len({target for kind, _, _, target in found if kind == "link"}),
        "hashtags": sum(kind == "tag" for kind, *_ in found),
        "mentions": sum(kind == "mention" for kind, *_ in found),
    }
