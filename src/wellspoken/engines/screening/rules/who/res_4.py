"""RES-4: recruiting without money first."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_MONEY_OR_HASTE = wordlists.phrases("claims", "haste or money")


def check(doc: Document) -> Iterator[Hit]:
    """Payment or haste in a call for volunteers."""
    if not doc.promotion.recruits:
        for found in promoted(doc, "sly", "paid-join"):
            yield Hit(found.start, found.end, "RECRUITMENT")
            return
        return
    for start, end in doc.find(_MONEY_OR_HASTE):
        yield Hit(start, end, "RECRUITMENT")


RULE = Rule(
    id="RES-4",
    packs=("us", "no", "id", "who"),
    family="promo",
    severity="block",
    citation="FDA information sheet “Recruiting Study Subjects”; 21 CFR 50.20",
    demand="A call for volunteers does not put money first, press, or promise treatment.",
    check=check,
    texts=say(
        en=(
            "Pushes people into a study",
            "“{text}” puts money or haste before information.",
            "Use the approved wording; mention payment plainly and last.",
        ),
        id=(
            "Mendesak orang ikut penelitian",
            "“{text}” mendahulukan uang atau desakan.",
            "Gunakan kalimat yang disetujui; sebut kompensasi apa adanya di akhir.",
        ),
        nb=(
            "Presser folk inn i en studie",
            "«{text}» setter penger eller hastverk foran informasjon.",
            "Bruk den godkjente teksten; nevn betaling nøkternt og til slutt.",
        ),
    ),
    examples=(
        bad("EARN $1,200! Join our study now, limited spots"),
        bad("Meld deg på studien før plassene er borte!", "nb"),
        bad("Ikut penelitian kami, kuota terbatas!", "id"),
        good("Volunteers needed for a study. Participants are paid for time and travel. IRB 24-118."),
    ),
    how="A list of phrases in a text about a study.",
    not_checked="The ethics approval itself (needs the record).",
    directions=("out",),
)
