"""Which phrase lists and patterns can be in a text at all: one pass over it for a word or more of every phrase.

A list whose words are not there is never searched, and never compiled. Places do not matter here, only presence.
Text and words are compared with one space for everything that is no letter and no digit.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

_MOST_LISTS = 4_000
_LONGEST_TEXT = 20_000


#: the number of lists that have to be searched whatever a text holds
ALWAYS = -1


class Present(NamedTuple):
    """What a text may hold: lists in `numbers` (with ALWAYS), and those numbered `known` and above, which are newer."""

    numbers: frozenset[int]
    known: int


class _Spaced(dict[int, int]):
    """Letters and digits, as phrases know them, stay; all else becomes a space. Filled as characters are met."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        to = code if "a" <= char <= "z" or "0" <= char <= "9" or "\u00df" <= char <= "\u024f" else _SPACE
        to = _LIKE.get(char, to)
        if len(self) < _REMEMBERED:
            self[code] = to
        return to


_SPACE = ord(" ")
# A sign among the letters, and a letter that regular expressions take for an s.
_LIKE = {"\u00f7": _SPACE, "\u017f": ord("s")}
_REMEMBERED = 4_000
_SPACED = _Spaced()
_SPACES = re.compile(" {2,}")


def spaced(lower: str) -> str:
    """Lower-case text as it is searched: all but letters and digits as spaces."""
    return lower.translate(_SPACED)


def squeezed(words: str) -> str:
    """The same with one space wherever there are several."""
    return _SPACES.sub(" ", words)


@dataclass(slots=True)
class _Index:
    """All words at once, and the lists each belongs to. Replaced, never changed."""

    known: int
    search: AhoCorasick
    owners: list[tuple[int, ...]]


@dataclass(slots=True)
class _Lists:
    """Every list that has been made in this process, once each."""

    numbers: dict[frozenset[str], int] = field(default_factory=dict)
    index: _Index | None = None


_ALL = _Lists()


def register(words: Iterable[str] | None) -> int:
    """A number for a list that can only match where one of `words`, spaced and squeezed, stands."""
    wanted = frozenset(words or ())
    if not wanted:
        return ALWAYS
    if wanted not in _ALL.numbers:
        if len(_ALL.numbers) >= _MOST_LISTS:
            return ALWAYS
        _ALL.numbers[wanted] = len(_ALL.numbers)
    return _ALL.numbers[wanted]


@lru_cache(maxsize=8)
def present(lower: str) -> Present:
    """What a lower-case text may hold. Of very long texts everything is expected."""
    if len(lower) > _LONGEST_TEXT:
        return Present(frozenset((ALWAYS,)), 0)
    index = _index()
    padded = f" {' '.join(spaced(lower).split())} "
    found = {match[0] for match in index.search.find_matches_as_indexes(padded, overlapping=True)}
    return Present(frozenset((ALWAYS,)).union(*[index.owners[word] for word in found]), index.known)


def _index() -> _Index:
    """The index over all lists made so far."""
    index = _ALL.index
    known = len(_ALL.numbers)
    if index is None or index.known != known:
        owners: dict[str, list[int]] = {}
        for words, number in list(_ALL.numbers.items())[:known]:
            for word in words:
                owners.setdefault(word, []).append(number)
        index = _Index(known, AhoCorasick(list(owners)), [tuple(numbers) for numbers in owners.values()])
        _ALL.index = index
    return index
