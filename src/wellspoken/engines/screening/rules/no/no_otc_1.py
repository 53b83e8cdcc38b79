"""NO-OTC-1: sober adverts for medicines."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say


def check(doc: Document) -> Iterator[Hit]:
    """Recommendations and gifts for medicines without prescription."""
    promo = doc.promotion
    if doc.talking or promo.innocent:
        return
    for found in promoted(doc, "norway", "otc", "otc-gift"):
        yield Hit(found.start, found.end, "PRODUCT")
        return
    spots = [(f.start, f.end) for f in promoted(doc, "norway", "recommends", "gift")]
    if promo.otc and spots:
        start, end = min(spots)
        yield Hit(min(start, promo.otc[0].start), max(end, promo.otc[0].end), "PRODUCT")


RULE = Rule(
    id="NO-OTC-1",
    packs=("no",),
    family="promo",
    severity="block",
    citation="legemiddelforskriften kap. 13; LMI bransjeregler 7",
    demand="Adverts for medicines without prescription are sober: not recommended by health staff or stars, no gifts.",
    check=check,
    texts=say(
        en=(
            "A medicine that is recommended or given away",
            "“{text}” uses somebody's standing, or a gift, to sell a medicine.",
            "Give the name, the substance and “Les pakningsvedlegget nøye”.",
        ),
        id=(
            "Obat direkomendasikan atau dihadiahkan",
            "“{text}” memakai nama seseorang, atau hadiah, untuk menjual obat.",
            "Cantumkan nama, zat aktif, dan “Les pakningsvedlegget nøye”.",
        ),
        nb=(
            "Legemiddel som anbefales eller gis bort",
            "«{text}» bruker noens posisjon, eller en gave, til å selge et legemiddel.",
            "Oppgi navn, virkestoff og «Les pakningsvedlegget nøye».",
        ),
    ),
    examples=(
        bad(
            "Tannlegen anbefaler Dolofin mot tannverk.",
            "nb",
            profile={
                "kind": "pharmacy",
                "countries": ["no"],
                "products": [{"brand": "Dolofin", "generic": "ibuprofen"}],
            },
        ),
        bad("Fastlegen min bruker alltid Ibux, og det bør du også.", "nb"),
        bad(
            "Gratisprøve av Dolofin i dag!",
            "nb",
            profile={
                "kind": "pharmacy",
                "countries": ["no"],
                "products": [{"brand": "Dolofin", "generic": "ibuprofen"}],
            },
        ),
        good(
            "Dolofin inneholder ibuprofen. Les pakningsvedlegget nøye.",
            "nb",
            profile={
                "kind": "pharmacy",
                "countries": ["no"],
                "products": [{"brand": "Dolofin", "generic": "ibuprofen"}],
            },
        ),
        good("Legen anbefaler å drikke nok vann i varmen.", "nb"),
    ),
    how="Own or well-known over-the-counter medicines beside recommending people or gifts.",
    not_checked="Exaggerated pictures.",
    directions=("out",),
    countries=("no",),
)
