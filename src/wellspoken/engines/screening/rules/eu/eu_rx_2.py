"""EU-RX-2: disease information points at no medicine."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.hinting import hints
from wellspoken.engines.screening.packs import all_packs
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say


def check(doc: Document) -> Iterator[Hit]:
    """Disease information that hints at a treatment, or links to a medicine's page."""
    promo = doc.promotion
    if doc.talking or promo.innocent or promo.prescription or doc.ctx.profile.audience == "professionals":
        return
    for start, end in hints(doc):
        yield Hit(start, end, "HINT")
        return


RULE = Rule(
    id="EU-RX-2",
    packs=("eu",),
    family="promo",
    severity="block",
    citation="Directive 2001/83/EC art. 86(2)",
    demand="Disease information carries no reference to a medicine, not even an indirect one.",
    check=check,
    texts=say(
        en=(
            "Disease information that hints at a medicine",
            "“{text}” points at a medicine, so this is advertising.",
            "Keep to the disease and where to get help.",
        ),
        id=(
            "Informasi penyakit yang mengarah ke obat",
            "“{text}” mengarah ke obat, sehingga ini menjadi iklan.",
            "Bahas penyakitnya dan tempat mencari bantuan saja.",
        ),
        nb=(
            "Sykdomsinformasjon som hinter til et legemiddel",
            "«{text}» peker mot et legemiddel, og da er det reklame.",
            "Hold deg til sykdommen og hvor man får hjelp.",
        ),
    ),
    examples=(
        bad(
            "Migraine? There is now a monthly injection. Ask your doctor.",
            profile={"kind": "pharma", "countries": ["ie"]},
        ),
        bad("Migrene? Det finnes en ny sprøyte. Spør legen.", "nb", profile={"kind": "pharma", "countries": ["dk"]}),
        bad("Migrain? Kini ada suntikan bulanan. Tanya dokter.", "id", profile={"kind": "pharma", "countries": ["nl"]}),
        good("What is migraine? Signs, and when to see a doctor.", profile={"kind": "pharma", "countries": ["ie"]}),
    ),
    how="A complaint beside words for an unnamed new treatment, or a link to a prescription product's page.",
    not_checked="Colours, pictures and slogans.",
    directions=("out",),
    countries=tuple(c for c in all_packs()["eu"].countries if c != "no"),
    kinds=("pharma", "device", "clinic", "pharmacy"),
)
