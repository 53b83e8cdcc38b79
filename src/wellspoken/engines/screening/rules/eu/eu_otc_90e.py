"""EU-OTC-90e: not aimed at children."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.packs import all_packs
from wellspoken.engines.screening.public_medicines import said_of_medicine
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.sample_products import IRISH, PHARMACY

_WORDS = wordlists.phrases("promo", "at children")


def check(doc: Document) -> Iterator[Hit]:
    """Not aimed at children, said of a medicine without prescription."""
    for start, end in said_of_medicine(doc, _WORDS):
        yield Hit(start, end, "AT_CHILDREN")


RULE = Rule(
    id="EU-OTC-90e",
    packs=("eu", "no"),
    family="promo",
    severity="block",
    citation="Directive 2001/83/EC art. 90(e)",
    demand="An advertisement for a medicine is not aimed only or mainly at children.",
    check=check,
    texts=say(
        en=(
            "Aimed at children",
            "“{text}” speaks to children.",
            "Speak to the parents.",
        ),
        id=(
            "Ditujukan kepada anak",
            "“{text}” berbicara kepada anak.",
            "Bicaralah kepada orang tua.",
        ),
        nb=(
            "Rettet mot barn",
            "«{text}» henvender seg til barn.",
            "Henvend dere til foreldrene.",
        ),
    ),
    examples=(
        bad("Kids! Ask mum for Lindolex", profile=IRISH),
        bad("Hei barn, spør mamma om Lindolex", "nb", profile=PHARMACY),
        bad("Adik-adik, Lindolex rasa permen", "id", profile=IRISH),
        good("Parents: Lindolex is dosed by weight. Read the leaflet.", profile=IRISH),
        good("Foreldre: Lindolex doseres etter vekt. Les pakningsvedlegget.", "nb", profile=PHARMACY),
    ),
    how="A list of phrases in a text that promotes an own product without prescription or a well-known brand.",
    not_checked="Tone and pictures.",
    directions=("out",),
    countries=all_packs()["eu"].countries,
)
