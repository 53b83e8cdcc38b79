"""What a reader counts as one character (Unicode extended grapheme clusters)."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex


@cache
def _cluster() -> "regex.Pattern[str]":
    """One cluster; the library behind it loads slowly, so only when it is needed."""
    import regex

    return regex.compile(r"\X")


def graphemes(text: str) -> list[str]:
    """The clusters of `text`, in order."""
    return list(_cluster().findall(text))


def grapheme_count(text: str) -> int:
    """How many characters a reader sees; some networks count this way."""
    return len(text) if text.isascii() and "\r" not in text else sum(1 for _ in _cluster().finditer(text))
