"""EU-OTC-90g: not like food or a cosmetic."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.packs import all_packs
from wellspoken.engines.screening.public_medicines import said_of_medicine
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.sample_products import IRISH, PHARMACY

_WORDS = wordlists.phrases("promo", "like food")


def check(doc: Document) -> Iterator[Hit]:
    """Not like food or a cosmetic, said of a medicine without prescription."""
    for start, end in said_of_medicine(doc, _WORDS):
        yield Hit(start, end, "LIKE_FOOD")


RULE = Rule(
    id="EU-OTC-90g",
    packs=("eu", "no"),
    family="promo",
    severity="block",
    citation="Directive 2001/83/EC art. 90(g)",
    demand="An advertisement does not suggest that a medicine is food, a cosmetic or another consumer product.",
    check=check,
    texts=say(
        en=(
            "A medicine dressed up as food",
            "“{text}” makes a medicine look like food or a cosmetic.",
            "Say plainly that it is a medicine.",
        ),
        id=(
            "Obat seolah makanan",
            "“{text}” membuat obat tampak seperti makanan atau kosmetik.",
            "Katakan jelas bahwa ini obat.",
        ),
        nb=(
            "Et legemiddel kledd ut som mat",
            "«{text}» får et legemiddel til å ligne mat eller kosmetikk.",
            "Si tydelig at det er et legemiddel.",
        ),
    ),
    examples=(
        bad("Lindolex, your new beauty snack", profile=IRISH),
        bad("Lindolex, din nye skjønnhetshemmelighet", "nb", profile=PHARMACY),
        bad("Lindolex, camilan sehat Anda", "id", profile=IRISH),
        good("Lindolex is a medicine. Read the leaflet.", profile=IRISH),
        good("Lindolex er et legemiddel. Les pakningsvedlegget.", "nb", profile=PHARMACY),
    ),
    how="A list of phrases in a text that promotes an own product without prescription or a well-known brand.",
    not_checked="Tone and pictures.",
    directions=("out",),
    countries=all_packs()["eu"].countries,
)
