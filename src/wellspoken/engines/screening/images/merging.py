"""Several readings of the same lines made into one: what most readings agree on stands, word by word."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

#: whether a lower-case word is one that people are known to write (a name, a small word)
Known = Callable[[str], bool]
#: what a known word is worth beside confidence
_KNOWN = 60.0
_SPECKS = re.compile(r"^[\W_]+$")
_LETTERS = re.compile(r"[^\W_]")
_DIGITS = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One word as one pass read it: where it begins and how wide it is in the frame shared by all passes."""

    text: str
    left: float
    width: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One line as one pass read it, in the shared frame of all passes; `confidence` 0 to 100."""

    words: tuple[Glyphs, ...]
    left: float
    top: float
    width: float
    height: float

    @property
    def text(self) -> str:
        """The words with spaces between."""
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        """The confidence of its words, each counted by its length."""
        size = sum(len(w.text) for w in self.words)
        return sum(max(0.0, w.confidence) * len(w.text) for w in self.words) / max(1, size)

    @property
    def sound(self) -> bool:
        """Whether this is writing: no speck of dust, no pattern. Short lines must be surer than long ones."""
        letters = len(_LETTERS.findall(self.text))
        if letters < 2:
            return False
        least = 72.0 if letters < 4 else 55.0 if letters < 6 else 38.0
        return self.confidence >= least


def merged(passes: Sequence[Sequence[Reading]], known: Known) -> list[Reading]:
    """One reading per line, from top to bottom."""
    groups: list[list[Reading]] = []
    for reading in (r for lines in passes for r in lines):
        group = next((g for g in groups if _same_line(g[0], reading)), None)
        if group is None:
            groups.append([reading])
        else:
            group.append(reading)
    chosen = [_trimmed(_agreed(group, known)) for group in groups]
    return sorted((r for r in chosen if r.sound), key=lambda r: (r.top + r.height / 2, r.left))


def _same_line(first: Reading, second: Reading) -> bool:
    """Whether two readings lie on the same line: half of the lower one beside the other, and not side by side."""
    shared = min(first.top + first.height, second.top + second.height) - max(first.top, second.top)
    across = min(first.left + first.width, second.left + second.width) - max(first.left, second.left)
    return shared * 2 > min(first.height, second.height) and across * 3 > min(first.width, second.width)


def _agreed(group: Sequence[Reading], known: Known) -> Reading:
    """The reading most like all the others, with each of its words as most of them read it."""
    best = max(group, key=lambda one: (_support(one, group), one.confidence))
    return replace(best, words=tuple(_voted(word, group, known) for word in best.words))


def _support(one: Reading, group: Sequence[Reading]) -> float:
    alike = sum(o.confidence * Levenshtein.normalized_similarity(one.text, o.text) for o in group)
    return alike + one.confidence * 0.25


def _voted(word: Glyphs, group: Sequence[Reading], known: Known) -> Glyphs:
    """The word that the readings vote for at the place of `word`; each also votes, less, for what is like it."""
    there = [w for reading in group for w in reading.words if _same_place(word, w)]

    def votes(one: Glyphs) -> float:
        like = sum(max(1.0, o.confidence) * Levenshtein.normalized_similarity(one.text, o.text) for o in there)
        return like + (_KNOWN if _is_known(one.text, known) else 0.0)

    return max(there, key=lambda one: (votes(one), one.confidence), default=word)


def _is_known(text: str, known: Known) -> bool:
    bare = text.strip(".,:;()[]|").lower()
    return len(bare) > 2 and not _DIGITS.search(bare) and known(bare)


def _same_place(first: Glyphs, second: Glyphs) -> bool:
    """Whether both cover the same stretch of the line."""
    across = min(first.left + first.width, second.left + second.width) - max(first.left, second.left)
    return across > 0.5 * max(first.width, second.width)


def _trimmed(line: Reading) -> Reading:
    """The line without words at its ends that hold neither letters nor digits."""
    words = list(line.words)
    while words and _SPECKS.match(words[0].text):
        words.pop(0)
    while words and _SPECKS.match(words[-1].text):
        words.pop()
    return replace(line, words=tuple(words))
