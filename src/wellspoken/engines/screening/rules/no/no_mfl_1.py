"""NO-MFL-1: adverts are recognisable as adverts from the first line: “Reklame” or “Annonse”."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say

_MARKS = ("reklame", "annonse", "advertisement", "#ad ")
_LINE = 100
_PARTNER = Phrases(
    "#samarbeid, #spons, #sponset, #gave, #reklame, #annonse, betalt samarbeid, i betalt samarbeid, sponset av, "
    "i samarbeid med <2> rabattkode, "
    "fått av <2> gratis, #ad, #sponsored, #gifted, ambassadør for"
)


def check(doc: Document) -> Iterator[Hit]:
    """Paid texts without the mark in the first line."""
    first = doc.lower.split("\n", 1)[0][:_LINE]
    if doc.talking or any(mark in first for mark in _MARKS):
        return
    spots = doc.find(_PARTNER)
    if doc.ctx.paid and not spots:
        spots = [(0, min(len(doc.text), _LINE))]
    for start, end in spots[:1]:
        yield Hit(start, end, "ADVERT", fix=Replacement("Reklame: ", "add", 0, 0))


RULE = Rule(
    id="NO-MFL-1",
    packs=("no",),
    family="promo",
    severity="block",
    citation="markedsføringsloven §§ 2, 3, 6-8",
    demand="Adverts are recognisable as adverts from the first line: “Reklame” or “Annonse”.",
    check=check,
    texts=say(
        en=(
            "Advertising that is not marked first",
            "“{text}” is paid, and the first line does not say “Reklame” or “Annonse”.",
            "Begin with “Reklame for …”.",
        ),
        id=(
            "Iklan tidak ditandai di awal",
            "“{text}” berbayar, dan baris pertama tidak memuat “Reklame” atau “Annonse”.",
            "Awali dengan “Reklame for …”.",
        ),
        nb=(
            "Reklame som ikke er merket først",
            "«{text}» er betalt, og første linje sier ikke «Reklame» eller «Annonse».",
            "Begynn med «Reklame for …».",
        ),
    ),
    examples=(
        bad("Elsker denne kremen! #samarbeid", "nb"),
        bad("Prøv vitaminene våre, bruk rabattkoden VINTER20", "nb", paid=True),
        good("Reklame for Havkraft: prøv vitaminene, koden VINTER20 gir rabatt.", "nb", paid=True),
        good("Vi samarbeider med kommunen om vaksinering.", "nb"),
    ),
    how="A paid flag or words for a paid partnership, and no such word in the first line.",
    not_checked="Retouched pictures.",
    directions=("out",),
    countries=("no",),
)
