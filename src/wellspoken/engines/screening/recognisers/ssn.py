"""US Social Security numbers: 3-2-4 digits in any spacing; bare nine digits only beside a word for it.

Never issued: area 000 or 666, group 00, serial 0000 (SSA). Areas 900-999 are taxpayer numbers (ITIN), found beside a
word only. SSNs have no check digit.
"""

from collections.abc import Iterator

from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers.numbers import free

_SHAPE = Pattern(r"([0-9]{3})([ .\-]?)([0-9]{2})([ .\-]?)([0-9]{4})")
_WORDS = Phrases("ssn, social security*, my social, your social, social for, social so, tax id, itin, social is")


def find(view: View) -> Iterator[Entity]:
    """SSN entities."""
    if not view.has_digits:
        return
    for match in _SHAPE.finditer(view.text):
        start, end = match.span()
        area, gap, group, gap2, serial = match.groups()
        if not free(view.text, start, end) or area in ("000", "666") or group == "00" or serial == "0000":
            continue
        named = view.has(_WORDS, max(0, start - 60), start)
        if named or (gap and gap == gap2 and gap != "." and not area.startswith("9")):
            yield Entity(start, end, "SSN", "named" if named else "shape", 0.95)
