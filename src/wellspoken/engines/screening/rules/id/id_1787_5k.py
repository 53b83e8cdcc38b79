"""ID-1787-5k: no advertising of prescription medicines to the public."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.public_medicines import told_to_public
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say


def check(doc: Document) -> Iterator[Hit]:
    """Prescription medicines by brand, substance or disguised name, unless the text warns or only reports a study."""
    for start, end, severity in told_to_public(doc):
        yield Hit(start, end, "PRODUCT", severity=severity)
        return
    for found in promoted(doc, "sly", "hint"):
        yield Hit(found.start, found.end, "PRODUCT", variant="hint", severity="review")
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
    variants={
        "hint": say(
            en=(
                "A hinted prescription medicine",
                "“{text}” may point at a medicine that needs a prescription.",
                "Speak of the condition and the visit to a doctor only.",
            ),
            id=(
                "Obat resep tersirat",
                "“{text}” bisa mengarah ke obat yang memerlukan resep.",
                "Bahas keluhan dan konsultasi dokter saja.",
            ),
            nb=(
                "Et antydet reseptlegemiddel",
                "«{text}» kan peke mot et legemiddel som krever resept.",
                "Skriv bare om plagen og legebesøket.",
            ),
        ),
    },
)
