"""NO-KOS-2: no play on insecurity, no credit."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_PRESSURE = wordlists.phrases("promo", "pressure")
_CREDIT = wordlists.phrases("promo", "credit")
_COSMETIC = wordlists.phrases("promo", "cosmetic")


def check(doc: Document) -> Iterator[Hit]:
    """Nicknames for bodies, and payment later, for cosmetic treatments."""
    if not (doc.has(_COSMETIC) or doc.ctx.profile.kind == "clinic"):
        return
    for start, end in doc.find(_PRESSURE):
        yield Hit(start, end, "PRESSURE")
    for start, end in doc.find(_CREDIT):
        yield Hit(start, end, "CREDIT", variant="credit")


RULE = Rule(
    id="NO-KOS-2",
    packs=("no",),
    family="promo",
    severity="block",
    citation="forskrift om markedsføring av kosmetiske inngrep §§ 4, 6",
    demand="Marketing of cosmetic procedures does not play on insecurity and offers no credit.",
    check=check,
    texts=say(
        en=(
            "Plays on insecurity",
            "“{text}” plays on people's insecurity about their bodies.",
            "Describe the treatment plainly, with its risks.",
        ),
        id=(
            "Memanfaatkan rasa tidak percaya diri",
            "“{text}” memanfaatkan rasa tidak percaya diri orang.",
            "Jelaskan tindakannya apa adanya, dengan risikonya.",
        ),
        nb=(
            "Spiller på usikkerhet",
            "«{text}» spiller på folks usikkerhet om kroppen.",
            "Beskriv behandlingen nøkternt, med risiko.",
        ),
    ),
    examples=(
        bad("Lei av kalkunhalsen? Kalkunhals fikses med laser!", "nb", profile={"kind": "clinic", "countries": ["no"]}),
        bad("Betal senere med Klarna for filler", "nb", profile={"kind": "clinic", "countries": ["no"]}),
        good("Vi behandler eksem.", "nb"),
    ),
    how="A list of nicknames and credit words beside cosmetic words.",
    not_checked="Age of the audience.",
    directions=("out",),
    countries=("no",),
    variants={
        "credit": say(
            en=(
                "Credit for a cosmetic procedure",
                "“{text}” offers credit.",
                "Take it out.",
            ),
            id=(
                "Kredit untuk prosedur kosmetik",
                "“{text}” menawarkan kredit.",
                "Hapus.",
            ),
            nb=(
                "Kreditt for kosmetisk inngrep",
                "«{text}» tilbyr kreditt.",
                "Ta det bort.",
            ),
        ),
    },
)
