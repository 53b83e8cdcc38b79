"""Words and sentences with their places. Linear time; offsets are code points, end exclusive."""

import re
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:['\-][^\W_]+)*")
_STOP = re.compile(r"[.!?\u2026]+[\"')\]]*(?=\s|$)|\n+")
_ABBREVIATIONS = frozenset(
    [
        "dr",
        "mr",
        "mrs",
        "ms",
        "st",
        "prof",
        "drs",
        "dra",
        "ny",
        "tn",
        "sdr",
        "sdri",
        "an",
        "ns",
        "apt",
        "alm",
        "hj",
        "h",
        "jl",
        "gg",
        "no",
        "nr",
        "kl",
        "ca",
        "bl",
        "a.n",
        "dkk",
        "dll",
        "mfl",
        "osv",
        "f.eks",
        "jr",
        "sr",
        "ave",
        "rd",
        "dept",
        "vs",
        "e.g",
        "i.e",
        "hrs",
        "approx",
        "pt",
        "rm",
        "bpk",
        "ibu",
        "adm",
        "dir",
        "tlf",
        "tel",
        "ext",
        "fam",
        "kap",
        "pkl",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "sp",
        "oct",
        "okt",
        "nov",
        "dec",
        "des",
    ]
)


class Token(NamedTuple):
    """One word: its place, its text and its lower-case form."""

    start: int
    end: int
    text: str
    lower: str


class Sentence(NamedTuple):
    """One sentence: its place in the text."""

    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """All words of `text`; apostrophes and hyphens inside a word belong to it."""
    return [Token(m.start(), m.end(), word := m.group(), word.lower()) for m in _WORD.finditer(text)]


def sentences(text: str) -> list[Sentence]:
    """Cut `text` at full stops, question and exclamation marks and line breaks, not after abbreviations."""
    found: list[Sentence] = []
    start = 0
    for match in _STOP.finditer(text):
        if text[match.start()] == "." and match.end() - match.start() == 1 and _abbreviated(text, match.start()):
            continue
        _keep(found, text, start, match.end())
        start = match.end()
    _keep(found, text, start, len(text))
    return found


def _abbreviated(text: str, dot: int) -> bool:
    """Whether the full stop at `dot` ends an abbreviation, an initial or an ordinal number."""
    start = dot
    while start > 0 and dot - start < 12 and (text[start - 1].isalnum() or text[start - 1] == "."):
        start -= 1
    word = text[start:dot]
    if not word:
        return False
    if word.isdigit():
        following = text[dot + 1 : dot + 3].strip()
        return len(word) <= 2 and following[:1].islower()
    return word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper())


def _keep(found: list[Sentence], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        found.append(Sentence(start, end))
