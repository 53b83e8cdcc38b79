"""Cuts a text into the pieces the name model reads: words, handles, tags, links, and runs of one sign. Linear time."""

import re
from typing import NamedTuple

_PIECE = re.compile(r"(?:https?://|www\.)\S+|[@#]\w+|[^\W_]\w*(?:[-'][^\W_]\w*)*|_+|([^\w\s])\1*")
_LONGEST = 60  # a longer piece is no word; only its beginning is looked at


class Piece(NamedTuple):
    """A piece of a text: text[start:end] begins with `text`."""

    start: int
    end: int
    text: str


def pieces(text: str) -> list[Piece]:
    """All pieces of `text` in order; the possessive 's stands alone."""
    found: list[Piece] = []
    for match in _PIECE.finditer(text):
        start, end = match.span()
        word = match.group()
        if len(word) > 3 and word[-2:] in ("'s", "'S"):
            found.append(Piece(start, end - 2, word[:-2][:_LONGEST]))
            found.append(Piece(end - 2, end, word[-2:]))
        else:
            found.append(Piece(start, end, word[:_LONGEST]))
    return found
