"""ID-BPOM-2: traditional medicines and supplements make no cure claims and promise no freedom from side effects."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say


def check(doc: Document) -> Iterator[Hit]:
    """Cure words for remedies."""
    for found in promoted(doc, "indonesia", "overclaim"):
        yield Hit(found.start, found.end, "CLAIM")
        return


RULE = Rule(
    id="ID-BPOM-2",
    packs=("id",),
    family="promo",
    severity="block",
    citation="Peraturan BPOM 34/2022",
    demand="Traditional medicines and supplements make no cure claims and promise no freedom from side effects.",
    check=check,
    texts=say(
        en=(
            "A claim that is not allowed",
            "“{text}” claims more than a registered product may.",
            "Use the registered claim only.",
        ),
        id=(
            "Klaim berlebihan",
            "“{text}” melebihi klaim yang boleh dimuat produk terdaftar.",
            "Gunakan hanya klaim yang terdaftar.",
        ),
        nb=(
            "En påstand som ikke er lov",
            "«{text}» påstår mer enn et registrert produkt kan.",
            "Bruk bare den registrerte påstanden.",
        ),
    ),
    examples=(
        bad("Jamu ini sembuhkan diabetes tanpa efek samping.", "id"),
        bad("Sudah terdaftar BPOM, terbukti menyembuhkan kolesterol!", "id"),
        good("Membantu memelihara daya tahan tubuh. POM SD 123.", "id"),
        good("Teh jahe enak, tetapi bukan pengganti obat TBC.", "id"),
    ),
    how="Remedies beside cure words, certainty words or illnesses; a licence used as proof.",
    not_checked="Health staff and lab coats in pictures.",
    directions=("out",),
    countries=("id",),
)
