"""ID-1787-5h: services without a licence are not advertised."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import said
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say


def check(doc: Document) -> Iterator[Hit]:
    """A licence that is missing."""
    for found in said(doc, "indonesia", "licence"):
        yield Hit(found.start, found.end, "LICENCE")
        return


RULE = Rule(
    id="ID-1787-5h",
    packs=("id",),
    family="promo",
    severity="block",
    citation="Permenkes 1787/2010 Pasal 5 huruf h",
    demand="Services without a licence are not advertised.",
    check=check,
    texts=say(
        en=(
            "No licence",
            "“{text}” says that a licence is missing.",
            "Wait until the licence is there, and name it.",
        ),
        id=(
            "Tanpa izin",
            "“{text}” menyatakan izin belum ada.",
            "Tunggu sampai izin terbit, lalu cantumkan.",
        ),
        nb=(
            "Uten tillatelse",
            "«{text}» sier at en tillatelse mangler.",
            "Vent til tillatelsen er på plass, og oppgi den.",
        ),
    ),
    examples=(
        bad(
            "Klinik baru kami sudah buka, izin praktik menyusul. Ayo daftar!",
            "id",
            profile={"kind": "clinic", "countries": ["id"]},
        ),
        bad("Dokter baru belum punya SIP tetapi sudah bisa konsultasi di sini.", "id"),
        good("SIP 503/112/2026 tercantum di papan praktik.", "id"),
        good("Waspada praktik tanpa izin. Laporkan ke dinas kesehatan.", "id"),
    ),
    how="Words that say a licence is missing or still to come.",
    not_checked="Whether a licence exists; the staff and facility registers say that.",
    directions=("out",),
    countries=("id",),
)
