"""ID-SUFOR-1: no promotion of infant formula."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_FORMULA = wordlists.phrases("promo", "formula")
_BREAST_MILK = wordlists.phrases("promo", "breast milk")


def check(doc: Document) -> Iterator[Hit]:
    """Infant formula in a text that does not speak for breast milk."""
    if not doc.has(_BREAST_MILK):
        for start, end in doc.find(_FORMULA):
            yield Hit(start, end, "FORMULA")


RULE = Rule(
    id="ID-SUFOR-1",
    packs=("id",),
    family="promo",
    severity="block",
    citation="PP 28/2024 Pasal 33",
    demand="No discounts, samples, endorsements or advertising of infant formula.",
    check=check,
    texts=say(
        en=(
            "Infant formula",
            "“{text}” may not be promoted.",
            "Write about breast milk, or take it out.",
        ),
        id=(
            "Susu formula",
            "“{text}” tidak boleh dipromosikan.",
            "Tulis tentang ASI, atau hapus.",
        ),
        nb=(
            "Morsmelkerstatning",
            "«{text}» kan ikke markedsføres.",
            "Skriv om morsmelk, eller ta det bort.",
        ),
    ),
    examples=(
        bad("Bidan kami merekomendasikan susu formula X", "id"),
        good("ASI eksklusif enam bulan. Susu formula hanya atas indikasi medis.", "id"),
    ),
    how="Formula words without words for breast milk.",
    not_checked="Brands.",
    directions=("out",),
    countries=("id",),
)
