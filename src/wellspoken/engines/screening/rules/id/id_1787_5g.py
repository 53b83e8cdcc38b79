"""ID-1787-5g: services of facilities outside Indonesia are not advertised."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say


def check(doc: Document) -> Iterator[Hit]:
    """Care abroad that is offered."""
    for found in promoted(doc, "indonesia", "foreign"):
        yield Hit(found.start, found.end, "ABROAD")
        return


RULE = Rule(
    id="ID-1787-5g",
    packs=("id",),
    family="promo",
    severity="block",
    citation="Permenkes 1787/2010 Pasal 5 huruf g",
    demand="Services of facilities outside Indonesia are not advertised.",
    check=check,
    texts=say(
        en=(
            "Care abroad",
            "“{text}” advertises care outside Indonesia.",
            "Take it out.",
        ),
        id=(
            "Layanan di luar negeri",
            "“{text}” mengiklankan layanan kesehatan di luar Indonesia.",
            "Hapus.",
        ),
        nb=(
            "Behandling i utlandet",
            "«{text}» reklamerer for behandling utenfor Indonesia.",
            "Ta det bort.",
        ),
    ),
    examples=(
        bad("Berobat ke Penang bersama kami, hotel diskon.", "id"),
        bad("Paket medical check up di Singapura, hubungi kami.", "id"),
        good("Dokter kami mengikuti pelatihan di Singapura bulan lalu.", "id"),
        good("Poli jantung buka Senin sampai Jumat.", "id"),
    ),
    how="Places abroad beside care and an offer.",
    not_checked="Names of facilities that are not on the list.",
    directions=("out",),
    countries=("id",),
)
