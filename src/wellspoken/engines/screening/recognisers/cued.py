"""Codes that only a word beside them makes into an identifier: "MRN 448812", "No. RM 00-12-34"."""

from collections.abc import Iterator
from typing import Any

from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.reading_view import View

_LINK = r"[^\pL\pN\n]{0,3}(?:(?:is|er|adalah|var|number|nummer|nr|nomor|no|num|id|it's|saya|mitt|min)"
_LINK += r"\b[^\pL\pN\n]{0,3}){0,2}"
_VALUE = r"([A-Z]{0,4}[\-/ ]?[0-9](?:[ .\-/]?[0-9A-Z]){2,18})"


def pattern(cues: str, value: str = _VALUE) -> Any:
    """A pattern for `cues` (alternatives of a regular expression, any case) followed by a code (group 1)."""
    return Pattern(rf"(?:^|[^\pL\pN])(?i:{cues}){_LINK}{value}")


def cued(view: View, compiled: Any, label: str, kind: str) -> Iterator[Entity]:
    """Entities of `label` wherever a cue is followed by a code with at least three digits."""
    if not view.has_digits:
        return
    for match in compiled.finditer(view.text):
        start, end = match.span(1)
        end = _trim(view.text, start, end)
        if sum(c.isdigit() for c in view.text[start:end]) >= 3:
            yield Entity(start, end, label, kind, 0.95)


def _trim(text: str, start: int, end: int) -> int:
    """Give back a following capitalised word that was only touched, and separators at the end."""
    if end < len(text) and text[end].isalpha():
        while end > start and not text[end - 1].isspace() and text[end - 1] not in ".-/":
            end -= 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return end
