"""Words of a text tagged by what they say about care: clinical, received, setting, patient, one, occupation, you, ...

The lists are in lexicon/clinical.txt. A word is looked up whole, by its beginning, in Norwegian also by the later parts
of a compound, and in Indonesian without its affixes. Each word is looked up once and remembered.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from wellspoken.engines.screening import wordlists
from wellspoken.engines.text import Token

_SHORTEST = 3
_LONGEST = 24
_SUFFIXES = ("nya", "kan", "ku", "mu", "lah", "kah", "pun", "an", "i")
_PREFIXES = (
    "pasca",
    "pra",
    "anti",
    "di",
    "ter",
    "ber",
    "menge",
    "meng",
    "meny",
    "mem",
    "men",
    "me",
    "peng",
    "peny",
    "pem",
    "pen",
    "per",
    "pe",
)
# What "me-" and "pe-" swallow at the beginning of a root: menyuntik is of suntik.
_SWALLOWED = {"meny": "s", "peny": "s", "mem": "p", "pem": "p", "men": "t", "pen": "t", "meng": "k", "peng": "k"}


class Tags:
    """Where the tagged words of one text are. Offsets are those of its tokens."""

    __slots__ = ("_spots",)

    def __init__(self, tokens: Iterable[Token], lang: str) -> None:
        """Tag `tokens` with the lists of `lang` (en, nb or id)."""
        self._spots: dict[str, list[int]] = {}
        for token in tokens:
            if len(token.text) == 4 and token.text.isdecimal() and 1400 <= int(token.text) < 2100:
                self._spots.setdefault("year", []).append(token.start)
            for tag in tags_of(token.lower, lang):
                self._spots.setdefault(tag, []).append(token.start)

    def spots(self, tag: str) -> list[int]:
        """Where words with `tag` begin, in order."""
        return self._spots.get(tag, [])

    def known(self) -> Iterable[str]:
        """The tags that some word has."""
        return self._spots

    def count(self, tag: str, start: int, end: int) -> int:
        """How many words with `tag` begin inside [start, end)."""
        spots = self._spots.get(tag)
        return bisect_left(spots, end) - bisect_left(spots, start) if spots else 0

    def within(self, tag: str, start: int, end: int) -> list[int]:
        """Where words with `tag` begin inside [start, end), in order."""
        spots = self._spots.get(tag, [])
        return spots[bisect_left(spots, start) : bisect_left(spots, end)]

    def has(self, tag: str, start: int, end: int) -> bool:
        """Whether a word with `tag` begins inside [start, end)."""
        return self.count(tag, start, end) > 0


@lru_cache(maxsize=40_000)
def tags_of(word: str, lang: str) -> frozenset[str]:
    """The tags of one lower-case word in en, nb or id."""
    word = word[:_LONGEST]
    lists = _lists(lang)
    found = set(lists.whole.get(word, ()))
    for size in range(2, len(word) + 1):
        found.update(lists.begins.get(word[:size], ()))
    ends = {tag for size in range(2, len(word) + 1) for tag in lists.ends.get(word[-size:], ())}
    if "staff" in found or ("staff" in ends and "occupation" not in found):
        return frozenset(("staff",))
    found |= ends
    found.update(_more(word, lang, lists))
    if "-" in word:
        for part in word.split("-"):
            found.update(tags_of(part, lang))
    return frozenset(found)


def _more(word: str, lang: str, lists: "_Lists") -> Iterable[str]:
    """Tags by the later parts of a Norwegian compound, by the Indonesian root, by an English word without its 's."""
    if lang == "nb":
        for start in range(1, len(word) - _SHORTEST):
            for size in range(_SHORTEST + 2, len(word) - start + 1):
                yield from lists.inside.get(word[start : start + size], ())
    elif lang == "id":
        for root in roots(word):
            yield from lists.whole.get(root, ())
    else:
        yield from lists.whole.get(word.removesuffix("'s"), ())


class _Lists:
    """The lists of one language by how a word may match."""

    def __init__(self, entries: Mapping[str, Iterable[str]]) -> None:
        self.whole: dict[str, set[str]] = {}
        self.begins: dict[str, set[str]] = {}
        self.inside: dict[str, set[str]] = {}
        self.ends: dict[str, set[str]] = {}
        for tag, words in entries.items():
            for word in words:
                self._add(word.lower(), tag)

    def _add(self, word: str, tag: str) -> None:
        plain = word.strip("*")
        if word.startswith("*") and not word.endswith("*"):
            self.ends.setdefault(plain, set()).add(tag)
        elif word.startswith("*") and len(plain) > _SHORTEST + 1:
            self.inside.setdefault(plain, set()).add(tag)
        if word.endswith("*"):
            self.begins.setdefault(plain, set()).add(tag)
        if not word.endswith("*") or word.startswith("*"):
            self.whole.setdefault(plain, set()).add(tag)


@cache
def _lists(lang: str) -> _Lists:
    entries: dict[str, list[str]] = {}
    for heading, words in wordlists.sections("clinical").items():
        tag, _, language = heading.rpartition(" ")
        if language in (lang, "any") and tag:
            entries.setdefault(tag, []).extend(words)
    return _Lists(entries)


def roots(word: str) -> Iterable[str]:
    """The word without Indonesian affixes, in every way that leaves three letters or more."""
    stems = {word}
    for _ in range(2):
        stems |= {s.removesuffix(end) for s in stems for end in _SUFFIXES if s.endswith(end)}
    bare = set(stems)
    for stem in stems:
        for head in _PREFIXES:
            if stem.startswith(head):
                rest = stem[len(head) :]
                bare.add(rest)
                if head in _SWALLOWED:
                    bare.add(_SWALLOWED[head] + rest)
    return (b for b in bare if len(b) >= _SHORTEST and b != word)
