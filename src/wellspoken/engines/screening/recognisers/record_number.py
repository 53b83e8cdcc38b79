"""Medical record numbers (MRN, chart, no. RM, journalnummer, pasientnr) and prescription or case numbers."""

from collections.abc import Iterator

from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers.cued import cued, pattern

_RECORD = pattern(
    r"mrn|med(?:ical)?\.? rec(?:ord)?s?|chart (?:no|number|#)|chart|patient (?:id|no|nr|number|#)|pt\.? (?:id|no)"
    r"|no\.? ?rm|norm|no\.? rekam medis|nomor rekam medis|rekam medis|rm no|journal ?nr|journalnummer|pasient-?(?:nr|"
    r"id)"
    r"|pasientnummer|journal-?id|npr-?id"
)
_OTHER = pattern(
    r"rx ?#|rx (?:no|number)|prescription (?:no|number|#)|reseptnr|reseptnummer|no\.? resep|nomor resep|case (?:no|"
    r"number|#)"
    r"|accession(?: no| number| #)?|saksnr|saksnummer|no\.? registrasi|referral (?:no|number|#)|henvisningsnr|"
    r"encounter(?: no| #)?"
    r"|reg\.? no|no\.? rujukan|ticket (?:no|#)"
)


def find(view: View) -> Iterator[Entity]:
    """MRN and OTHER_ID entities."""
    yield from cued(view, _RECORD, "MRN", "record")
    yield from cued(view, _OTHER, "OTHER_ID", "record")
