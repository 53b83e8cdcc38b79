"""EU-OTC-1: an advertisement for a medicine says so and asks to read the leaflet."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.packs import all_packs
from wellspoken.engines.screening.public_medicines import advertised
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.sample_products import IRISH, PHARMACY

_LEAFLET = wordlists.phrases("promo", "otc leaflet")
_TROUBLE = wordlists.phrases("claims", "trouble")
_READ = {"en": " Read the leaflet carefully.", "id": " Baca aturan pakai.", "nb": " Les pakningsvedlegget nøye."}


def check(doc: Document) -> Iterator[Hit]:
    """Medicines without prescription promoted with an effect or a price, and no word about the leaflet."""
    spot = advertised(doc)
    promo = doc.promotion
    promoted = promo.sells or doc.has(_TROUBLE) or doc.ctx.surface == "ad"
    if spot and promoted and not promo.warns and not doc.has(_LEAFLET):
        at = len(doc.text)
        yield Hit(*spot, "LEAFLET", fix=Replacement(_READ[doc.reads], "add", at, at))


RULE = Rule(
    id="EU-OTC-1",
    packs=("eu", "no"),
    family="promo",
    severity="block",
    citation="Directive 2001/83/EC art. 87, 89",
    demand="An advertisement for a medicine without prescription is clearly one, gives its name and use, "
    "and asks the reader to read the leaflet.",
    check=check,
    texts=say(
        en=(
            "The leaflet is not mentioned",
            "“{text}” is promoted without asking people to read the leaflet.",
            "Add the sentence about the leaflet.",
        ),
        id=(
            "Aturan pakai tidak disebut",
            "“{text}” dipromosikan tanpa meminta orang membaca aturan pakai.",
            "Tambahkan kalimat tentang aturan pakai.",
        ),
        nb=(
            "Pakningsvedlegget er ikke nevnt",
            "«{text}» markedsføres uten at folk bes lese pakningsvedlegget.",
            "Legg til setningen om pakningsvedlegget.",
        ),
    ),
    examples=(
        bad("Lindolex mot hodepine og feber!", "nb", profile=PHARMACY),
        bad("Lindolex against mild pain.", profile=IRISH),
        bad("Lindolex untuk sakit kepala", "id", profile=IRISH),
        good("Lindolex (paracetamol) mot milde smerter. Les pakningsvedlegget nøye.", "nb", profile=PHARMACY),
        good("Lindolex (paracetamol) for mild pain. Read the leaflet carefully.", profile=IRISH),
    ),
    how="Own products without prescription and well-known brands with an effect, a complaint or an "
    "offer; words for the leaflet.",
    not_checked="How legible the invitation is.",
    directions=("out",),
    countries=all_packs()["eu"].countries,
)
