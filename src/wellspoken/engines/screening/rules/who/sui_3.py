"""SUI-3: no single cause, no blame."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE

_CAUSE = wordlists.phrases("health", "single cause")
_TOPIC = wordlists.phrases("health", "suicide")


def check(doc: Document) -> Iterator[Hit]:
    """Sentences that give one cause."""
    if doc.incoming:
        return
    for start, end in doc.find(_CAUSE):
        if doc.has(_TOPIC):
            yield Hit(start, end, "CAUSE")


RULE = Rule(
    id="SUI-3",
    packs=EVERYWHERE,
    family="suicide",
    severity="block",
    citation="reportingonsuicide.org; Samaritans media guidelines",
    demand="No single cause, no blame, no speculation; give hope and help.",
    check=check,
    texts=say(
        en=(
            "Gives one cause",
            "“{text}” explains a suicide with one cause.",
            "Say that there are always several reasons, and give hope and a crisis line.",
        ),
        id=(
            "Menyebut satu penyebab",
            "“{text}” menjelaskan bunuh diri dengan satu penyebab.",
            "Katakan bahwa penyebabnya selalu banyak, beri harapan dan nomor krisis.",
        ),
        nb=(
            "Gir én årsak",
            "«{text}» forklarer et selvmord med én årsak.",
            "Si at det alltid er flere årsaker, gi håp og en krisetelefon.",
        ),
    ),
    examples=(
        bad("A comment drove a 13-year-old to suicide."),
        bad("Mobbet i hjel. Voksne må våkne!", "nb"),
        bad("Gara-gara diputusin pacar, remaja ini mengakhiri hidupnya.", "id"),
        good("Suicide never has one cause. Call or text 988."),
    ),
    how="Phrases that tie a suicide to one cause.",
    not_checked="Causes told over several sentences.",
    directions=("out",),
)
