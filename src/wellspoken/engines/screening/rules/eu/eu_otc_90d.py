"""EU-OTC-90d: no fear of going without."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.packs import all_packs
from wellspoken.engines.screening.public_medicines import said_of_medicine
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.sample_products import IRISH, PHARMACY

_WORDS = wordlists.phrases("promo", "or you suffer")


def check(doc: Document) -> Iterator[Hit]:
    """No fear of going without, said of a medicine without prescription."""
    for start, end in said_of_medicine(doc, _WORDS):
        yield Hit(start, end, "OR_YOU_SUFFER")


RULE = Rule(
    id="EU-OTC-90d",
    packs=("eu", "no"),
    family="promo",
    severity="block",
    citation="Directive 2001/83/EC art. 90(d)",
    demand="An advertisement does not suggest that health suffers without the medicine.",
    check=check,
    texts=say(
        en=(
            "Fear of going without",
            "“{text}” makes people afraid of not taking it.",
            "Take it out.",
        ),
        id=(
            "Menakuti bila tanpa obat",
            "“{text}” menakuti orang yang tidak meminumnya.",
            "Hapus.",
        ),
        nb=(
            "Frykt for å være uten",
            "«{text}» skremmer folk som ikke tar det.",
            "Ta det bort.",
        ),
    ),
    examples=(
        bad("Don't risk winter without Lindolex", profile=IRISH),
        bad("Ikke ta sjansen på vinteren uten Lindolex", "nb", profile=PHARMACY),
        bad("Jangan ambil risiko, minum Lindolex", "id", profile=IRISH),
        good("Lindolex for mild pain. Read the leaflet carefully.", profile=IRISH),
        good("Lindolex mot milde smerter. Les pakningsvedlegget nøye.", "nb", profile=PHARMACY),
    ),
    how="A list of phrases in a text that promotes an own product without prescription or a well-known brand.",
    not_checked="Vaccination campaigns are not looked at.",
    directions=("out",),
    countries=all_packs()["eu"].countries,
)
