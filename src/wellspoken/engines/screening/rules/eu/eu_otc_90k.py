"""EU-OTC-90k: no alarming pictures of the body."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.packs import all_packs
from wellspoken.engines.screening.public_medicines import advertised, said_of_medicine
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.sample_products import IRISH, PHARMACY

_WORDS = wordlists.phrases("promo", "body picture")


def check(doc: Document) -> Iterator[Hit]:
    """No alarming pictures of the body, said of a medicine without prescription."""
    for start, end in said_of_medicine(doc, _WORDS):
        yield Hit(start, end, "BODY_PICTURE")
        return
    for item in doc.ctx.media if advertised(doc) else ():
        if _WORDS.first(item.alt.lower()):
            yield Hit(len(doc.text), len(doc.text), "BODY_PICTURE", {"picture": item.name}, "picture")
            return


RULE = Rule(
    id="EU-OTC-90k",
    packs=("eu", "no"),
    family="promo",
    severity="block",
    citation="Directive 2001/83/EC art. 90(k)",
    demand="An advertisement uses no improper, alarming or misleading pictures of the body or of what a medicine does.",
    check=check,
    texts=say(
        en=(
            "Alarming words or pictures of the body",
            "“{text}” shows the body in an alarming way.",
            "Use a plain picture of the package.",
        ),
        id=(
            "Kata atau gambar tubuh yang menakutkan",
            "“{text}” menampilkan tubuh secara menakutkan.",
            "Gunakan gambar kemasan biasa.",
        ),
        nb=(
            "Skremmende ord eller bilder av kroppen",
            "«{text}» viser kroppen på en skremmende måte.",
            "Bruk et nøytralt bilde av pakningen.",
        ),
    ),
    examples=(
        bad("Diseased lungs? Lindolex", profile=IRISH),
        bad("Syk lunge? Ta Lindolex", "nb", profile=PHARMACY),
        bad("Paru-paru rusak? Lindolex", "id", profile=IRISH),
        good("Lindolex for mild pain. Read the leaflet carefully.", profile=IRISH),
        good("Lindolex mot milde smerter. Les pakningsvedlegget nøye.", "nb", profile=PHARMACY),
    ),
    how="A list of phrases in a text that promotes an own product without prescription or a well-known brand.",
    not_checked="The picture itself; its alternative text is read.",
    directions=("out",),
    countries=all_packs()["eu"].countries,
    variants={
        "picture": say(
            en=(
                "An alarming picture",
                "The picture {picture} shows the body or the medicine in an alarming way.",
                "Use a plain picture of the package.",
            ),
            id=(
                "Gambar yang menakutkan",
                "Gambar {picture} menampilkan tubuh atau obat secara menakutkan.",
                "Gunakan gambar kemasan biasa.",
            ),
            nb=(
                "Et skremmende bilde",
                "Bildet {picture} viser kroppen eller legemidlet på en skremmende måte.",
                "Bruk et nøytralt bilde av pakningen.",
            ),
        ),
    },
)
