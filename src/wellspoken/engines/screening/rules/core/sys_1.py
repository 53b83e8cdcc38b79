"""SYS-1: a text that could not be screened is not published."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, Words, bad, good
from wellspoken.engines.screening.tied import EVERYWHERE
from wellspoken.engines.text import SUPPORTED, foreign_language

_LATIN = 0x24F
_SOME = 8


def check(doc: Document) -> Iterator[Hit]:
    """A text mostly in a script, or in a language, that no rule reads."""
    letters = sum(map(str.isalpha, doc.text))
    strange = 0 if doc.text.isascii() else sum(c.isalpha() for c in doc.text if ord(c) > _LATIN)
    if letters >= _SOME and strange > letters / 2:
        yield Hit(0, len(doc.text), "TEXT", {"why": "script"})
        return
    told = doc.lang if doc.lang not in SUPPORTED else ""
    found = told or foreign_language(doc.text, doc.tokens)
    if found and letters >= _SOME:
        yield Hit(0, len(doc.text), "TEXT", {"why": f"language: {found}"})


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
        bad("Unsere Klinik ist ab Montag wieder geöffnet. Bitte bringen Sie Ihre Karte mit."),
        bad("Kliniki yetu inafunguliwa kwa watu wetu Jumatatu.", "sw"),
        good("Open day on Friday."),
        good("Vår klinik öppnar på måndag.", "sv"),
        good("#FluShot #StayWell"),
        good("Åpen dag på fredag.", "nb"),
    ),
    how="Any error, an unknown pack, a text that is too long, a script or a language that no rule reads: small words "
    "of seventeen languages, and a model over the languages in Latin letters where they do not speak.",
    not_checked="Very short texts in another language; Danish, Swedish and Nynorsk are read as Bokmål, Malay as "
    "Indonesian.",
    directions=("out",),
)
