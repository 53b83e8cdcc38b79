"""ID-1787-5c: publication does not suggest that only this provider can do it, and raises no false expectations."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.promises import praises
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say


def check(doc: Document) -> Iterator[Hit]:
    """Claims to be the only one who can."""
    for praise in praises(doc, "unique"):
        yield Hit(praise.start, praise.end, "UNIQUE")


RULE = Rule(
    id="ID-1787-5c",
    packs=("id",),
    family="promo",
    severity="block",
    citation="Permenkes 1787/2010 Pasal 5 huruf c",
    demand="Publication does not suggest that only this provider can do it, and raises no false expectations.",
    check=check,
    texts=say(
        en=(
            "Only here",
            "“{text}” suggests that nobody else can offer this.",
            "Describe the service; say that results differ.",
        ),
        id=(
            "Hanya di sini",
            "“{text}” memberi kesan bahwa tidak ada pihak lain yang mampu.",
            "Jelaskan layanannya; sebutkan bahwa hasil berbeda tiap pasien.",
        ),
        nb=(
            "Bare her",
            "«{text}» gir inntrykk av at ingen andre kan tilby dette.",
            "Beskriv tjenesten; si at resultater varierer.",
        ),
    ),
    examples=(
        bad("Hanya di sini mata minus hilang selamanya.", "id"),
        bad("Teknologi ini tidak ada di tempat lain.", "id"),
        good("Layanan LASIK tersedia, hasil berbeda tiap pasien.", "id"),
        good("Pendaftaran hanya di loket 2.", "id"),
    ),
    how="“Only here”, “nowhere else” and their like.",
    not_checked="Hints.",
    directions=("out",),
    countries=("id",),
)
