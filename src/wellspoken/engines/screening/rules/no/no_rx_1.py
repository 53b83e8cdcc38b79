"""NO-RX-1: no advertising of prescription medicines to the public."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.public_medicines import told_to_public
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say


def check(doc: Document) -> Iterator[Hit]:
    """Prescription medicines by brand, substance or disguised name, unless the text warns or only reports a study."""
    for start, end, severity in told_to_public(doc):
        yield Hit(start, end, "PRODUCT", severity=severity)


RULE = Rule(
    id="NO-RX-1",
    packs=("no",),
    family="promo",
    severity="block",
    citation="legemiddelforskriften § 13-4 a",
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
        bad("Botox-tilbud i helgen!", "nb"),
        bad("2 områder B0t0x for 2490,-", "nb"),
        bad(
            "Flere gode dager med Migravent.",
            "nb",
            profile={"kind": "pharma", "countries": ["no"], "products": [{"brand": "Migravent", "rx": True}]},
        ),
        good("Kjøp aldri Ozempic på nettet, det kan være falskt.", "nb"),
        good("Har du migrene? Snakk med fastlegen.", "nb"),
    ),
    how="Own product records, a list of prescription names, "
    "endings of substance names and names with digits for letters.",
    not_checked="Pictures of packages.",
    directions=("out",),
    countries=("no",),
)
