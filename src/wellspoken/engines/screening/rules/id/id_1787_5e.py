"""ID-1787-5e: publication carries no excessive self-praise: no superlatives, no “the only one”."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.promises import praises
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say


def check(doc: Document) -> Iterator[Hit]:
    """Superlatives about one's own service."""
    if doc.ctx.surface != "alt_text":
        for praise in praises(doc, "superlative"):
            yield Hit(praise.start, praise.end, "SUPERLATIVE", fix=Replacement("", "redact"))


RULE = Rule(
    id="ID-1787-5e",
    packs=("id",),
    family="promo",
    severity="block",
    citation="Permenkes 1787/2010 Pasal 5 huruf e",
    demand="Publication carries no excessive self-praise: no superlatives, no “the only one”.",
    check=check,
    texts=say(
        en=(
            "A superlative",
            "“{text}” is a superlative about a health service.",
            "Describe the service plainly: place, hours, specialty.",
        ),
        id=(
            "Kata superlatif",
            "“{text}” adalah superlatif tentang layanan kesehatan.",
            "Jelaskan layanan apa adanya: tempat, jam, jenis spesialisasi.",
        ),
        nb=(
            "En superlativ",
            "«{text}» er en superlativ om en helsetjeneste.",
            "Beskriv tjenesten nøkternt: sted, tid, spesialitet.",
        ),
    ),
    examples=(
        bad("Klinik terbaik dan satu-satunya di Jakarta", "id"),
        bad("Peralatan paling canggih se-Asia Tenggara ada di RS kami.", "id"),
        good("Klinik kulit di Jakarta Selatan, buka setiap hari.", "id"),
        good("Tersedia, terdaftar, dan terbuka untuk umum.", "id"),
        good("Selamat kepada tim futsal RS, juara dua!", "id"),
    ),
    how="A closed list of superlatives beside a service, and combinations with a place.",
    not_checked="Praise in pictures.",
    directions=("out",),
    countries=("id",),
)
