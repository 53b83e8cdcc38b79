"""Finds many word lists in one pass over a text's words, each word looked up once."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from wellspoken.engines.text import Token

_SHORTEST, _LONGEST = 2, 40
_AFFIXED = 6
_PLURAL = 4
_STEM = 4
# the shortest parts of a compound
_HEAD, _TAIL = 3, 6
_DEFINITE = ("ene", "en", "et", "er", "a")
# Phrases are cut into words as texts are: at everything that is no letter, digit, apostrophe or hyphen.
_SPACES = re.compile(r"[^\w'\-*#]+|_")


class Spot(NamedTuple):
    """Where a list was found: first and last word (numbers), and the offsets of both ends."""

    first: int
    last: int
    start: int
    end: int


#: a list that may begin at a word: its number, and the words that must follow
Candidate = tuple[int, tuple[str, ...]]


class Slots:
    """Numbered lists of words; a word may be a phrase, may begin or end with * for any beginning or
    ending, and # is a number."""

    def __init__(self, lang: str = "", *, compounds: bool = False) -> None:
        """Begin with no lists; `lang` (en, id, nb) says whose endings a listed word may carry.

        With `compounds`, a listed word may be the later part of a Norwegian compound, or an English plural.
        """
        self._lang, self._compounds, self._plurals = lang, compounds and lang == "nb", compounds and lang == "en"
        self._whole: dict[str, list[Candidate]] = {}
        self._begins: dict[str, list[Candidate]] = {}
        self._ends: dict[str, list[Candidate]] = {}
        self._inside: dict[str, list[Candidate]] = {}
        self._number: dict[str, list[Candidate]] = {}
        self._heads: set[str] = set()
        self._tails: set[str] = set()

    def add(self, number: int, words: Iterable[str]) -> None:
        """Add the words of list `number`. Raises ValueError for a phrase without words."""
        for phrase in words:
            first, *rest = _SPACES.sub(" ", phrase.lower()).split() or [""]
            if not first.strip("*"):
                raise ValueError(f"a word list holds “{phrase}”, which is no word")
            core = first.strip("*")
            if first == "#":
                table = self._number
            elif first.startswith("*"):
                table = self._inside if first.endswith("*") else self._ends
            else:
                table = self._begins if first.endswith("*") else self._whole
            table.setdefault(core, []).append((number, tuple(rest)))
            if table is self._begins:
                self._heads.add(core[:_SHORTEST])
            elif table is self._ends:
                self._tails.add(core[-_SHORTEST:])

    def find(self, tokens: Sequence[Token]) -> dict[int, list[Spot]]:
        """For every list found, its places in order; many Slots are faster together (word_pass.py)."""
        from wellspoken.engines.screening.word_pass import WordPass

        return WordPass((self,)).find(tokens)[0]

    def candidates(self, word: str) -> tuple[Candidate, ...]:
        """Lists that hold `word` as first word, with the words that must follow it."""
        found: list[Candidate] = []
        if word.isdecimal():
            found += self._number.get("#", ())
        for part in sorted(_parts(word, self._lang)):
            found += self._whole.get(part, ())
            if part[:_SHORTEST] in self._heads or part[-_SHORTEST:] in self._tails:
                for length in range(_SHORTEST, min(len(part), _LONGEST) + 1):
                    found += self._begins.get(part[:length], ())
                    found += self._ends.get(part[-length:], ())
            found += [hit for core, hits in self._inside.items() if core in part for hit in hits]
        if self._plurals and len(word) >= _PLURAL:
            found += self._whole.get(word + "s", ())
        if self._compounds:
            for tail in _tails(word):
                found += self._whole.get(tail, ())
                for length in range(_TAIL, len(tail)):
                    found += self._begins.get(tail[:length], ())
        return tuple(found)


def _parts(word: str, lang: str) -> set[str]:
    """A word, its parts between hyphens, and each without what its language adds.

    Indonesian without di- (passive) and -nya (its), English without the s of the plural, Norwegian without the ending
    of the definite form.
    """
    parts = {word, *word.split("-")}
    for part in tuple(parts):
        bare = part.removesuffix("nya") if len(part) >= _AFFIXED else part
        parts |= {bare, bare.removeprefix("di") if len(bare) >= _AFFIXED else bare}
        if lang == "nb":
            parts |= {stem + e for stem in _indefinite(part) for e in ("", "e")}
        elif len(part) >= _PLURAL and part[-1] == "s" and part[-2] not in "siu":
            parts |= {part[:-1], part[:-2] if part[-2] in "'\u2019" else part}
    return parts


def _tails(word: str) -> Iterator[str]:
    """What may be the later part of a Norwegian compound, with and without its ending."""
    for at in range(_HEAD, len(word) - _TAIL + 1):
        tail = word[at:]
        yield tail
        for stem in _indefinite(tail):
            if len(stem) >= _TAIL:
                yield stem


def _indefinite(word: str) -> Iterator[str]:
    """A Norwegian word without the endings of the definite form and the plural."""
    for ending in _DEFINITE:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            yield word[: -len(ending)]


def plain(pattern: str) -> bool:
    """Whether only one word can be meant by a later word of a phrase."""
    return pattern != "#" and "*" not in pattern


def follows(words: Sequence[str], at: int, rest: tuple[str, ...]) -> bool:
    """Whether the words after number `at` (all lower case) are those of a phrase."""
    if at + len(rest) >= len(words):
        return False
    for pattern in rest:
        at += 1
        word = words[at]
        if word != pattern and (plain(pattern) or not _fits(word, pattern)):
            return False
    return True


def _fits(word: str, pattern: str) -> bool:
    """Whether a later word of a phrase is the one meant."""
    if pattern == "#":
        return word.isdecimal()
    core = pattern.strip("*")
    if pattern.startswith("*"):
        return core in word if pattern.endswith("*") else word.endswith(core)
    return word.startswith(core) if pattern.endswith("*") else word == core
