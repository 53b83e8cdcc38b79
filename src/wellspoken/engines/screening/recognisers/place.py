"""Places smaller than a state or province: street addresses, villages, roads, "Town, State".

Whether a place points at a patient is decided later; own addresses come from the profile.
"""

from collections.abc import Iterator

import re2

from wellspoken.engines.screening.entity import Entity, spot
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers.numbers import free

_CAP = r"\p{Lu}[\pL'\-]+"
_STREET_US = re2.compile(
    rf"[0-9]{{1,5}} (?:[NSEW]\.? )?(?:{_CAP} ){{1,3}}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|"
    rf"Court|Ct|Way|Place|Pl|"
    rf"Terrace|Trail|Circle|Cir|Parkway|Pkwy|Highway|Hwy)\b(?:,? (?:Apt|Unit|#|Suite)\.? ?[0-9A-Z]{{1,5}})?"
    rf"(?:,? {_CAP}(?: {_CAP})?,? [A-Z]{{2}}(?: [0-9]{{5}}(?:-[0-9]{{4}})?)?)?"
)
_STREET_NO = re2.compile(
    rf"(?:{_CAP} )?(?:{_CAP}|\p{{Lu}}[\pL]*(?:veien|vegen|vei|veg|gata|gaten|gate|alleen|plass|lia|bakken|haugen|"
    rf"stien)) [0-9]{{1,4}} ?[A-H]?,? [0-9]{{4}} {_CAP}(?: {_CAP})?"
    r"|\p{Lu}[\pL]*(?:veien|vegen|vei|veg|gata|gaten|gate|alleen|bakken|stien) [0-9]{1,4} ?[A-H]?"
)
_STREET_ID = re2.compile(
    rf"(?:Jl|Jln|Jalan|Gg|Gang)\.? {_CAP}(?: {_CAP}){{0,3}}(?: (?:Gg|Gang)\.? ?[\pL0-9]+)?(?:,? (?:No|Nomor|"
    rf"Blok)\.? ?[0-9A-Z]+)"
    rf"(?:,? RT\.? ?[0-9]{{1,3}} ?/? ?(?:RW\.? ?)?[0-9]{{1,3}})?(?:, {_CAP}(?: {_CAP})?)?"
)
_VILLAGE = re2.compile(
    rf"(?:Desa|Dusun|Kampung|Kelurahan|Kecamatan|Kec\.|Kel\.|Kabupaten|Nagari|tikungan|simpang|Perumahan|"
    rf"Perum) {_CAP}(?: {_CAP})?"
    rf"|{_CAP}(?: {_CAP})? (?:County|Township|Parish|Village|Elementary|Middle School|High School|Preschool)\b"
    rf"|(?:Hwy|Highway|Route|Interstate|I-|County Road|E)[ \-]?[0-9]{{1,4}}\b(?: by (?:the )?[\pL]+ [\pL]+)?"
)
_STATE = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|"
    "Indiana|Iowa|Kansas|"
    "Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|"
    "New Hampshire|New Jersey|"
    "New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|"
    "South Dakota|Tennessee|Texas|"
    "Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming"
)
_TOWN = re2.compile(rf"{_CAP}(?: {_CAP})?, (?:{_STATE})\b")
_FROM = re2.compile(
    rf"\b(?:[Ff]rom|[Ff]ra|[Dd]ari|[Ii]n|[Ii]|[Nn]ear|[Vv]ed|[Dd]i) ((?:St\. |Little |Upper |Lower |New |Old |Øvre |"
    rf"Nedre )?{_CAP}(?:'s {_CAP})?)"
)


def find(view: View) -> Iterator[Entity]:
    """LOCATION entities; kind is street, village, town or after (a name after "from" and the like)."""
    for pattern, kind in (
        (_STREET_US, "street"),
        (_STREET_NO, "street"),
        (_STREET_ID, "street"),
        (_VILLAGE, "village"),
        (_TOWN, "town"),
    ):
        if kind == "street" and not view.has_digits:
            continue
        for match in pattern.finditer(view.text):
            if free(view.text, *match.span()):
                yield spot(match.span(), "LOCATION", kind, 0.85)


def after_prepositions(view: View) -> Iterator[Entity]:
    """Capitalised names after "from", "fra", "dari", "in", ...: places only if the sentence is about one person."""
    for match in _FROM.finditer(view.text):
        yield spot(match.span(1), "LOCATION", "after", 0.4)
