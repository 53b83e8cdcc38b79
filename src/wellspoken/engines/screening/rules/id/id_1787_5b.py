"""ID-1787-5b: no promises."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.promises import praises
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say


def check(doc: Document) -> Iterator[Hit]:
    """Promises of whoever gives health care."""
    if doc.ctx.surface != "alt_text":
        for praise in praises(doc, "promise"):
            yield Hit(praise.start, praise.end, "PROMISE", fix=Replacement("", "redact"))
        for found in promoted(doc, "sly", "like-nothing", "minimize"):
            yield Hit(found.start, found.end, "PROMISE")
            return


RULE = Rule(
    id="ID-1787-5b",
    packs=("id",),
    family="promo",
    severity="block",
    citation="Permenkes 1787/2010 Pasal 5 huruf b",
    demand="Publication of health services carries no false or misleading promises.",
    check=check,
    texts=say(
        en=(
            "A promise",
            "“{text}” is a promise about a health service.",
            "Describe the service plainly.",
        ),
        id=(
            "Janji",
            "“{text}” adalah janji tentang layanan kesehatan.",
            "Jelaskan layanan apa adanya.",
        ),
        nb=(
            "Et løfte",
            "«{text}» er et løfte om en helsetjeneste.",
            "Beskriv tjenesten nøkternt.",
        ),
    ),
    examples=(
        bad("Dokter kami menjamin Anda bebas nyeri.", "id"),
        bad("Operasi tanpa sakit, 100% sembuh", "id"),
        good("Klinik kulit di Jakarta Selatan, buka setiap hari.", "id"),
        good("Cara terbaik mencegah flu adalah cuci tangan.", "id"),
    ),
    how="Lists of promises, and words of promise beside an outcome.",
    not_checked="Promises made by pictures.",
    directions=("out",),
    countries=("id",),
)
