"""IP addresses, version 4 and 6."""

from collections.abc import Iterator
from ipaddress import ip_address

from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers.numbers import free

_SHAPE = Pattern(r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}|(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{1,4}")


def find(view: View) -> Iterator[Entity]:
    """IP entities."""
    if not view.has_digits:
        return
    for match in _SHAPE.finditer(view.text):
        start, end = match.span()
        if free(view.text, start, end) and _valid(match.group()):
            yield Entity(start, end, "IP", "ip", 0.95)


def _valid(text: str) -> bool:
    if ":" in text and sum(c == ":" for c in text) < 3 and "::" not in text:
        return False
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
