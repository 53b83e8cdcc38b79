"""Which phrase lists can be in a text at all: one pass over it for a word of every phrase of every list.

A list whose words are not there is never searched, and never compiled. Places do not matter here, only presence.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick

_MOST_LISTS = 4_000
_LONGEST_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Present:
    """The numbers of the lists that a text may hold; lists numbered `known` and above were not asked for."""

    numbers: frozenset[int]
    known: int

    def may_have(self, number: int | None) -> bool:
        """Whether list `number` has to be searched; one without a number always has."""
        return number is None or number >= self.known or number in self.numbers


class _Spaced(dict[int, int]):
    """Letters and digits, as phrases know them, stay; all else becomes a space. Filled as characters are met."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        to = code if "a" <= char <= "z" or "0" <= char <= "9" or "\u00df" <= char <= "\u024f" else _SPACE
        if len(self) < _REMEMBERED:
            self[code] = to
        return to


_SPACE = ord(" ")
_REMEMBERED = 4_000
_SPACED = _Spaced()


def bordered(word: str, literal: str) -> str:
    """What must be in a spaced text where `word` of a phrase stands: `literal` of it, with spaces where both end."""
    head = word.startswith(literal)
    tail = word.endswith(literal) and (not head or word == literal)
    return f"{' ' * head}{literal.translate(_SPACED)}{' ' * tail}"


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


def register(words: Iterable[str] | None) -> int | None:
    """A number for a list that can only match where one of `words`, made by bordered(), stands; None without words."""
    wanted = frozenset(words or ())
    if not wanted:
        return None
    if wanted not in _ALL.numbers:
        if len(_ALL.numbers) >= _MOST_LISTS:
            return None
        _ALL.numbers[wanted] = len(_ALL.numbers)
    return _ALL.numbers[wanted]


def present(lower: str) -> Present:
    """What a lower-case text may hold. Of very long texts everything is expected."""
    if len(lower) > _LONGEST_TEXT:
        return Present(frozenset(), 0)
    index = _index()
    spaced = f" {lower.translate(_SPACED)} "
    found = {match[0] for match in index.search.find_matches_as_indexes(spaced, overlapping=True)}
    return Present(frozenset(number for word in found for number in index.owners[word]), index.known)


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
