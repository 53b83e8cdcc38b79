"""ID-UUPK-1: adverts do not mislead about quality, price, use or risk."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say


def check(doc: Document) -> Iterator[Hit]:
    """Offers that may mislead."""
    for found in promoted(doc, "indonesia", "misleading"):
        yield Hit(found.start, found.end, "OFFER")
        return


RULE = Rule(
    id="ID-UUPK-1",
    packs=("id",),
    family="promo",
    severity="review",
    citation="UU 8/1999 Pasal 8-10, 17",
    demand="Adverts do not mislead about quality, price, use or risk.",
    check=check,
    texts=say(
        en=(
            "May mislead buyers",
            "“{text}” may mislead about price or hurry people.",
            "Give the price and its conditions plainly.",
        ),
        id=(
            "Bisa menyesatkan pembeli",
            "“{text}” bisa menyesatkan tentang harga atau mendesak orang.",
            "Cantumkan harga dan syaratnya dengan jelas.",
        ),
        nb=(
            "Kan villede kjøpere",
            "«{text}» kan villede om pris eller presse folk.",
            "Oppgi prisen og vilkårene tydelig.",
        ),
    ),
    examples=(
        bad("Harga normal Rp2 juta, hari ini cuma Rp499 ribu untuk laser wajah.", "id"),
        bad("Garansi uang kembali kalau berat badan tidak turun.", "id"),
        good("Tarif scaling Rp300.000, belum termasuk konsultasi.", "id"),
        good("Donor darah hanya hari ini di aula.", "id"),
    ),
    how="Struck-out prices, money back, false scarcity beside an offer.",
    not_checked="Whether the price before was real.",
    directions=("out",),
    countries=("id",),
)
