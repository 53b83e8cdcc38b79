"""EU-OTC-90h: not safe because natural."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.packs import all_packs
from wellspoken.engines.screening.public_medicines import advertised, said_of_medicine
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.sample_products import IRISH, PHARMACY

_WORDS = wordlists.phrases("promo", "natural so safe")


def check(doc: Document) -> Iterator[Hit]:
    """Not safe because natural, said of a medicine without prescription."""
    for start, end in said_of_medicine(doc, _WORDS):
        yield Hit(start, end, "NATURAL_SO_SAFE")
        return
    if advertised(doc):
        for found in promoted(doc, "sly", "natural"):
            yield Hit(found.start, found.end, "NATURAL_SO_SAFE")
            return


RULE = Rule(
    id="EU-OTC-90h",
    packs=("eu", "no"),
    family="promo",
    severity="block",
    citation="Directive 2001/83/EC art. 90(h)",
    demand="An advertisement does not suggest that a medicine is safe or works because it is natural.",
    check=check,
    texts=say(
        en=(
            "Natural, so it must be safe",
            "“{text}” says that being natural makes it safe or effective.",
            "Name what it contains, without praise.",
        ),
        id=(
            "Alami, jadi pasti aman",
            "“{text}” menyatakan sifat alami membuatnya aman atau berkhasiat.",
            "Sebutkan isinya, tanpa pujian.",
        ),
        nb=(
            "Naturlig, altså trygt",
            "«{text}» sier at det naturlige gjør det trygt eller virksomt.",
            "Nevn innholdet, uten ros.",
        ),
    ),
    examples=(
        bad("Lindolex: 100% natural", profile=IRISH),
        bad("Lindolex er helt naturlig og trygt", "nb", profile=PHARMACY),
        bad("Lindolex 100% alami", "id", profile=IRISH),
        good("Lindolex contains paracetamol. Read the leaflet.", profile=IRISH),
        good("Lindolex inneholder paracetamol. Les pakningsvedlegget.", "nb", profile=PHARMACY),
    ),
    how="A list of phrases in a text that promotes an own product without prescription or a well-known brand.",
    not_checked="Tone and pictures.",
    directions=("out",),
    countries=all_packs()["eu"].countries,
)
