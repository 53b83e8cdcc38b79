"""NO-KOS-3: marketing of cosmetic procedures offers no credit or loan."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_CREDIT = wordlists.phrases("promo", "credit")
_COSMETIC = wordlists.phrases("promo", "cosmetic")


def check(doc: Document) -> Iterator[Hit]:
    """Credit beside cosmetic words, or from a clinic."""
    spots = [(f.start, f.end) for f in promoted(doc, "norway", "credit")]
    if not (doc.talking or doc.promotion.innocent) and (doc.has(_COSMETIC) or doc.ctx.profile.kind == "clinic"):
        spots += doc.find(_CREDIT)
    for start, end in sorted(spots)[:1]:
        yield Hit(start, end, "CREDIT")


RULE = Rule(
    id="NO-KOS-3",
    packs=("no",),
    family="promo",
    severity="block",
    citation="forskrift om markedsføring av kosmetiske inngrep § 6",
    demand="Marketing of cosmetic procedures offers no credit or loan.",
    check=check,
    texts=say(
        en=(
            "Credit for a cosmetic procedure",
            "“{text}” offers credit for a cosmetic procedure.",
            "Take it out; give the price only.",
        ),
        id=(
            "Kredit untuk prosedur kosmetik",
            "“{text}” menawarkan kredit untuk prosedur kosmetik.",
            "Hapus; cantumkan harganya saja.",
        ),
        nb=(
            "Kreditt for kosmetisk inngrep",
            "«{text}» tilbyr kreditt for et kosmetisk inngrep.",
            "Ta det bort; oppgi bare prisen.",
        ),
    ),
    examples=(
        bad("Betal senere med Klarna for filler", "nb", profile={"kind": "clinic", "countries": ["no"]}),
        bad(
            "Del opp betalingen for neseoperasjonen over 12 måneder.",
            "nb",
            profile={"kind": "clinic", "countries": ["no"]},
        ),
        bad("Lips now, pay later with Klarna.", profile={"kind": "clinic", "countries": ["no"]}),
        good("Filler 2900 kroner.", "nb", profile={"kind": "clinic", "countries": ["no"]}),
        good(
            "Kontroll hver tredje måned etter øyelokkoperasjon.", "nb", profile={"kind": "clinic", "countries": ["no"]}
        ),
    ),
    how="Words for credit and instalments beside cosmetic words.",
    not_checked="Offers on the page that is linked.",
    directions=("out",),
    countries=("no",),
)
