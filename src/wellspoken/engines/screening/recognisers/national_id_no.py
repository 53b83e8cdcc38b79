"""Norwegian national identity numbers: fødselsnummer, D-number, H-number and the Tenor test range.

Eleven digits with two mod-11 check digits and a date: day + 40 is a D-number, month + 40 an H-number, month + 80 a
test number of Skatteetaten. A bank account also has eleven digits, but fails these checks.
"""

from collections.abc import Iterator
from datetime import date

from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers.numbers import free, runs, windows

_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def find(view: View) -> Iterator[Entity]:
    """NATIONAL_ID entities of Norway."""
    for run in runs(view):
        for piece in windows(run, 11):
            if free(view.text, piece.start, piece.end) and kind(piece.digits):
                yield Entity(piece.start, piece.end, "NATIONAL_ID", kind(piece.digits), 0.99)


def kind(digits: str) -> str:
    """fnr, d-number, h-number or tenor; empty when the checks fail. Takes eleven digits."""
    numbers = [int(c) for c in digits]
    if len(numbers) != 11 or not _checks(numbers):
        return ""
    day, month, name = int(digits[:2]), int(digits[2:4]), "fnr"
    if day > 40:
        day, name = day - 40, "d-number"
    if month > 80:
        month, name = month - 80, "tenor"
    elif month > 40:
        month, name = month - 40, "h-number"
    return name if _is_date(day, month, int(digits[4:6])) else ""


def _checks(numbers: list[int]) -> bool:
    first = -sum(w * n for w, n in zip(_FIRST, numbers, strict=False)) % 11
    second = -sum(w * n for w, n in zip(_SECOND, numbers, strict=False)) % 11
    return first == numbers[9] and second == numbers[10]


def _is_date(day: int, month: int, year: int) -> bool:
    try:
        date(1900 + year if (day, month) != (29, 2) else 2000, month, day)
    except ValueError:
        return False
    return True
