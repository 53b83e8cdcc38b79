"""EU-OTC-90f: no recommendation by professionals or celebrities."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.packs import all_packs
from wellspoken.engines.screening.public_medicines import said_of_medicine
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.sample_products import IRISH, PHARMACY

_WORDS = wordlists.phrases("promo", "recommended by")


def check(doc: Document) -> Iterator[Hit]:
    """No recommendation by professionals or celebrities, said of a medicine without prescription."""
    for start, end in said_of_medicine(doc, _WORDS):
        yield Hit(start, end, "RECOMMENDED_BY")


RULE = Rule(
    id="EU-OTC-90f",
    packs=("eu", "no"),
    family="promo",
    severity="block",
    citation="Directive 2001/83/EC art. 90(f)",
    demand="An advertisement does not cite a recommendation by scientists, health professionals or celebrities.",
    check=check,
    texts=say(
        en=(
            "A recommendation by a professional",
            "“{text}” lends a medicine somebody's authority.",
            "Take the recommendation out.",
        ),
        id=(
            "Rekomendasi tenaga ahli",
            "“{text}” meminjam wibawa seseorang untuk obat.",
            "Hapus rekomendasinya.",
        ),
        nb=(
            "En anbefaling fra fagfolk",
            "«{text}» gir et legemiddel noens autoritet.",
            "Ta anbefalingen bort.",
        ),
    ),
    examples=(
        bad("Dentists recommend Lindolex", profile=IRISH),
        bad("Tannlegen anbefaler Lindolex", "nb", profile=PHARMACY),
        bad("Lindolex direkomendasikan dokter", "id", profile=IRISH),
        good("Lindolex for mild pain. Read the leaflet carefully.", profile=IRISH),
        good("Lindolex mot milde smerter. Les pakningsvedlegget nøye.", "nb", profile=PHARMACY),
    ),
    how="A list of phrases in a text that promotes an own product without prescription or a well-known brand.",
    not_checked="Who the person in a picture is.",
    directions=("out",),
    countries=all_packs()["eu"].countries,
)
