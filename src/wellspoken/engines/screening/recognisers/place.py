"""Places smaller than a state or province: villages, roads, "Town, State", homes of people (streets: street.py).

kind: village, town, home ("Ann Berg of Millbrook") or after (any name after "from" and the like). Whether a
place points at a patient is decided later; own addresses come from the profile.
"""

from collections.abc import Iterator
from typing import Any

from wellspoken.engines.screening.entity import Entity, spot
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers.numbers import free

_CAP = r"\p{Lu}[\pL'\-]+"
_STATE = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|"
    "Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|"
    "Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|"
    "Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|"
    "West Virginia|Wisconsin|Wyoming"
)
_ZIP_US = Pattern(r"\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?, [A-Z]{2} [0-9]{5}")
_BOX = Pattern(r"(?i:p\.? ?o\.? box|postboks|unit [0-9]{2,4},? box|psc [0-9]{2,4},? box) [0-9]{2,6}")
_POST_NO = Pattern(r"(?:, ?|\(|\n|(?:i|til|fra) )(N?-?[0-9]{4} \p{Lu}\p{Ll}+)(?:[\s,.)]|$)")
_VILLAGE = Pattern(
    rf"(?:Desa|Dusun|Dsn\.|Kampung|Kp\.|Kelurahan|Kecamatan|Kec\.|Kel\.|Kabupaten|Kab\.|Nagari|tikungan|simpang|"
    rf"Perumahan|Perum|Komplek|Kompleks|Griya) {_CAP}(?: {_CAP})?(?: (?i:blok) [A-Z]{{1,2}}-?[0-9]{{0,3}})?"
    r"|\bRT\.? ?[0-9]{1,3} ?/ ?(?:RW\.? ?)?[0-9]{1,3}\b"
    rf"|{_CAP}(?: {_CAP})? (?:County|Township|Parish|Village|Elementary|Middle School|High School|Preschool)\b"
    rf"|(?:Hwy|Highway|Route|Interstate|I-|County Road|E)[ \-]?[0-9]{{1,4}}\b(?: by (?:the )?[\pL]+ [\pL]+)?"
)
_TOWN = Pattern(rf"{_CAP}(?: {_CAP})?, (?:{_STATE})\b")
_TOWN_NAME = (
    r"((?:(?:St\.|Little|Upper|Lower|New|Old|North|South|East|West|Port|Lake|Mount|Fort|Kota) )?\p{Lu}\p{Ll}[\pL\-]*)"
)
_AFTER_NAME = Pattern(rf"\p{{Lu}}\p{{Ll}}+,? (?:of|from|fra|dari|asal) {_TOWN_NAME}(?:[\s,.;:!?)]|$)")
_IN_BRACKETS = Pattern(rf"\p{{Lu}}\p{{Ll}}+ \({_TOWN_NAME}\)")
_LIVES = Pattern(
    r"(?i:live in|lives in|living in|lived in|moved to|born in|bor i|bor på|flyttet til|tinggal di|pindah ke|"
    rf"berdomisili di|domisili) {_TOWN_NAME}"
)
_FROM = Pattern(
    rf"\b(?:[Ff]rom|[Ff]ra|[Dd]ari|[Ii]n|[Ii]|[Pp]å|[Oo]f|[Nn]ear|[Oo]utside|[Vv]ed|[Dd]i|[Aa]sal) "
    rf"((?:(?:St\.|Little|Upper|Lower|New|Old|North|South|East|West|Øvre|Nedre) )?{_CAP}(?:'s {_CAP})?)"
)
# Each with a sign without which it finds nothing.
_ANYWHERE = (
    (_VILLAGE, "village", ""),
    (_TOWN, "town", ", "),
    (_AFTER_NAME, "home", " "),
    (_IN_BRACKETS, "home", " ("),
    (_LIVES, "home", " "),
)


def find(view: View) -> Iterator[Entity]:
    """LOCATION entities; kind is village, town or home (street is found in street.py)."""
    if view.has_digits:
        norwegian = view.lang in ("nb", "nn", "da", "sv")
        yield from _spots(view, _POST_NO if norwegian else _ZIP_US, "town")
        yield from _spots(view, _BOX, "street")
    for pattern, kind, sign in _ANYWHERE:
        if sign in view.text:
            yield from _spots(view, pattern, kind)


def _spots(view: View, pattern: Any, kind: str) -> Iterator[Entity]:
    for match in pattern.finditer(view.text):
        group = next((g for g in range(1, pattern.groups + 1) if match.span(g)[0] >= 0), 0)
        start, end = match.span(group)
        while end > start and view.text[end - 1] in " ,":
            end -= 1
        if free(view.text, start, end) and (kind != "home" or _a_town(view.lower[start:end])):
            yield spot((start, end), "LOCATION", kind, 0.85)


def _a_town(name: str) -> bool:
    """Whether the last word is not an institution, a country, a month or a title."""
    from wellspoken.engines.screening.recognisers.name_lists import ORGANISATION, PLACES, is_title

    word = name.rsplit(maxsplit=1)[-1]
    return word not in ORGANISATION and word not in PLACES and not is_title(word)


def after_prepositions(view: View) -> Iterator[Entity]:
    """Capitalised names after "from", "fra", "dari", "in", ...: places only if the sentence is about one person."""
    for match in _FROM.finditer(view.text):
        yield spot(match.span(1), "LOCATION", "after", 0.4)
