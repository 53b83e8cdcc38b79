"""NO-LEGE-1: no discounts and no patients as proof."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_DISCOUNT = wordlists.phrases("promo", "discount")
_CARE = wordlists.phrases("care", "care")
_COSMETIC = wordlists.phrases("promo", "cosmetic")


def check(doc: Document) -> Iterator[Hit]:
    """Discount words of a care provider, and patients' words about results."""
    if doc.talking or doc.promotion.innocent:
        return
    spots = [(f.start, f.end) for f in promoted(doc, "norway", "discount")]
    if doc.has(_CARE) or doc.has(_COSMETIC):
        spots += doc.find(_DISCOUNT)
    if doc.ctx.profile.kind == "clinic":
        spots += [(f.start, f.end) for f in promoted(doc, "sly", "free-first")]
    for start, end in sorted(spots)[:1]:
        yield Hit(start, end, "DISCOUNT")
    for found in promoted(doc, "norway", "result"):
        yield Hit(found.start, found.end, "TESTIMONIAL", variant="result")
        return


RULE = Rule(
    id="NO-LEGE-1",
    packs=("no",),
    family="promo",
    severity="review",
    citation="Legeforeningen, Etiske regler kap. III",
    demand="Doctors do not market care with discounts, gifts or promised results.",
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
        bad("Black Week: 40 % på alle konsultasjoner hos hudlegen.", "nb"),
        bad("Pasientene våre sier at livet ble nytt etter behandlingen.", "nb"),
        good("Prisliste: konsultasjon 900 kroner.", "nb"),
        good("Husk frikort: egenandelen er nådd, time hos legen er gratis.", "nb"),
    ),
    how="Discount words beside care, and what patients are said to say.",
    not_checked="Pictures of happy patients.",
    directions=("out",),
    countries=("no",),
    variants={
        "result": say(
            en=(
                "Patients as proof",
                "“{text}” uses patients to promise a result.",
                "Describe the method and its risks instead.",
            ),
            id=(
                "Pasien sebagai bukti",
                "“{text}” memakai pasien untuk menjanjikan hasil.",
                "Jelaskan metode dan risikonya.",
            ),
            nb=(
                "Pasienter som bevis",
                "«{text}» bruker pasienter til å love et resultat.",
                "Beskriv metoden og risikoen i stedet.",
            ),
        ),
    },
)
