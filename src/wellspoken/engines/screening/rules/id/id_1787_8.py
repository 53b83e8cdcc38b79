"""ID-1787-8: health staff do not advertise medicines, devices, supplies or facilities, except public service."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted, said
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_NEAR = 120


def check(doc: Document) -> Iterator[Hit]:
    """Recommendations of products by health staff, with listed products and those of the organisation."""
    for found in promoted(doc, "indonesia", "endorse"):
        yield Hit(found.start, found.end, "ENDORSEMENT")
        return
    own = [m for m in doc.promotion.own if not doc.promotion.innocent]
    for mention in own if not doc.talking else ():
        for found in said(doc, "indonesia", "endorse-own"):
            if abs(found.start - mention.start) < _NEAR:
                yield Hit(min(found.start, mention.start), max(found.end, mention.end), "ENDORSEMENT")
                return


RULE = Rule(
    id="ID-1787-8",
    packs=("id",),
    family="promo",
    severity="block",
    citation="Permenkes 1787/2010 Pasal 8 ayat 1",
    demand="Health staff do not advertise medicines, devices, supplies or facilities, except public service.",
    check=check,
    texts=say(
        en=(
            "Health staff in an advert",
            "“{text}” lets health staff recommend a product.",
            "Take the person out, or make it public information without a product.",
        ),
        id=(
            "Tenaga kesehatan dalam iklan",
            "“{text}” menampilkan tenaga kesehatan merekomendasikan produk.",
            "Hapus orangnya, atau jadikan iklan layanan masyarakat tanpa produk.",
        ),
        nb=(
            "Helsepersonell i reklame",
            "«{text}» lar helsepersonell anbefale et produkt.",
            "Ta bort personen, eller lag opplysning uten produkt.",
        ),
    ),
    examples=(
        bad("dr. Shinta pakai serum GlowUp setiap malam.", "id"),
        bad("Bidan kami merekomendasikan sabun ini untuk bayi Anda.", "id"),
        good("Dokter menjelaskan enam langkah cuci tangan.", "id"),
        good("Dokter tidak merekomendasikan krim tanpa izin edar.", "id"),
    ),
    how="A health title, a verb of use or recommendation, and a product.",
    not_checked="White coats and stethoscopes in pictures.",
    directions=("out",),
    countries=("id",),
)
