"""ID-1787-5i: medicines, supplements and devices without a marketing licence are not advertised."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import said
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say


def check(doc: Document) -> Iterator[Hit]:
    """Products said to have no licence."""
    for found in said(doc, "indonesia", "unlicensed"):
        yield Hit(found.start, found.end, "PRODUCT")
        return


RULE = Rule(
    id="ID-1787-5i",
    packs=("id",),
    family="promo",
    severity="block",
    citation="Permenkes 1787/2010 Pasal 5 huruf i",
    demand="Medicines, supplements and devices without a marketing licence are not advertised.",
    check=check,
    texts=say(
        en=(
            "A product without a licence",
            "“{text}” is a product without a marketing licence.",
            "Take it out; offer licensed products only.",
        ),
        id=(
            "Produk tanpa izin edar",
            "“{text}” adalah produk tanpa izin edar.",
            "Hapus; tawarkan hanya produk berizin.",
        ),
        nb=(
            "Produkt uten tillatelse",
            "«{text}» er et produkt uten markedsføringstillatelse.",
            "Ta det bort; tilby bare godkjente produkter.",
        ),
    ),
    examples=(
        bad("Jamu pelangsing tanpa izin edar, tapi manjur. Pesan sekarang.", "id"),
        bad("Krim racikan dokter tanpa label, siap kirim.", "id"),
        good("Jamu dengan nomor BPOM TR 123 456 789.", "id"),
        good("Waspada jamu pelangsing tanpa izin edar. Cek nomor registrasinya.", "id"),
    ),
    how="Products beside words for a missing licence.",
    not_checked="Whether the number given is right; check it at BPOM.",
    directions=("out",),
    countries=("id",),
)
