"""ID-1787-5b: no promises and no superlatives."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say

_PROMISE = wordlists.phrases("absolute", "promise", "superlative")
_FINE = wordlists.phrases("absolute", "not about us")


def check(doc: Document) -> Iterator[Hit]:
    """Promises and superlatives of whoever gives health care."""
    if doc.ctx.surface == "alt_text":
        return
    for start, end in doc.find(_PROMISE):
        sentence = doc.sentence_at(start)
        if not doc.has(_FINE, sentence.start, sentence.end):
            yield Hit(start, end, "PROMISE", fix=Replacement("", "redact"))


RULE = Rule(
    id="ID-1787-5b",
    packs=("id",),
    family="promo",
    severity="block",
    citation="Permenkes 1787/2010 Pasal 5 huruf b, c, e",
    demand="Publication of health services carries no false, excessive or superlative praise.",
    check=check,
    texts=say(
        en=(
            "A promise or superlative",
            "“{text}” is a promise or superlative about a health service.",
            "Describe the service plainly.",
        ),
        id=(
            "Janji atau superlatif",
            "“{text}” adalah janji atau superlatif tentang layanan kesehatan.",
            "Jelaskan layanan apa adanya.",
        ),
        nb=(
            "Løfte eller superlativ",
            "«{text}» er et løfte eller en superlativ om en helsetjeneste.",
            "Beskriv tjenesten nøkternt.",
        ),
    ),
    examples=(
        bad("Klinik terbaik dan nomor satu di Jakarta", "id"),
        bad("Operasi tanpa sakit, 100% sembuh", "id"),
        good("Klinik kulit di Jakarta Selatan, buka setiap hari.", "id"),
        good("Cara terbaik mencegah flu adalah cuci tangan.", "id"),
    ),
    how="Lists of promises and superlatives.",
    not_checked="-",
    directions=("out",),
    countries=("id",),
)
