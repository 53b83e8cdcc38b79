"""FTC-7: impossible weight loss."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.combos import together
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.results import lost_weight
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_MELT = Phrases(
    "melt* <4> fat|weight|off, block* <3> fat, lose # % of, lose #% of, lost # % of, lost #% of, patients lose #, "
    "members lose #, lose <2> # pounds|lbs|kg <3> week|weeks|days, lose weight while you sleep, "
    "lose weight without diet*, burn|burns <3> fat while, fjerner fett mens, membakar lemak <3> tidur"
)
_NO_EFFORT = wordlists.phrases("claims", "no effort")


def check(doc: Document) -> Iterator[Hit]:
    """Claims of the Gut Check list, and amounts lost with something sold or without effort."""
    promo = doc.promotion
    if promo.corrects:
        return
    for start, end in doc.find(_MELT):
        yield Hit(start, end, "WEIGHT")
    hinted = any(f.name == "hint" for f in together(doc, "sly", doc.reads))
    if hinted or promo.remedies or promo.mentions or promo.sells or promo.own or doc.has(_NO_EFFORT):
        for start, end in lost_weight(doc):
            yield Hit(start, end, "WEIGHT")
            return


RULE = Rule(
    id="FTC-7",
    packs=("us", "who"),
    family="promo",
    severity="block",
    citation="FTC Gut Check list of weight-loss claims",
    demand="Claims of weight loss that cannot be true are stopped.",
    check=check,
    texts=say(
        en=(
            "Weight loss that cannot be true",
            "“{text}” is a weight-loss claim that regulators call false.",
            "Take it out.",
        ),
        id=(
            "Penurunan berat badan yang mustahil",
            "“{text}” adalah klaim yang disebut keliru oleh regulator.",
            "Hapus.",
        ),
        nb=(
            "Vekttap som ikke kan stemme",
            "«{text}» er en påstand om vekttap som myndighetene kaller usann.",
            "Ta det bort.",
        ),
    ),
    examples=(
        bad("This detox melts the weight off while you sleep!"),
        good("Our program supports people who want to lose weight."),
    ),
    how="A list of phrases; amounts lost beside something sold or without effort.",
    not_checked="-",
    directions=("out",),
)
