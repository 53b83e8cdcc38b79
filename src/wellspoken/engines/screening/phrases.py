r"""Word patterns that a person can read, compiled to one linear-time regular expression (RE2).

A phrase is words separated by single spaces:
  word      that word, any case               word*   words that begin so
  *word     words that end so                 a|b     either (in one place)
  <3>       up to three words in between      #       a number, alone or inside a word ("#-year-old");
                                              "#ad" stays a hashtag
Between two words may stand up to three characters that are not letters, digits or the end of a sentence.
"""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

import re2

from wellspoken.engines.screening import anchors

# Lower-case Latin letters as bytes see them; small classes keep the compiled patterns small.
_LETTER = r"[a-z\x{df}-\x{24f}]"
_INSIDE = r"[a-z0-9'\-\x{df}-\x{24f}]"
_GAP = r"[ \t\n,;:\"'()/&*_@#\x{2014}\-]{1,3}"
_OPTIONS = re2.Options()
_OPTIONS.longest_match = True
# room for the states that texts lead to: with more the memory grows and texts are no faster
_OPTIONS.max_mem = 2 << 20
_OPTIONS.log_errors = False


# "#ad" is a hashtag and "#1" a rank; "#kg" is a number with its unit.
_HASHTAG = re.compile(r"#(?!(?:kg|rb|yo|rd|th|k|m|f|x|mg|ml|jt)$)[^\W\d_]+|#[0-9]+")


_GAP_WORD = re.compile(r"<\d+>")
_TELLING = 2  # letters; a single one is in every text
_WAYS = 16

# What may stand before and after a phrase; texts are padded, so that it always stands somewhere.
_EDGE = r"[^a-z0-9\x{df}-\x{24f}]"
_NOTHING = r"[^\x00-\x{10ffff}]"


@lru_cache(maxsize=8)
def _encoded(lower: str) -> tuple[bytes, Sequence[int] | None]:
    """A text between two spaces as UTF-8, and the character of each byte; None when every character is one byte."""
    data = f" {lower} ".encode("utf-8", "replace")
    if len(data) == len(lower) + 2:
        return data, None
    return data, array("l", [0, *accumulate((byte & 0xC0) != 0x80 for byte in data)])


class Phrases:
    """Many phrases as one pattern. Search in lower-case text; matches begin and end at word borders."""

    __slots__ = ("_compiled", "_phrases", "number")

    def __init__(self, *lists: str | Iterable[str]) -> None:
        """Take phrases as comma- or line-separated text, or as an iterable of phrases."""
        phrases: set[str] = set()
        for entry in lists:
            items = re.split(r"[,\n]", entry) if isinstance(entry, str) else entry
            phrases.update(" ".join(p.lower().split()) for p in items if p.strip())
        self._phrases = phrases
        self.number = anchors.register(_anchors(phrases))
        self._compiled: Any = None

    @property
    def _pattern(self) -> Any:
        """Compiled on first use: most texts need few of the lists. No groups, so that one automaton does it all."""
        if self._compiled is None:
            source = "|".join(sorted({_compile(phrase) for phrase in self._phrases}))
            whole = f"{_EDGE}(?:{source}){_EDGE}" if source else _NOTHING
            self._compiled = re2.compile(whole, _OPTIONS)
        return self._compiled

    def find(self, lower: str) -> list[tuple[int, int]]:
        """All matches in `lower`, leftmost and longest, as (start, end)."""
        return list(self._each(lower)) if lower else []

    def first(self, lower: str) -> tuple[int, int] | None:
        """The first match, or None."""
        return next(self._each(lower), None) if lower else None

    def _each(self, lower: str) -> Iterator[tuple[int, int]]:
        data, chars = _encoded(lower)
        search, at = self._pattern.search, 0
        while match := search(data, at):
            start, at = match.span()
            at -= 1
            while data[at] & 0xC0 == 0x80:
                at -= 1
            yield (start, at - 1) if chars is None else (chars[start], chars[at] - 1)


def _anchors(phrases: Iterable[str]) -> set[str] | None:
    """For each phrase words of which one must be in a text that holds it; None when a phrase has no such word."""
    found: set[str] = set()
    for phrase in phrases:
        best = max(_stretches(phrase), key=lambda ways: min(len(way.strip()) for way in ways))
        if min(len(way.strip()) for way in best) < _TELLING:
            return None
        found.update(map(anchors.squeezed, best))
    return found


def _stretches(phrase: str) -> Iterator[list[str]]:
    """The stretches of a phrase between what is left open, each in all its ways, as anchors."""
    run = [""]
    for word in phrase.split(" "):
        parts = word.split("|")
        fixed = all(_fixed(part) for part in parts)
        if fixed and len(parts) * len(run) <= _WAYS:
            run = [f"{begun} {anchors.spaced(part)}" for begun in run for part in parts]
            continue
        yield [f"{begun} " for begun in run]
        run = [""]
        if fixed:
            run = [f" {anchors.spaced(part)}" for part in parts]
        elif not _GAP_WORD.fullmatch(word):
            yield [_bordered(part) for part in parts]
    yield [f"{begun} " for begun in run]


def _fixed(word: str) -> bool:
    """Whether a word of a phrase can be written in one way only."""
    return word.isalnum() or not ("*" in word or "<" in word or ("#" in word and not _HASHTAG.fullmatch(word)))


def _bordered(word: str) -> str:
    """The longest run of fixed letters in a word of a phrase, with spaces where both end."""
    literal = max(re.split(r"[*#]+", word), key=len) if not _fixed(word) else word
    head = word.startswith(literal)
    tail = word.endswith(literal) and (not head or word == literal)
    return f"{' ' * head}{anchors.spaced(literal)}{' ' * tail}"


def _compile(phrase: str) -> str:
    out: list[str] = []
    for word in phrase.lower().split(" "):
        gap = re.fullmatch(r"<(\d+)>", word)
        if gap:
            out.append(f"(?:{_GAP}{_INSIDE}+){{0,{gap.group(1)}}}")
            continue
        if out:
            out.append(_GAP)
        out.append("(?:" + "|".join(_word(part) for part in word.split("|")) + ")")
    return "".join(out)


def _word(word: str) -> str:
    if word == "#":
        return r"[0-9]+(?:[.,][0-9]+)?"
    head, tail = word.startswith("*"), word.endswith("*")
    core = re.escape(word.strip("*")).replace("\\'", "'")
    if not _HASHTAG.fullmatch(word):
        core = core.replace("\\#", "[0-9]+")
    return (_LETTER + "*" if head else "") + core + (_LETTER + "*" if tail else "")
