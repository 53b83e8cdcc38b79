"""EU-OTC-90b: no sure effect, no lack of side effects, not better than others."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.packs import all_packs
from wellspoken.engines.screening.public_medicines import said_of_medicine
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.sample_products import IRISH, PHARMACY

_WORDS = wordlists.phrases("promo", "sure effect")


def check(doc: Document) -> Iterator[Hit]:
    """No sure effect, no lack of side effects, not better than others, said of a medicine without prescription."""
    for start, end in said_of_medicine(doc, _WORDS):
        yield Hit(start, end, "SURE_EFFECT")


RULE = Rule(
    id="EU-OTC-90b",
    packs=("eu", "no"),
    family="promo",
    severity="block",
    citation="Directive 2001/83/EC art. 90(b)",
    demand="An advertisement does not suggest a guaranteed effect, freedom from side effects, or being "
    "better than or equal to another medicine.",
    check=check,
    texts=say(
        en=(
            "An effect that is too sure",
            "“{text}” promises an effect or safety that no medicine has.",
            "Say for what it may be used.",
        ),
        id=(
            "Khasiat yang terlalu pasti",
            "“{text}” menjanjikan khasiat atau keamanan yang tidak dimiliki obat apa pun.",
            "Sebutkan untuk apa obat ini dapat dipakai.",
        ),
        nb=(
            "En for sikker virkning",
            "«{text}» lover en virkning eller trygghet ingen legemidler har.",
            "Skriv hva det kan brukes mot.",
        ),
    ),
    examples=(
        bad("Lindolex works every time, zero side effects", profile=IRISH),
        bad("Lindolex virker alltid, uten bivirkninger", "nb", profile=PHARMACY),
        bad("Lindolex pasti manjur, tanpa efek samping", "id", profile=IRISH),
        good("Lindolex for mild pain. Read the leaflet carefully.", profile=IRISH),
        good("Lindolex mot milde smerter. Les pakningsvedlegget nøye.", "nb", profile=PHARMACY),
    ),
    how="A list of phrases in a text that promotes an own product without prescription or a well-known brand.",
    not_checked="Tone and pictures.",
    directions=("out",),
    countries=all_packs()["eu"].countries,
)
