"""SUI-4: a message that shows risk goes to a person at once."""

from collections.abc import Iterator

from wellspoken.engines.screening.danger import at_risk
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE


def check(doc: Document) -> Iterator[Hit]:
    """Words of farewell, of wishes and of means in what the public writes."""
    for start, end in at_risk(doc):
        yield Hit(start, end, "RISK")


RULE = Rule(
    id="SUI-4",
    packs=EVERYWHERE,
    family="danger",
    severity="review",
    citation="reportingonsuicide.org; crisis line practice",
    demand="Incoming messages that show a risk of suicide or self-harm go at once to a trained person.",
    check=check,
    texts=say(
        en=(
            "Somebody may be in danger",
            "“{text}” can mean that this person is at risk of suicide or self-harm.",
            "Answer now, as a person: take it seriously, ask, and give the crisis line and emergency number.",
        ),
        id=(
            "Seseorang mungkin dalam bahaya",
            "“{text}” bisa berarti orang ini berisiko bunuh diri atau menyakiti diri.",
            "Jawab sekarang sebagai manusia: tanggapi dengan serius, tanyakan, dan beri nomor krisis serta darurat.",
        ),
        nb=(
            "Noen kan være i fare",
            "«{text}» kan bety at personen står i fare for selvmord eller selvskading.",
            "Svar nå, som menneske: ta det på alvor, spør, og oppgi krisetelefon og nødnummer.",
        ),
    ),
    examples=(
        bad("honestly i want to die, nobody answers", direction="in", surface="dm"),
        bad("jeg orker ikke mer, vil ikke leve", "nb", direction="in", surface="dm"),
        bad("capek hidup, pengen mati rasanya", "id", direction="in", surface="comment"),
        good("The parking here is killing me", direction="in"),
        good("Kapan poli jiwa buka?", "id", direction="in"),
    ),
    how="Phrases in three languages in incoming messages and comments.",
    not_checked="Veiled words; a person should still read every message.",
    directions=("in",),
)
