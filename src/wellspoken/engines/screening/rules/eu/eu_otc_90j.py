"""EU-OTC-90j: no alarming words of recovery."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.packs import all_packs
from wellspoken.engines.screening.public_medicines import said_of_medicine
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.sample_products import IRISH, PHARMACY

_WORDS = wordlists.phrases("promo", "alarming recovery")


def check(doc: Document) -> Iterator[Hit]:
    """No alarming words of recovery, said of a medicine without prescription."""
    for start, end in said_of_medicine(doc, _WORDS, cures=True):
        yield Hit(start, end, "ALARMING_RECOVERY")


RULE = Rule(
    id="EU-OTC-90j",
    packs=("eu", "no"),
    family="promo",
    severity="block",
    citation="Directive 2001/83/EC art. 90(j)",
    demand="An advertisement does not refer to recovery in improper, alarming or misleading terms.",
    check=check,
    texts=say(
        en=(
            "Too much talk of recovery",
            "“{text}” speaks of recovery in misleading terms.",
            "Say for what it may be used.",
        ),
        id=(
            "Kesembuhan yang dilebih-lebihkan",
            "“{text}” menyebut kesembuhan secara menyesatkan.",
            "Sebutkan untuk apa obat ini dapat dipakai.",
        ),
        nb=(
            "For store ord om helbredelse",
            "«{text}» omtaler helbredelse villedende.",
            "Skriv hva det kan brukes mot.",
        ),
    ),
    examples=(
        bad("Lindolex cured me!", profile=IRISH),
        bad("Lindolex reddet livet mitt", "nb", profile=PHARMACY),
        bad("Keajaiban Lindolex!", "id", profile=IRISH),
        good("Lindolex for mild pain. Read the leaflet carefully.", profile=IRISH),
        good("Lindolex mot milde smerter. Les pakningsvedlegget nøye.", "nb", profile=PHARMACY),
    ),
    how="A list of phrases in a text that promotes an own product without prescription or a well-known brand.",
    not_checked="Tone and pictures.",
    directions=("out",),
    countries=all_packs()["eu"].countries,
)
