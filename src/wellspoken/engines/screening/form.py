"""How a text looks: decorative letters, hashtags, emoji, capitals. Places are (start, end) in the folded text."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.text import SMALL_WORDS

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document

_TAG = Pattern(r"#([\pL\pN_]+)")
_SHOUT = Pattern(r"\p{Lu}{2,}(?:[ ,!'&-]+\p{Lu}{2,}){2,}")
_EMOJI = re.compile(
    "(?:[\U0001f300-\U0001faff\u2600-\u27bf\U0001f1e6-\U0001f1ff][\ufe0f\u200d\U0001f3fb-\U0001f3ff]{0,3} ?){4,}"
)
_DECORATIVE = re.compile("[\u2100-\u214f\u2460-\u24ff\uff01-\uffee\U0001d400-\U0001d7ff\U0001f100-\U0001f190]")
_LONG_TAG = 13


def fancy_letters(doc: "Document") -> Iterator[tuple[int, int]]:
    """Runs of letters that were mathematical, circled or full-width in the original."""
    if not _DECORATIVE.search(doc.norm.original):
        return
    start = -1
    for at, char in enumerate(doc.text + " "):
        fancy = at < len(doc.text) and char.isalnum() and _was_fancy(doc, at)
        if fancy and start < 0:
            start = at
        elif (
            not fancy
            and start >= 0
            and (at >= len(doc.text) or not (char == " " and at + 1 < len(doc.text) and _was_fancy(doc, at + 1)))
        ):
            if at - start >= 3:
                yield start, at
            start = -1


def _was_fancy(doc: "Document", at: int) -> bool:
    low, high = doc.norm.span(at, at + 1)
    original = doc.norm.original[low:high]
    return any(
        ord(c) > 0x2000 and unicodedata.normalize("NFKC", c) != c and unicodedata.normalize("NFKC", c).isalnum()
        for c in original
    )


def plain_tags(doc: "Document") -> Iterator[tuple[int, int, str]]:
    """Lower-case tags of several words, with a CamelCase form when the words can be told apart."""
    if "#" not in doc.text:
        return
    more: set[str] = set()
    for match in _TAG.finditer(doc.text):
        tag = match.group(1)
        if len(tag) >= _LONG_TAG and tag.islower() and "_" not in tag:
            more = more or {t.lower for t in doc.tokens if len(t.text) < _LONG_TAG}
            words = split_words(tag[:80], more)
            if len(words) != 1:
                yield match.start(), match.end(), "#" + "".join(w.capitalize() for w in words) if words else ""


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    """Words that tags are made of: small words and our own lists."""
    known = {w for w in SMALL_WORDS if len(w) > 1}
    known |= wordlists.words("tag_words")
    return frozenset(known)


def split_words(tag: str, more: set[str]) -> list[str]:
    """The words of a tag, fewest first; empty when it cannot be told."""
    known = _vocabulary()
    best: list[list[str] | None] = [[]] + [None] * len(tag)
    for end in range(1, len(tag) + 1):
        for start in range(max(0, end - 20), end):
            left, word = best[start], tag[start:end]
            if left is None or not (word in known or (len(word) > 3 and word in more)):
                continue
            current = best[end]
            if current is None or len(left) + 1 < len(current):
                best[end] = [*left, word]
    return best[len(tag)] or []


def emoji_storms(doc: "Document") -> Iterator[tuple[int, int]]:
    """More than three emoji in a row."""
    if doc.norm.original.isascii():
        return
    for match in _EMOJI.finditer(doc.text):
        yield match.start(), match.end()


def shouting(doc: "Document") -> Iterator[tuple[int, int]]:
    """Three or more words in capitals, at least twelve letters long."""
    for match in _SHOUT.finditer(doc.text):
        words = re.findall(r"[^\W\d_]{2,}", match.group())
        if sum(map(len, words)) >= 12 and sum(len(w) > 3 for w in words) >= 2:
            yield match.start(), match.end()
