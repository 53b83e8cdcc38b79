"""Ages of people, in words around a number. The value is in `kind`."""

from collections.abc import Iterator

import re2

from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.reading_view import View

_AGE = re2.compile(
    r"(?i)(?:^|[^\pL\pN])(?:"
    r"([0-9]{1,3})[ \-]?(?:years?|yrs?|yo|y/o)[ \-]?(?:old|young)?"
    r"|([0-9]{1,3})(?:st|nd|rd|th) birthday"
    r"|(?:aged?|turn(?:ed|s|ing)|age of)[ :]{1,2}([0-9]{1,3})"
    r"|([0-9]{1,3})[ ]?(?:tahun|thn|th)"
    r"|(?:usia|umur|berusia|berumur|ulang tahun ke-?)[ :]{0,2}([0-9]{1,3})"
    r"|([0-9]{1,3})[ \-]?(?:år gammel|år gamle|åring\pL*|-åring\pL*|årsdag\pL*|år)"
    r"|(?:fyller|fylte|gutt på|jente på|mann på|kvinne på|kvinne|mann|\pL*mamma\pL* på|"
    r"\pL*pappa\pL* på)[ ,]{1,2}([0-9]{1,3})"
    r"|([0-9]{1,3})[MF]"
    r")(?:[^\pL\pN]|$)"
)


def find(view: View) -> Iterator[Entity]:
    """AGE entities between 0 and 120; kind is the age as text."""
    if not view.has_digits:
        return
    for match in _AGE.finditer(view.text):
        for group in range(1, 9):
            start, end = match.span(group)
            if start >= 0 and int(view.text[start:end]) <= 120:
                yield Entity(start, end, "AGE", str(int(view.text[start:end])), 0.85)
