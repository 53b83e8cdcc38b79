"""Health plan numbers: Medicare beneficiary identifiers, member and policy numbers, BPJS/JKN (13 digits)."""

from collections.abc import Iterator

from wellspoken.engines.screening.entity import Entity, spot
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers.cued import cued, pattern
from wellspoken.engines.screening.recognisers.numbers import free

_MBI = Pattern(
    r"[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9][0-9][ \-]?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9][0-9][ \-]?"
    r"[AC-HJKMNP-RT-Y]{2}[0-9]{2}"
)
_PLAN = pattern(
    r"member(?:ship)? (?:id|no|number|#)|(?:health )?insurance(?: id| no| number| #| card)?|policy (?:no|number|#)|"
    r"subscriber id"
    r"|medicare|medicaid|plan id|group (?:no|number|#)|bpjs|jkn|kis|no\.? bpjs|no\.? kartu|kartu bpjs|forsikringsnr"
    r"|forsikringsnummer|polisenr|polisenummer|helfo-?(?:nr|nummer)|no\.? peserta|no\.? polis"
)
_WORDS = Phrases("bpjs, jkn, kis, peserta")
_THIRTEEN = Pattern(r"000[0-9]{10}")


def find(view: View) -> Iterator[Entity]:
    """HEALTH_PLAN_ID entities."""
    if not view.has_digits:
        return
    for match in _MBI.finditer(view.text):
        if free(view.text, *match.span()):
            yield spot(match.span(), "HEALTH_PLAN_ID", "mbi", 0.97)
    for match in _THIRTEEN.finditer(view.text):
        if free(view.text, *match.span()):
            yield spot(match.span(), "HEALTH_PLAN_ID", "bpjs", 0.95 if view.has(_WORDS) else 0.8)
    for entity in cued(view, _PLAN, "HEALTH_PLAN_ID", "plan"):
        if sum(c.isdigit() for c in view.text[entity.start : entity.end]) >= 6:
            yield entity
