"""E-mail addresses, also with [at] and (dot)."""

from collections.abc import Iterator

from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.reading_view import View

_EMAIL = Pattern(
    r"[\pL\pN][\pL\pN._%+\-]*(?:@| ?[\[(]at[\])] ?)[\pL\pN][\pL\pN\-]*(?:(?:\.| ?[\[(]dot[\])] ?)[\pL\pN\-]+)+"
)


def find(view: View) -> Iterator[Entity]:
    """EMAIL entities."""
    if "@" not in view.text and "at]" not in view.lower and "at)" not in view.lower:
        return
    for match in _EMAIL.finditer(view.text):
        start, end = match.span()
        while end > start and view.text[end - 1] in ".-":
            end -= 1
        yield Entity(start, end, "EMAIL", "email", 0.98)
