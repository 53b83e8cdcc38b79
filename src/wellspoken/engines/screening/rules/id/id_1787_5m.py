"""ID-1787-5m: no discounts on health services."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_DISCOUNT = wordlists.phrases("promo", "discount")
_GIVEAWAY = wordlists.phrases("promo", "giveaway")
_NOT = Phrases("bukan, tidak ada diskon, no discounts, diskon gila-gilaan")


def check(doc: Document) -> Iterator[Hit]:
    """Discounts and giveaways of care providers and sellers; public campaigns are free of course."""
    if doc.ctx.profile.kind == "agency" or doc.has(_NOT) or doc.talking:
        return
    cuts = [*doc.find(_DISCOUNT), *((f.start, f.end) for f in promoted(doc, "indonesia", "price-cut", "discount"))]
    rewards = [*doc.find(_GIVEAWAY), *((f.start, f.end) for f in promoted(doc, "indonesia", "reward"))]
    rewards += [(f.start, f.end) for f in promoted(doc, "sly", "free-consult", "tease-price")]
    if cuts:
        yield Hit(*min(cuts), "DISCOUNT")
    elif rewards:
        yield Hit(*min(rewards), "DISCOUNT", severity="review")


RULE = Rule(
    id="ID-1787-5m",
    packs=("id",),
    family="promo",
    severity="block",
    citation="Permenkes 1787/2010 Pasal 5 huruf m",
    demand="Publication of health services carries no sales promotion: discounts, rewards, cashback.",
    check=check,
    texts=say(
        en=(
            "A discount on a health service",
            "“{text}” is a sales promotion, which is not allowed for health services.",
            "Give the ordinary price.",
        ),
        id=(
            "Diskon layanan kesehatan",
            "“{text}” adalah promosi penjualan yang dilarang untuk layanan kesehatan.",
            "Cantumkan tarif biasa.",
        ),
        nb=(
            "Rabatt på en helsetjeneste",
            "«{text}» er salgsfremmende og ikke tillatt for helsetjenester.",
            "Oppgi vanlig pris.",
        ),
    ),
    examples=(
        bad("Diskon 50% scaling gigi", "id"),
        bad("Back-to-school cleanings are 20% off.", profile={"kind": "clinic", "countries": ["id"]}),
        good("Tarif scaling: Rp 300.000", "id"),
        good("Imunisasi gratis di puskesmas.", "id", profile={"kind": "agency", "countries": ["id"]}),
    ),
    how="Discount words and percentages off.",
    not_checked="-",
    directions=("out",),
    countries=("id",),
)
