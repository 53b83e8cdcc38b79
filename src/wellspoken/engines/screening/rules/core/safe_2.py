"""SAFE-2: serious accusations go to a person."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE

_SIGNS = wordlists.phrases("replies", "accuse")


def check(doc: Document) -> Iterator[Hit]:
    """Listed phrases in what the public writes."""
    for start, end in doc.find(_SIGNS):
        yield Hit(start, end, "RISK")


RULE = Rule(
    id="SAFE-2",
    packs=EVERYWHERE,
    family="danger",
    severity="review",
    citation="Complaint handling practice",
    demand="Serious accusations against the organisation or its people go to the right person, "
    "not to a routine answer.",
    check=check,
    texts=say(
        en=(
            "A serious accusation",
            "“{text}” is a serious accusation.",
            "Do not answer the facts in public; hand it to the person who handles complaints.",
        ),
        id=(
            "Tuduhan serius",
            "“{text}” adalah tuduhan serius.",
            "Jangan menanggapi isinya di depan umum; serahkan kepada penanggung jawab pengaduan.",
        ),
        nb=(
            "En alvorlig anklage",
            "«{text}» er en alvorlig anklage.",
            "Svar ikke på sakens fakta offentlig; gi den til den som behandler klager.",
        ),
    ),
    examples=(
        bad("This is malpractice, your surgeon was drunk", direction="in", surface="comment"),
        bad("Dette er feilbehandling", "nb", direction="in", surface="comment"),
        bad("ini malpraktik!", "id", direction="in", surface="comment"),
        good("Waited four hours, do better", direction="in", surface="comment"),
    ),
    how="Phrases in three languages in incoming messages and comments.",
    not_checked="Veiled words; a person should still read every message.",
    directions=("in",),
)
