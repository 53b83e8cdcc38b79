"""FDA-11: no comparison without head-to-head evidence."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.products import mentions
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_COMPARISON = wordlists.phrases("promo", "comparison")
_CAUTION = wordlists.phrases("promo", "caution")
_SUPPLEMENT = wordlists.phrases("promo", "supplement")


def check(doc: Document) -> Iterator[Hit]:
    """Comparisons in a text that names a product."""
    if doc.has(_CAUTION) or not (mentions(doc) or doc.has(_SUPPLEMENT)):
        return
    for start, end in doc.find(_COMPARISON):
        yield Hit(start, end, "COMPARISON")


RULE = Rule(
    id="FDA-11",
    packs=("us",),
    family="promo",
    severity="block",
    citation="21 CFR 202.1(e)(6)(i)-(iii)",
    demand="No superiority or comparison without head-to-head evidence.",
    check=check,
    texts=say(
        en=(
            "A comparison without proof",
            "“{text}” says a product is better than others.",
            "Take it out, or show the head-to-head study.",
        ),
        id=(
            "Perbandingan tanpa bukti",
            "“{text}” menyatakan produk lebih baik dari yang lain.",
            "Hapus, atau tunjukkan studi perbandingannya.",
        ),
        nb=(
            "En sammenligning uten bevis",
            "«{text}» sier at et produkt er bedre enn andre.",
            "Ta det bort, eller vis den direkte sammenlignende studien.",
        ),
    ),
    examples=(
        bad("Xeomin is a smart tox, better than the rest."),
        good("This year was better than last year."),
    ),
    how="Comparatives in a text that names a medicine or supplement.",
    not_checked="Comparisons by picture.",
    directions=("out",),
    countries=("us",),
)
