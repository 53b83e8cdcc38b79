"""Dates: numeric, with month names, weekdays and relative days, in English, Indonesian and Norwegian.

kind: full (day and month), month (month and year), weekday, relative, holiday.
"""

import re
from collections.abc import Iterator

from wellspoken.engines.screening.entity import Entity, spot
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers.numbers import free

_MONTH = (
    "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|"
    "aug|sept|sep|oct|"
    "nov|dec|januar|februar|mars|mai|juni|juli|oktober|desember|okt|des|januari|februari|maret|mei|agustus|agt|agu"
)
_DAY = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|"
    "senin|selasa|rabu|"
    "kamis|jumat|jum'at|sabtu|minggu|ahad|mon|tue|tues|wed|thu|thurs|fri|sat|sun"
)
_WHEN = rf"(?:(?:{_DAY})(?:,| den)? )?"
_NAMED = Pattern(
    rf"(?i)(?:tanggal )?{_WHEN}(?:the )?[0-3]?[0-9](?:st|nd|rd|th|\.)?(?: of)? (?:{_MONTH})\b\.?,?(?: (?:18|19|"
    rf"20)[0-9]{{2}}\b)?"
    rf"|{_WHEN}(?:{_MONTH})\b\.? [0-3]?[0-9](?:st|nd|rd|th)?\b(?:,? (?:18|19|20)[0-9]{{2}}\b)?"
)
_MONTH_YEAR = Pattern(rf"(?i)\b(?:{_MONTH})\.? (?:18|19|20)[0-9]{{2}}\b")
_NUMERIC = Pattern(
    r"[0-3]?[0-9]/[01]?[0-9][ \-](?:(?:18|19|20)[0-9]{2}|[0-9]{2})|(?:[0-3]?[0-9][./\-][0-3]?[0-9][./\-](?:(?:18|"
    r"19|20)[0-9]{2}|[0-9]{2}))|(?:18|19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]"
)
_RELATIVE = Phrases(
    """yesterday*, today, tonight, tomorrow, this morning, this afternoon, this evening, this week, last night,
    last week, last month,
    over the weekend, this past weekend, over the holidays, overnight, the other night, earlier this week, last evening,
    akhir pekan lalu|ini|kemarin, pekan ini,
    earlier today, the other day, this weekend, last weekend, just now,
    i går, i dag, i morges, i natt, i kveld, i ettermiddag, i formiddag, i morgen, i forgårs, forrige uke,
    i forrige uke, denne uka,
    denne uken, i helga, i helgen, forrige helg, natt til mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag,
    kemarin, kemarin sore|pagi|malam|siang, tadi pagi, tadi malam, tadi siang, tadi sore, tadi subuh, tadi, semalam,
    hari ini, besok,
    lusa, minggu lalu, bulan lalu, pekan lalu, minggu ini, barusan, subuh tadi, malam ini, nanti malam"""
)
_WEEKDAY = Phrases(
    f"last|this|next|on {_DAY}, {_DAY} night|morning|evening|afternoon, {_DAY.split('|mon|', maxsplit=1)[0]}, "
    f"forrige|sist|på {_DAY}, hari {_DAY}, "
    f"{_DAY} lalu|malam|pagi|sore|siang|kemarin"
)
_HOLIDAY = Phrases(
    "labor day, christmas eve, christmas day, new year's eve, thanksgiving, halloween, valentine's day, "
    "mother's day, father's day, easter, "
    "memorial day, 4th of july, julaften, nyttårsaften, 17. mai, påskeaften, malam takbiran, idul fitri, lebaran, "
    "hari raya, malam tahun baru"
)


def find(view: View) -> Iterator[Entity]:
    """DATE entities."""
    if view.has_digits:
        yield from _written(view)
    for start, end in view.find(_RELATIVE):
        yield Entity(start, end, "DATE", "relative", 0.8)
    for start, end in view.find(_WEEKDAY):
        if view.text[start:end].islower() and view.lang == "id" and view.lower[start:end] == "minggu":
            continue
        yield Entity(start, end, "DATE", "weekday", 0.7)
    for start, end in view.find(_HOLIDAY):
        yield Entity(start, end, "DATE", "holiday", 0.6)


def _written(view: View) -> Iterator[Entity]:
    for match in _NUMERIC.finditer(view.text):
        if free(view.text, *match.span()) and _plausible(match.group()):
            yield spot(match.span(), "DATE", "full", 0.9)
    for pattern, kind in ((_NAMED, "full"), (_MONTH_YEAR, "month")):
        for match in pattern.finditer(view.text):
            start, end = match.span()
            while end > start and view.text[end - 1] in " .,":
                end -= 1
            if free(view.text, start, end):
                yield Entity(start, end, "DATE", kind, 0.9)


def _plausible(text: str) -> bool:
    """Two of the numbers can be a day and a month, and the separators agree."""
    marks = {c for c in text if not c.isdigit()}
    parts = [int(p) for p in re.split(r"[./ -]", text)]
    norwegian = "/" in text and text[-5:-4] + text[-3:-2] != "//" and text.count("/") == 1
    if (len(marks) != 1 and not norwegian) or 0 in parts[:2]:
        return False
    first, second = (parts[1], parts[2]) if parts[0] > 1000 else (parts[0], parts[1])
    return min(first, second) <= 12 and max(first, second) <= 31
