"""Parts of words as numbers: every four letters in a row and the whole word, hashed into so many drawers.

A word that no list and no training text knows still shares parts with others of its kind ("polikliniken", "klinikk").
Words are lower case; digits count as 0. Each word says as much as any other, however long it is.
"""

from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

DRAWERS = 1 << 15
_LETTERS = 4
_LONGEST = 20
_KEPT = 60_000
_DIGITS = str.maketrans("123456789", "000000000")


@lru_cache(maxsize=_KEPT)
def of_word(word: str, lang: str) -> tuple[int, ...]:
    """The drawers of one lower-case word in en, id or nb, lowest first."""
    whole = f"<{word[:_LONGEST].translate(_DIGITS)}>"
    parts = {whole[at : at + _LETTERS] for at in range(max(1, len(whole) + 1 - _LETTERS))} | {whole}
    return tuple(sorted({crc32(f"{lang}{part}".encode()) % DRAWERS for part in parts}))


def weight(drawers: tuple[int, ...]) -> float:
    """What each drawer of a word counts."""
    return float(len(drawers) ** -0.5)


def of_words(words: Iterable[str], lang: str) -> dict[int, float]:
    """What the different words of a text put into each drawer."""
    found = dict[int, float]()
    for word in set(words):
        drawers = of_word(word, lang)
        for drawer in drawers:
            found[drawer] = found.get(drawer, 0.0) + weight(drawers)
    return found
