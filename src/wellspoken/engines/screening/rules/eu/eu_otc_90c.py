"""EU-OTC-90c: health is not enhanced by a medicine."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.packs import all_packs
from wellspoken.engines.screening.public_medicines import said_of_medicine
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.sample_products import IRISH, PHARMACY

_WORDS = wordlists.phrases("promo", "enhance health")


def check(doc: Document) -> Iterator[Hit]:
    """Health is not enhanced by a medicine, said of a medicine without prescription."""
    for start, end in said_of_medicine(doc, _WORDS):
        yield Hit(start, end, "ENHANCE_HEALTH")


RULE = Rule(
    id="EU-OTC-90c",
    packs=("eu", "no"),
    family="promo",
    severity="block",
    citation="Directive 2001/83/EC art. 90(c)",
    demand="An advertisement does not suggest that taking the medicine makes a healthy person healthier.",
    check=check,
    texts=say(
        en=(
            "A medicine to be healthier",
            "“{text}” suggests that the medicine enhances health.",
            "Name the complaint it is for.",
        ),
        id=(
            "Obat agar lebih sehat",
            "“{text}” memberi kesan obat meningkatkan kesehatan.",
            "Sebutkan keluhan yang dituju.",
        ),
        nb=(
            "Et legemiddel for å bli friskere",
            "«{text}» antyder at legemidlet styrker helsen.",
            "Nevn plagen det er for.",
        ),
    ),
    examples=(
        bad("Supercharge your day with Lindolex", profile=IRISH),
        bad("Mer energi med Lindolex", "nb", profile=PHARMACY),
        bad("Badan lebih bertenaga dengan Lindolex", "id", profile=IRISH),
        good("Lindolex for mild pain. Read the leaflet carefully.", profile=IRISH),
        good("Lindolex mot milde smerter. Les pakningsvedlegget nøye.", "nb", profile=PHARMACY),
    ),
    how="A list of phrases in a text that promotes an own product without prescription or a well-known brand.",
    not_checked="Tone and pictures.",
    directions=("out",),
    countries=all_packs()["eu"].countries,
)
