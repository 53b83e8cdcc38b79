"""Vehicle plates of Norway, Indonesia and the United States.

All need a word for a vehicle in the sentence.
"""

from collections.abc import Iterator

from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers.numbers import free

_ID_AREAS = (
    "A|B|D|E|F|G|H|K|L|M|N|P|R|S|T|W|Z|AA|AB|AD|AE|AG|BA|BB|BD|BE|BG|BH|BK|BL|BM|BN|BP|DA|DB|DC|DD|DE|DG|DH|DK|DL|DM|"
    "DN|"
    "DP|DR|DS|DT|EA|EB|ED|KB|KH|KT|KU|PA|PB"
)
_INDONESIA = Pattern(rf"(?:{_ID_AREAS})[ .]?[0-9]{{1,4}}[ .]?[A-Z]{{1,3}}")
_NORWAY = Pattern(r"[A-HJ-PR-Z]{2} ?[0-9]{2} ?[0-9]{3}")
_STATES = Pattern(
    r"[A-Z]{3}[ \-]?[0-9]{3,4}|[0-9][A-Z]{2,3} ?[A-Z]?[0-9]{3,4}|[A-Z]{2,3}[ \-][0-9]{3,5}|[0-9]{3}[ \-][A-Z]{3}"
)
_VEHICLE = Phrases(
    "plate*, license plate, car, cars, truck, driver, van, suv, vehicle*, towing, tow*, rollover, crash*, "
    "motorcycle, parked, parking, "
    "tacoma, civic, toyota, honda, ford, tesla, sedan, jeep, pickup, bil, bilen, *skilt, *skiltet, kjennemerke*, "
    "golf, volvo, mc, varebil*, "
    "utforkjør*, kollisjon*, parkert*, mobil, motor, plat, pelat, nopol, avanza, sopir, truk, kecelakaan, kendaraan, "
    "xenia, innova, beat, bus"
)


def find(view: View) -> Iterator[Entity]:
    """VEHICLE entities."""
    if not view.has_digits:
        return
    for match in _INDONESIA.finditer(view.text):
        start, end = match.span()
        if free(view.text, start, end) and _vehicle(view, start):
            yield Entity(start, end, "VEHICLE", "plate-id", 0.9)
    for pattern, kind in ((_NORWAY, "plate-no"), (_STATES, "plate-us")):
        for match in pattern.finditer(view.text):
            start, end = match.span()
            if free(view.text, start, end) and _vehicle(view, start):
                yield Entity(start, end, "VEHICLE", kind, 0.85)


def _vehicle(view: View, at: int) -> bool:
    sentence = view.sentence_at(at)
    return view.has(_VEHICLE, max(sentence.start, at - 200), min(sentence.end, at + 200))
