r"""Word patterns that a person can read, compiled to one linear-time regular expression (RE2).

A phrase is words separated by single spaces:
  word      that word, any case               word*   words that begin so
  *word     words that end so                 a|b     either (in one place)
  <3>       up to three words in between      #       a number, alone or inside a word ("#-year-old");
                                              "#ad" stays a hashtag
Between two words may stand up to three characters that are not letters, digits or the end of a sentence.
"""

import re
from collections.abc import Iterable
from typing import Any

import re2

# Lower-case Latin letters as bytes see them; small classes keep the compiled patterns small.
_LETTER = r"[a-z\x{df}-\x{24f}]"
_INSIDE = r"[a-z0-9'\-\x{df}-\x{24f}]"
_GAP = r"[ \t\n,;:\"'()/&*_@#\x{2014}\-]{1,3}"
_OPTIONS = re2.Options()
_OPTIONS.longest_match = True
_OPTIONS.max_mem = 32 << 20
_OPTIONS.log_errors = False


# "#ad" is a hashtag and "#1" a rank; "#kg" is a number with its unit.
_HASHTAG = re.compile(r"#(?!(?:kg|rb|yo|rd|th|k|m|f)$)[^\W\d_]+|#[0-9]+")


class Phrases:
    """Many phrases as one pattern. Search in lower-case text; matches begin and end at word borders."""

    __slots__ = ("_compiled", "_source")

    def __init__(self, *lists: str | Iterable[str]) -> None:
        """Take phrases as comma- or line-separated text, or as an iterable of phrases."""
        parts: list[str] = []
        for entry in lists:
            items = re.split(r"[,\n]", entry) if isinstance(entry, str) else entry
            parts.extend(_compile(" ".join(p.split())) for p in items if p.strip())
        self._source = "|".join(sorted(set(parts)))
        self._compiled: Any = None

    @property
    def _pattern(self) -> Any:
        """Compiled on first use: most texts need few of the lists."""
        if self._compiled is None:
            self._compiled = re2.compile(self._source, _OPTIONS)
        return self._compiled

    def find(self, lower: str) -> list[tuple[int, int]]:
        """All matches in `lower`, leftmost and longest, as (start, end)."""
        if not lower:
            return []
        return [m.span() for m in self._pattern.finditer(lower) if _bordered(lower, m.start(), m.end())]

    def first(self, lower: str) -> tuple[int, int] | None:
        """The first match, or None."""
        for match in self._pattern.finditer(lower):
            if _bordered(lower, match.start(), match.end()):
                return match.start(), match.end()
        return None


def _bordered(text: str, start: int, end: int) -> bool:
    """Whether the match is made of whole words."""
    if start and text[start].isalnum() and text[start - 1].isalnum():
        return False
    return not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())


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
