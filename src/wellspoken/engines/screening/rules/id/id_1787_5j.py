"""ID-1787-5j: infant formula and addictive substances are not advertised."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say


def check(doc: Document) -> Iterator[Hit]:
    """Formula and addictive substances that are offered."""
    for found in promoted(doc, "indonesia", "addictive", "formula"):
        yield Hit(found.start, found.end, "SUBSTANCE")
        return


RULE = Rule(
    id="ID-1787-5j",
    packs=("id",),
    family="promo",
    severity="block",
    citation="Permenkes 1787/2010 Pasal 5 huruf j",
    demand="Infant formula and addictive substances are not advertised.",
    check=check,
    texts=say(
        en=(
            "Formula or an addictive substance",
            "“{text}” promotes formula or an addictive substance.",
            "Take it out.",
        ),
        id=(
            "Susu formula atau zat adiktif",
            "“{text}” mempromosikan susu formula atau zat adiktif.",
            "Hapus.",
        ),
        nb=(
            "Morsmelkerstatning eller avhengighetsskapende stoff",
            "«{text}» reklamerer for morsmelkerstatning eller et avhengighetsskapende stoff.",
            "Ta det bort.",
        ),
    ),
    examples=(
        bad("Promo susu formula, beli dua gratis satu.", "id"),
        bad("Vape rasa baru, dapatkan di kantin RS.", "id"),
        good("ASI eksklusif enam bulan. Susu formula hanya atas indikasi medis.", "id"),
        good("Berhenti merokok? Konseling tersedia di poli paru.", "id"),
    ),
    how="Formula, tobacco, vapes and alcohol beside an offer or praise.",
    not_checked="Brands alone.",
    directions=("out",),
    countries=("id",),
)
