"""What single words are about: staff, kin, procedures, benefits, danger and so on, as bits of one number.

The lists are in data/concepts.txt, one heading per concept and language. They are features of the model and never a
verdict, so a word may stand in many lists, and one that is missing costs little.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources

from wellspoken.engines.screening.tagging import roots

_LONGEST = 24  # letters of a word that are looked at
_SHORTEST = 3  # letters of a part inside a Norwegian compound
_MOST_WORDS = 4
Key = tuple[str, ...]


class _Lists:
    """The lists of one language by how an entry may match; values are bits."""

    def __init__(self) -> None:
        self.whole: dict[str, int] = {}
        self.begins: dict[str, int] = {}
        self.ends: dict[str, int] = {}
        self.inside: dict[str, int] = {}
        self.several: dict[Key, int] = {}
        self.first: set[str] = set()

    def add(self, entry: str, bit: int) -> None:
        """Keep one entry of the file."""
        words = tuple(entry.strip("*").split())
        if len(words) > 1:
            self.several[words] = self.several.get(words, 0) | bit
            self.first.add(words[0])
            return
        for table in self._tables(entry.startswith("*"), entry.endswith("*")):
            table[words[0]] = table.get(words[0], 0) | bit

    def _tables(self, open_before: bool, open_after: bool) -> tuple[dict[str, int], ...]:
        """Where an entry goes; one that is open on a side also matches when nothing stands there."""
        if open_before:
            return (self.inside, self.begins) if open_after else (self.ends, self.whole)
        return (self.begins,) if open_after else (self.whole,)


@cache
def names() -> tuple[str, ...]:
    """The concepts in the order of their bits."""
    return tuple(sorted({concept for concept, _, _ in _entries()}))


@cache
def _entries() -> tuple[tuple[str, str, str], ...]:
    """(concept, language, entry) of the whole file."""
    text = resources.files(__package__).joinpath("data", "concepts.txt").read_text("utf-8")
    found, concept, lang = [], "", ""
    for line in text.splitlines():
        if line.startswith("["):
            concept, lang = line.strip("[]").split()
        elif not line.startswith("# "):
            found += [(concept, lang, " ".join(w.lower().split())) for w in line.split(",") if w.strip(" *")]
    return tuple(found)


@cache
def _lists(lang: str) -> _Lists:
    """The lists of one language (en, id or nb)."""
    lists, bits = _Lists(), {name: 1 << at for at, name in enumerate(names())}
    for concept, language, entry in _entries():
        if language == lang:
            lists.add(entry, bits[concept])
    return lists


@lru_cache(maxsize=20_000)
def of_word(word: str, lang: str) -> int:
    """The concepts of one lower-case word in en, id or nb."""
    word, lists = word[:_LONGEST], _lists(lang)
    found, size = lists.whole.get(word, 0), len(word)
    for end in range(2, size + 1):
        found |= lists.begins.get(word[:end], 0)
    if lang == "nb":
        found |= _in_compound(word, lists)
    for root in () if found else roots(word) if lang == "id" else (word.removesuffix("'s"),):
        found |= lists.whole.get(root, 0)
    return found


def _in_compound(word: str, lists: _Lists) -> int:
    """The concepts of the later parts of a Norwegian compound."""
    found, size = 0, len(word)
    for start in range(2, size - 1):
        found |= lists.ends.get(word[start:], 0)
        for end in range(start + _SHORTEST, size + 1):
            found |= lists.inside.get(word[start:end], 0)
    return found


def of_words(words: Sequence[str], lang: str) -> list[int]:
    """The concepts of each word of a text, those of expressions of several words included."""
    found = [of_word(word, lang) for word in words]
    lists = _lists(lang)
    for at, word in enumerate(words):
        if word not in lists.first:
            continue
        for size in range(2, _MOST_WORDS + 1):
            bits = lists.several.get(tuple(words[at : at + size]), 0)
            for beside in range(at, min(at + size, len(found))) if bits else ():
                found[beside] |= bits
    return found


@lru_cache(maxsize=20_000)
def numbers(bits: int) -> tuple[int, ...]:
    """The numbers of the bits that are set, lowest first."""
    found = []
    while bits:
        low = bits & -bits
        found.append(low.bit_length() - 1)
        bits ^= low
    return tuple(found)
