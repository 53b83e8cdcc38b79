"""ID-MKEK-1: doctors do not endorse products with a cure or beauty claim under their title."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_TITLE = Phrases("dr, drg, dokter, dokter gigi, sp.kk, sp.og, spesialis")
_PRODUCT = Phrases(
    "serum*, skincare, krim, sabun, pasta gigi*, produk*, kosmetik, sampo, toner, susu, alat, obat*, masker"
)


def check(doc: Document) -> Iterator[Hit]:
    """A sale under a doctor's title."""
    codes = list(promoted(doc, "indonesia", "promo-code"))
    titles = doc.find(_TITLE)
    if codes and titles and (doc.promotion.remedies or doc.promotion.own or doc.has(_PRODUCT)):
        start, end = min(titles[0][0], codes[0].start), max(titles[0][1], codes[0].end)
        yield Hit(start, end, "ENDORSEMENT")


RULE = Rule(
    id="ID-MKEK-1",
    packs=("id",),
    family="promo",
    severity="review",
    citation="Fatwa MKEK IDI 029/PB/K.MKEK/04/2021",
    demand="Doctors do not endorse products with a cure or beauty claim under their title.",
    check=check,
    texts=say(
        en=(
            "A doctor sells a product",
            "“{text}” ties a doctor's title to a sale.",
            "Take out the code or the title.",
        ),
        id=(
            "Dokter menjual produk",
            "“{text}” mengaitkan gelar dokter dengan penjualan.",
            "Hapus kode atau gelarnya.",
        ),
        nb=(
            "En lege selger et produkt",
            "«{text}» knytter en legetittel til salg.",
            "Ta bort koden eller tittelen.",
        ),
    ),
    examples=(
        bad("dr. Maya: serum ini menyembuhkan jerawat, pakai kode MAYA10", "id"),
        bad("Tips dari drg. Yuda, link di bio untuk pasta giginya", "id"),
        good("dr. Maya: lima fakta jerawat, sumber Kemenkes.", "id"),
        good("Kode antrean Anda ada di aplikasi, dokter akan memanggil.", "id"),
    ),
    how="A doctor's title, a product and a promotion code or a shop link.",
    not_checked="Whether an account is personal.",
    directions=("out",),
    countries=("id",),
)
