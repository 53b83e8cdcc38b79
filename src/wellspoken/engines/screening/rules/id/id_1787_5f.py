"""ID-1787-5f: methods whose benefit and safety are doubtful or unproven are not advertised."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say


def check(doc: Document) -> Iterator[Hit]:
    """Doubtful methods that are offered."""
    for found in promoted(doc, "indonesia", "unproven"):
        yield Hit(found.start, found.end, "METHOD")
        return


RULE = Rule(
    id="ID-1787-5f",
    packs=("id",),
    family="promo",
    severity="block",
    citation="Permenkes 1787/2010 Pasal 5 huruf f",
    demand="Methods whose benefit and safety are doubtful or unproven are not advertised.",
    check=check,
    texts=say(
        en=(
            "An unproven method",
            "“{text}” offers a method whose benefit and safety are not accepted.",
            "Take it out, or show the approval.",
        ),
        id=(
            "Metode yang belum terbukti",
            "“{text}” menawarkan metode yang manfaat dan keamanannya belum diterima.",
            "Hapus, atau tunjukkan persetujuannya.",
        ),
        nb=(
            "En udokumentert metode",
            "«{text}» tilbyr en metode med uviss nytte og sikkerhet.",
            "Ta det bort, eller vis godkjenningen.",
        ),
    ),
    examples=(
        bad("Terapi sel punca sembuhkan autis.", "id"),
        bad("Paket infus whitening dan terapi ozon mulai Rp500.000.", "id"),
        good("Terapi stem cell masih dalam uji klinik dan belum terbukti untuk autisme.", "id"),
        good("Layanan fisioterapi pascastroke buka setiap hari.", "id"),
    ),
    how="A list of such methods beside an illness, an outcome or an offer.",
    not_checked="New methods that are not on the list.",
    directions=("out",),
    countries=("id",),
)
