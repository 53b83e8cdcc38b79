"""LINK-4: what an institution said is linked there."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.combos import together
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.sources import sourced
from wellspoken.engines.screening.tied import EVERYWHERE

_SAID = wordlists.phrases("health", "attribution")


def check(doc: Document) -> Iterator[Hit]:
    """Attributions without a credible link."""
    if doc.talking or doc.incoming or sourced(doc):
        return
    spots = [*doc.find(_SAID), *((f.start, f.end) for f in together(doc, "truth", doc.reads) if f.name == "named")]
    for start, end in sorted(spots):
        if doc.text[start:end].isupper() or not _pronoun(doc, start):
            yield Hit(start, end, "CLAIM")
            return


def _pronoun(doc: Document, start: int) -> bool:
    """Whether “who” is the pronoun and not the organisation."""
    return doc.lower[start : start + 3] == "who" and doc.text[start : start + 3] != "WHO"


RULE = Rule(
    id="LINK-4",
    packs=EVERYWHERE,
    family="source",
    severity="review",
    citation="Practice",
    demand="Figures and quotations of an institution are found on its own site.",
    check=check,
    texts=say(
        en=(
            "Named source without a link",
            "“{text}” names a source, and there is no link to it.",
            "Link the page of the institution.",
        ),
        id=(
            "Sumber disebut tanpa tautan",
            "“{text}” menyebut sumber, tetapi tidak ada tautannya.",
            "Tautkan halaman lembaganya.",
        ),
        nb=(
            "Kilde nevnt uten lenke",
            "«{text}» nevner en kilde, men det er ingen lenke til den.",
            "Lenk til institusjonens egen side.",
        ),
    ),
    examples=(
        bad("According to WHO, onions absorb flu."),
        bad("Ifølge FHI virker løk.", "nb"),
        bad("Menurut Kemenkes, bawang menyerap flu.", "id"),
        good("According to WHO, wash your hands: who.int/hands"),
    ),
    how="Attribution phrases in a text without a credible link.",
    not_checked="Whether the page says it.",
    directions=("out",),
)
