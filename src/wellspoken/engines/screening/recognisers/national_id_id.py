"""Indonesian NIK (KTP number): sixteen digits = province, regency, district, birth date (women: day + 40), serial.

There is no check digit; province codes are those of Kemendagri, the date must exist, the serial is not 0000.
"""

from collections.abc import Iterator

from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers.national_id_no import _is_date
from wellspoken.engines.screening.recognisers.numbers import free, runs, windows

_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "16",
        "17",
        "18",
        "19",
        "21",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "51",
        "52",
        "53",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "72",
        "73",
        "74",
        "75",
        "76",
        "81",
        "82",
        "91",
        "92",
        "93",
        "94",
        "95",
        "96",
    ]
)


def find(view: View) -> Iterator[Entity]:
    """NATIONAL_ID entities of Indonesia (a family card number, KK, has the same build)."""
    for run in runs(view):
        for piece in windows(run, 16):
            if free(view.text, piece.start, piece.end) and is_nik(piece.digits):
                yield Entity(piece.start, piece.end, "NATIONAL_ID", "nik", 0.97)


def is_nik(digits: str) -> bool:
    """Whether sixteen digits can be a NIK."""
    if len(digits) != 16 or digits[:2] not in _PROVINCES or "00" in (digits[2:4], digits[4:6]):
        return False
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    day -= 40 if day > 40 else 0
    return digits[12:] != "0000" and _is_date(day, month, year)
