"""ID-1787-5k: no advertising of prescription medicines to the public."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_CAUTION = wordlists.phrases("promo", "caution")
_STUDY = wordlists.phrases("promo", "study")
_DISCOUNT = wordlists.phrases("promo", "discount")


def check(doc: Document) -> Iterator[Hit]:
    """Prescription medicines by brand, substance or disguised name, unless the text warns or only reports a study."""
    if doc.has(_CAUTION) or doc.promotion.innocent or doc.talking or doc.ctx.profile.audience == "professionals":
        return
    for mention in doc.promotion.mentions:
        if mention.prescription:
            reported = doc.has(_STUDY) and not doc.has(_DISCOUNT)
            yield Hit(mention.start, mention.end, "PRODUCT", severity="review" if reported else None)
            return


RULE = Rule(
    id="ID-1787-5k",
    packs=("id",),
    family="promo",
    severity="block",
    citation="Permenkes 1787/2010 Pasal 5 huruf k",
    demand="Prescription medicines are not advertised to the public, neither by brand nor by substance or nickname.",
    check=check,
    texts=say(
        en=(
            "A prescription medicine for the public",
            "“{text}” needs a prescription and may not be advertised to the public.",
            "Write about the condition instead, without the medicine.",
        ),
        id=(
            "Obat resep untuk umum",
            "“{text}” memerlukan resep dan tidak boleh diiklankan kepada umum.",
            "Tulis tentang penyakitnya saja, tanpa obatnya.",
        ),
        nb=(
            "Reseptlegemiddel til allmennheten",
            "«{text}» er reseptpliktig og kan ikke reklameres for til allmennheten.",
            "Skriv om tilstanden i stedet, uten legemidlet.",
        ),
    ),
    examples=(
        bad("Semaglutide ready stok, pesan sekarang!", "id"),
        bad("Turun 15 kg pakai Ozempic tanpa diet!", "id"),
        good("Awas Ozempic palsu, beli hanya dengan resep.", "id"),
        good("Konsultasikan obat dengan dokter.", "id"),
    ),
    how="Own product records, a list of prescription names, "
    "endings of substance names and names with digits for letters.",
    not_checked="Pictures of packages.",
    directions=("out",),
    countries=("id",),
)
