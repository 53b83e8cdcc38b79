"""FDA-11: no comparison without head-to-head evidence."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.sample_products import PLAIN

_COMPARISON = wordlists.phrases("promo", "comparison")


def check(doc: Document) -> Iterator[Hit]:
    """Comparisons in a text that names a medicine or a remedy."""
    promo = doc.promotion
    if promo.innocent or not (promo.mentions or promo.remedies):
        return
    for start, end in doc.find(_COMPARISON):
        if not promo.denied(start):
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
        bad("Dermyxa worked better than every other biologic.", profile=PLAIN),
        bad("Dermyxa lebih ampuh dari krim lain", "id", profile=PLAIN),
        bad("Dermyxa er bedre enn andre midler", "nb", profile=PLAIN),
        good("This year was better than last year."),
        good("Dermyxa is not better than other medicines for this.", profile=PLAIN),
    ),
    how="Comparatives in a text that names a medicine or supplement.",
    not_checked="Comparisons by picture.",
    directions=("out",),
    countries=("us",),
)
