"""Ages of people, in words around a number. The value is in `kind`."""

from collections.abc import Iterator

from wellspoken.engines.screening.entity import Entity, spot
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.reading_view import View

_AGE = Pattern(
    r"(?i)(?:^|[^\pL\pN])(?:"
    r"([0-9]{1,3})[ \-]?(?:years?|yrs?|yo|y/o|y\.o\.)[ \-]?(?:old|young|of age)?"
    r"|([0-9]{1,3})(?:st|nd|rd|th) birthday"
    r"|(?:aged?|turn(?:ed|s|ing)|age of)[ :]{1,2}([0-9]{1,3})"
    r"|([0-9]{1,3})[ ]?(?:tahun|thn|th)"
    r"|(?:usia(?:nya)?|umur(?:nya)?|berusia|berumur|ulang tahun ke-?)[ :]{0,2}([0-9]{1,3})"
    r"|([0-9]{1,3})[ \-]?(?:år gammel|år gamle|års|åring\pL*|-åring\pL*|årsdag\pL*|år)"
    r"|(?:fyller|fylte|en alder av|gutt på|jente på|mann på|kvinne på|kvinne|mann|\pL*mamma\pL* på|"
    r"\pL*pappa\pL* på)[ ,]{1,2}([0-9]{1,3})"
    r"|([0-9]{1,3})[MF]"
    r")(?:[^\pL\pN]|$)"
)
# "Ann Berg, 93, came", "Ann Berg (94)": the number must be closed off, so that lists of numbers are left alone.
_APPOSED = Pattern(
    r"\p{Lu}[\pL'\-]+ \p{Lu}[\pL'\-]*\p{Ll}(?:, ?([0-9]{2,3})(?:[,.!;]? \pL|[,.!;]?\s*$)| ?\(([0-9]{2,3})\))"
)
_TENS = {"ninety": 90, "nitti": 90, "sembilan puluh": 90}
_ONES = (
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    ("en", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni"),
    ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"),
)
_WRITTEN = {
    f"{tens}{joint}{word}": 90 + value
    for tens, words in zip(_TENS, _ONES, strict=True)
    for joint in ("", " ", "-")
    for value, word in enumerate(words, 1)
}
_IN_WORDS = Pattern(
    r"(?:^|[^\pL])("
    + "|".join(sorted(_WRITTEN, key=len, reverse=True))
    + r")(?:[ \-]years?[ \-]old| år gam|-?åring| tahun)"
)


def find(view: View) -> Iterator[Entity]:
    """AGE entities between 0 and 120; kind is the age as text."""
    for match in _IN_WORDS.finditer(view.lower):
        yield spot(match.span(1), "AGE", str(_WRITTEN[match.group(1)]), 0.8)
    if not view.has_digits:
        return
    for pattern, groups in ((_AGE, 8), (_APPOSED, 2)):
        for match in pattern.finditer(view.text):
            for group in range(1, groups + 1):
                start, end = match.span(group)
                if start >= 0 and int(view.text[start:end]) <= 120:
                    yield Entity(start, end, "AGE", str(int(view.text[start:end])), 0.85)
