"""Licence and certificate numbers beside a word for them."""

from collections.abc import Iterator

from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers.cued import cued, pattern

_LICENCE = pattern(
    r"driver'?s'? licen[sc]e(?: no| number| #)?|licen[sc]e (?:no|number|#)|dl ?#|(?:birth|death) certificate(?: no|"
    r" number| #)?"
    r"|certificate (?:no|number|#)|passport(?: no| number| #)?|førerkort(?:nr|nummer)?|passnr|passnummer|hpr-?(?:nr|"
    r"nummer)"
    r"|no\.? sim|no\.? paspor|paspor|akta kelahiran(?: no)?|no\.? akta|str no|no\.? sip|dea ?#"
)

# Indonesian driving licences have 12 to 14 digits; a SIM card's number begins with 08.
_SIM = pattern("sim(?: [abc])?")
_SIM_DIGITS = 12


def find(view: View) -> Iterator[Entity]:
    """LICENSE entities."""
    yield from cued(view, _LICENCE, "LICENSE", "licence")
    for entity in cued(view, _SIM, "LICENSE", "licence"):
        number = view.text[entity.start : entity.end]
        if sum(c.isdigit() for c in number) >= _SIM_DIGITS and not number.startswith("08"):
            yield entity
