"""NO-LEGE-1: no discounts on medical care."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_DISCOUNT = wordlists.phrases("promo", "discount")
_CARE = wordlists.phrases("care", "care")
_COSMETIC = wordlists.phrases("promo", "cosmetic")


def check(doc: Document) -> Iterator[Hit]:
    """Discount words of a care provider."""
    for start, end in doc.find(_DISCOUNT):
        if doc.has(_CARE) or doc.has(_COSMETIC):
            yield Hit(start, end, "DISCOUNT")
            return


RULE = Rule(
    id="NO-LEGE-1",
    packs=("no",),
    family="promo",
    severity="review",
    citation="Legeforeningen, Etiske regler kap. III",
    demand="Doctors do not market care with discounts.",
    check=check,
    texts=say(
        en=(
            "A discount on care",
            "“{text}” markets care with a discount.",
            "Give the ordinary price, or leave it out.",
        ),
        id=(
            "Diskon layanan kesehatan",
            "“{text}” mempromosikan layanan dengan diskon.",
            "Sebut harga biasa, atau hapus.",
        ),
        nb=(
            "Rabatt på helsehjelp",
            "«{text}» markedsfører helsehjelp med rabatt.",
            "Oppgi vanlig pris, eller utelat den.",
        ),
    ),
    examples=(
        bad("30 % rabatt på laser i Black Week!", "nb"),
        good("Prisliste: konsultasjon 900 kroner.", "nb"),
    ),
    how="Discount words beside care.",
    not_checked="-",
    directions=("out",),
    countries=("no",),
)
