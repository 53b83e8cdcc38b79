"""How hard a text is to read.

English: Flesch reading ease and Flesch-Kincaid grade (Kincaid et al. 1975), syllables counted by vowel groups.
Norwegian, Danish, Swedish: LIX = words per sentence + percentage of words over six letters (Björnsson 1968).
Indonesian and Malay: our own "long-word index", stated here: words per sentence + percentage of hard words; built like
LIX because no accepted formula exists. A word is hard when it has four or more syllables without its common prefixes
and suffixes, or three with an ending of borrowed learned words (-asi, -itas, -sional, -logis, -if, -ik, -is).
Names of departments are left out: they are signs, not sentences.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass

from wellspoken.engines.text.tokens import Sentence, Token

_VOWELS = re.compile(r"[aeiouy]+")
_ID_VOWELS = re.compile(r"ai|au|oi|[aeiou]")
_ID_AFFIXES = re.compile(
    r"^(?:meng|meny|men|mem|me|peng|peny|pen|pem|pe|ber|ter|di|ke|se)|(?:kan|an|(?<![srgt])i|nya|lah|kah)$"
)
_LEARNED = re.compile(r"(?:asi|isi|usi|itas|ional|logis|logi|tif|sif|ik|is|isme|ensi|ansi|al|er|ur)$")
_DEPARTMENT = re.compile(
    r"^(?:[a-z]*ology|[a-z]*ologi|pediatrics?|obstetrics|[a-z]*poliklinikk?en?|[a-z]*avdelinge?n?|psykiatri|psychiatry|"
    r"poliklinik|laboratorium|radiologi|rehabilitasi|fisioterapi|imunisasi|puskesmas|posyandu)$"
)
MIN_WORDS = 8


@dataclass(frozen=True, slots=True)
class ReadingLevel:
    """`method` (flesch-kincaid, lix, long-word), its `score`, `ease` (Flesch, English only) and sizes used."""

    method: str
    score: float
    ease: float | None
    words: int
    sentences: int


def reading_level(words: list[Token], sents: list[Sentence], lang: str) -> ReadingLevel | None:
    """The level of a text in `lang`; None when it is too short (under eight words) to be judged."""
    plain = [w.lower for w in words if not w.text.isdigit() and not _DEPARTMENT.match(w.lower)]
    if len(plain) < MIN_WORDS:
        return None
    starts = [w.start for w in words]
    count = max(1, sum(bisect_left(starts, s.start) < bisect_left(starts, s.end) for s in sents))
    per_sentence = len(plain) / count
    if lang == "en":
        return _flesch(plain, per_sentence, count)
    if lang in ("id", "ms"):
        long = sum(map(_hard_id, plain))
        return ReadingLevel("long-word", round(per_sentence + 100 * long / len(plain), 1), None, len(plain), count)
    long = sum(len(w) > 6 for w in plain)
    return ReadingLevel("lix", round(per_sentence + 100 * long / len(plain), 1), None, len(plain), count)


def _flesch(words: list[str], per_sentence: float, count: int) -> ReadingLevel:
    per_word = sum(map(_syllables_en, words)) / len(words)
    grade = 0.39 * per_sentence + 11.8 * per_word - 15.59
    ease = 206.835 - 1.015 * per_sentence - 84.6 * per_word
    return ReadingLevel("flesch-kincaid", round(grade, 1), round(ease, 1), len(words), count)


def _syllables_en(word: str) -> int:
    """Vowel groups, a silent final e left out; never under one."""
    groups = len(_VOWELS.findall(word))
    if word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1:
        groups -= 1
    if word.endswith(("es", "ed")) and not word.endswith(("ted", "ded", "ses", "zes", "ches", "shes")) and groups > 1:
        groups -= 1
    return max(1, groups)


def _hard_id(word: str) -> bool:
    """Long without its affixes, or borrowed from learned language."""
    stem = _syllables_id(word)
    return stem >= 4 or (stem >= 3 and len(word) >= 8 and bool(_LEARNED.search(word)))


def _syllables_id(word: str) -> int:
    """Vowels and diphthongs of the word without one prefix and one suffix."""
    return max(1, len(_ID_VOWELS.findall(_ID_AFFIXES.sub("", word, count=2))))
