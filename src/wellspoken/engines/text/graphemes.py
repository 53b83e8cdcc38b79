"""What a reader counts as one character (Unicode extended grapheme clusters)."""

import regex

_CLUSTER = regex.compile(r"\X")


def graphemes(text: str) -> list[str]:
    """The clusters of `text`, in order."""
    return list(_CLUSTER.findall(text))


def grapheme_count(text: str) -> int:
    """How many characters a reader sees; some networks count this way."""
    return len(text) if text.isascii() and "\r" not in text else sum(1 for _ in _CLUSTER.finditer(text))
