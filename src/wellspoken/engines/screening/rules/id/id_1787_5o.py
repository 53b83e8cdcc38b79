"""ID-1787-5o: academic degrees and professional titles are not used to promote services."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say


def check(doc: Document) -> Iterator[Hit]:
    """Degrees beside an offer."""
    for found in promoted(doc, "indonesia", "degree"):
        yield Hit(found.start, found.end, "TITLE")
        return


RULE = Rule(
    id="ID-1787-5o",
    packs=("id",),
    family="promo",
    severity="review",
    citation="Permenkes 1787/2010 Pasal 5 huruf o",
    demand="Academic degrees and professional titles are not used to promote services.",
    check=check,
    texts=say(
        en=(
            "Titles as publicity",
            "“{text}” uses an academic degree to promote a service.",
            "Give the name and the specialty only, as on the door sign.",
        ),
        id=(
            "Gelar sebagai promosi",
            "“{text}” memakai gelar akademik untuk promosi layanan.",
            "Cukup nama dan jenis spesialisasi, seperti di papan praktik.",
        ),
        nb=(
            "Titler som reklame",
            "«{text}» bruker en akademisk grad til å fremme en tjeneste.",
            "Oppgi bare navn og spesialitet, som på døra.",
        ),
    ),
    examples=(
        bad("Prof. Dr. dr. Bagus, Sp.KK kini praktik di sini. Buat janji!", "id"),
        bad("Konsultasi langsung bersama Prof. dr. Rina, Sp.OG, daftar sekarang.", "id"),
        good("dr. Rina, spesialis kandungan, praktik Selasa dan Kamis.", "id"),
        good("Prof. Dr. dr. Bagus menjadi narasumber webinar gizi.", "id"),
    ),
    how="Academic degrees before a health title beside an offer.",
    not_checked="Plain names with the specialty are allowed as on the door sign.",
    directions=("out",),
    countries=("id",),
)
