"""Device serial numbers beside S/N, serial, serienr or the name of a device."""

from collections.abc import Iterator

from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers.cued import cued, pattern

_VALUE = r"([A-Z0-9]{1,6}(?:-?[A-Z0-9]{1,12}){1,4})"
_SERIAL = pattern(
    r"s/n|sn|serial(?: no| number| #)?|serie-?nr\.?|serienummer|nomor seri|no\.? seri|udi|device id|apparat-?id|lot",
    _VALUE,
)
_CODE = Pattern(r"[A-Z]{2,4}-?[0-9]{5,9}[A-Z]?")
_DEVICES = Phrases(
    "pump*, *pumpe*, pacemaker*, implant*, implan*, alat, defibrillator*, icd, sensor*, cgm, serial*, monitor*, "
    "prosthes*, protese*, "
    "*apparat, hearing aid, høreapparat*, ventilator*, kateter*, stent*"
)


def find(view: View) -> Iterator[Entity]:
    """DEVICE_ID entities; lot numbers are kind "lot" (they name a batch, nobody's device)."""
    if not view.has_digits:
        return
    for entity in cued(view, _SERIAL, "DEVICE_ID", "serial"):
        lot = view.lower[max(0, entity.start - 8) : entity.start].strip(" :.#").endswith("lot")
        yield Entity(entity.start, entity.end, "DEVICE_ID", "lot" if lot else "serial", 0.95)
    for match in _CODE.finditer(view.text):
        start, end = match.span()
        near = view.has(_DEVICES, max(0, start - 40), start)
        if near and not view.text[end : end + 1].isalnum() and not view.text[max(0, start - 1) : start].isalnum():
            yield Entity(start, end, "DEVICE_ID", "code", 0.85)
