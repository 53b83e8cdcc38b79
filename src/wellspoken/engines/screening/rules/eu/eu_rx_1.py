"""EU-RX-1: no advertising of prescription medicines to the public."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.packs import all_packs
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_FIGURES = wordlists.phrases("promo", "journal")


def check(doc: Document) -> Iterator[Hit]:
    """Prescription medicines by any name, unless the text warns, informs or only reports a study."""
    promo = doc.promotion
    if promo.innocent or doc.talking or doc.ctx.profile.audience == "professionals":
        return
    for mention in promo.prescription:
        reported = (promo.studied or promo.news or doc.has(_FIGURES)) and not promo.sells
        yield Hit(mention.start, mention.end, "PRODUCT", severity="review" if reported else None)
        return


RULE = Rule(
    id="EU-RX-1",
    packs=("eu",),
    family="promo",
    severity="block",
    citation="Directive 2001/83/EC art. 88(1)",
    demand="Prescription-only medicines are not advertised to the public, by brand, substance or nickname.",
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
        bad("Ozempic now at our clinic!", profile={"kind": "clinic", "countries": ["ie"]}),
        bad("Botox hos oss i august", "nb", profile={"kind": "clinic", "countries": ["dk"]}),
        bad("Wegovy tersedia di klinik kami", "id", profile={"kind": "clinic", "countries": ["nl"]}),
        good("Overweight clinic: book a talk with a doctor.", profile={"kind": "clinic", "countries": ["ie"]}),
        good("Fake Ozempic pens were found. Never buy them online.", profile={"countries": ["ie"]}),
    ),
    how="Own product records, a list of prescription names and nicknames, endings of substance names, "
    "and disguised spellings.",
    not_checked="Pictures of packages; approved vaccination campaigns.",
    directions=("out",),
    countries=tuple(c for c in all_packs()["eu"].countries if c != "no"),
)
