"""NO-RX-2: information about illness points at no medicine, directly or indirectly; price lists make no claims."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.hinting import hints
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say


def check(doc: Document) -> Iterator[Hit]:
    """Medicines that are hinted at and not named."""
    promo = doc.promotion
    if doc.talking or promo.innocent or promo.prescription or doc.ctx.profile.audience == "professionals":
        return
    spots = [*hints(doc), *((f.start, f.end) for f in promoted(doc, "norway", "hint-shot"))]
    spots += [(f.start, f.end) for f in promoted(doc, "sly", "hint")]
    for start, end in sorted(spots)[:1]:
        yield Hit(start, end, "HINT")


RULE = Rule(
    id="NO-RX-2",
    packs=("no",),
    family="promo",
    severity="review",
    citation="legemiddelforskriften § 13-2 e, f",
    demand="Information about illness points at no medicine, directly or indirectly; price lists make no claims.",
    check=check,
    texts=say(
        en=(
            "Illness and a hinted medicine",
            "“{text}” points at a medicine without naming it.",
            "Keep to the illness and where to get help.",
        ),
        id=(
            "Penyakit dan obat tersirat",
            "“{text}” mengarah ke obat tanpa menyebut namanya.",
            "Bahas penyakitnya dan tempat mencari bantuan saja.",
        ),
        nb=(
            "Sykdom og et antydet legemiddel",
            "«{text}» peker mot et legemiddel uten å nevne det.",
            "Hold dere til sykdommen og hvor man får hjelp.",
        ),
    ),
    examples=(
        bad("Migrene? Vi har sprøyten som hjelper.", "nb"),
        bad("Migrene? Det finnes en ny sprøyte. Spør oss.", "nb"),
        good("Migrene: når bør du kontakte lege? helsenorge.no", "nb"),
        good("Vi advarer mot falske slankesprøyter på nett.", "nb"),
        good("Influensasprøyten er gratis for alle over 65.", "nb"),
    ),
    how="Hints at an unnamed treatment beside a condition.",
    not_checked="Links to pages about a medicine.",
    directions=("out",),
    countries=("no",),
)
