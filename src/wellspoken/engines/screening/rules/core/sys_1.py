"""SYS-1: a text that could not be screened is not published."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, Words, bad, good
from wellspoken.engines.screening.tied import EVERYWHERE


def check(doc: Document) -> Iterator[Hit]:
    """A text mostly in a script that no rule reads."""
    letters = [c for c in doc.text if c.isalpha()]
    strange = sum(1 for c in letters if ord(c) > 0x24F)
    if len(letters) >= 8 and strange > len(letters) / 2:
        yield Hit(0, len(doc.text), "TEXT", {"why": "script"})


_TEXTS = {
    "en": Words(
        "Could not be screened",
        "This text could not be screened ({why}).",
        "Ask a reviewer to read it, and tell your administrator.",
    ),
    "id": Words(
        "Tidak dapat diperiksa",
        "Teks ini tidak dapat diperiksa ({why}).",
        "Mintalah peninjau membacanya, dan beri tahu administrator Anda.",
    ),
    "nb": Words(
        "Kunne ikke kontrolleres",
        "Denne teksten kunne ikke kontrolleres ({why}).",
        "Be en kontrollør lese den, og si fra til administratoren din.",
    ),
}

RULE = Rule(
    id="SYS-1",
    packs=EVERYWHERE,
    family="system",
    severity="block",
    citation="Product safety: screening fails closed",
    demand="A text that could not be screened, for whatever reason, is not treated as clean.",
    check=check,
    texts=_TEXTS,
    examples=(
        bad("Сегодня мы поздравляем нашего пациента с выздоровлением"),
        good("Open day on Friday."),
        good("Åpen dag på fredag.", "nb"),
    ),
    how="Any error, an unknown pack, a text that is too long, or a script that no rule reads.",
    not_checked="Languages in Latin script outside English, "
    "Indonesian and the Scandinavian ones are read as the nearest.",
    directions=("out",),
)
