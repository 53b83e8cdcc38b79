"""Results shown by numbers and dates: two points in time compared, and weight lost in a given time."""

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.patterns import Pattern

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document

_TIME = r"(?:weeks?|days?|months?|years?|visits?|sessions?|uke|dag|måned|år|time|hari|minggu|bulan|sesi|kunjungan)"
_AGAINST = r"(?:vs\.?|versus|v\.|/|\||->|=>|\x{2192}|\x{27a1}|\x{2013}|-|til|to|ke|lawan|mot|dan|og|and|until|sampai)"
_POINTS = Pattern(
    rf"\b{_TIME}(?:[ -]?ke)?[ -]?[0-9]+\b[ \x{{fe0f}}]*{_AGAINST}[ \x{{fe0f}}]*{_TIME}(?:[ -]?ke)?[ -]?[0-9]+\b"
    r"|\b(?:day|dag|hari(?: ke)?|week|uke|minggu(?: ke)?)[ -]?[01]\b.{1,60}\b(?:now|today|nå|i dag|sekarang|hari ini)\b"
)
_SAME = wordlists.phrases("promo", "same picture")
_NUMBER = (
    r"(?:[0-9]+(?:[.,][0-9]+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|en|to|tre|"
    r"fire|fem|seks|sju|syv|åtte|ni|ti|tolv|femten|tjue|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|"
    r"belasan|puluhan)"
)
_WEIGHT = r"(?:kg|kilos?|kiloene|kilogram|pounds?|lbs?|stone|dress sizes?|sizes|inches|klesstørrelser|nomor baju)"
_SPAN = r"(?:hours?|days?|weeks?|months?|timer|dager|døgn|uker|uke|måneder|måned|hari|minggu|bulan)"
_LOST = Pattern(
    rf"\b{_NUMBER}[ -]?{_WEIGHT}\b[^.!?\n]{{0,40}}?\b(?:{_NUMBER}|a|an|én|et|ett|en|se)[ -]?{_SPAN}\b"
    rf"|\b{_NUMBER}[ -]?{_SPAN}\b[^.!?\n]{{0,30}}?(?:-|minus|down|ned|turun)? ?{_NUMBER}[ -]?{_WEIGHT}\b"
)
_GONE = Pattern(
    r"\b(?:down|lost|dropped|shed|lose|drop|minus|gikk ned|gått ned|ned|turun|hilang|susut|rontok)\b[^.!?\n]{0,14}"
    rf"\b{_NUMBER}[ -]?{_WEIGHT}\b"
)
_WEIGHED = Pattern(_WEIGHT)
_AMOUNT = wordlists.phrases("promo", "weight amount")
_NOT_LOSS = wordlists.phrases("promo", "weight otherwise")


def compared(doc: "Document") -> Iterator[tuple[int, int]]:
    """Two points in time set against each other ("week 0 vs. week 12"), and pictures said to be taken alike."""
    yield from (match.span() for match in _POINTS.finditer(doc.lower))
    yield from doc.find(_SAME)


def lost_weight(doc: "Document") -> Iterator[tuple[int, int]]:
    """Amounts of weight said to be lost, with or without the time it took."""
    yield from doc.find(_AMOUNT)
    if _WEIGHED.search(doc.lower):
        for match in chain(_LOST.finditer(doc.lower), _GONE.finditer(doc.lower)):
            sentence = doc.sentence_at(match.start())
            if not doc.has(_NOT_LOSS, sentence.start, sentence.end):
                yield match.span()
