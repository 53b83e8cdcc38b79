"""EU-OTC-90i: no case history that leads to self-diagnosis."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.packs import all_packs
from wellspoken.engines.screening.public_medicines import said_of_medicine
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.sample_products import IRISH, PHARMACY

_WORDS = wordlists.phrases("promo", "self-diagnosis")


def check(doc: Document) -> Iterator[Hit]:
    """No case history that leads to self-diagnosis, said of a medicine without prescription."""
    for start, end in said_of_medicine(doc, _WORDS):
        yield Hit(start, end, "SELF_DIAGNOSIS")


RULE = Rule(
    id="EU-OTC-90i",
    packs=("eu", "no"),
    family="promo",
    severity="block",
    citation="Directive 2001/83/EC art. 90(i)",
    demand="An advertisement tells no case history that could lead people to a wrong diagnosis of themselves.",
    check=check,
    texts=say(
        en=(
            "A story that invites self-diagnosis",
            "“{text}” lets people diagnose themselves.",
            "Say that the complaint has many causes and who can tell.",
        ),
        id=(
            "Cerita yang mengundang diagnosis sendiri",
            "“{text}” membuat orang mendiagnosis diri sendiri.",
            "Katakan bahwa keluhan punya banyak sebab dan siapa yang bisa memastikan.",
        ),
        nb=(
            "En historie som inviterer til selvdiagnose",
            "«{text}» får folk til å stille diagnose på seg selv.",
            "Skriv at plagen kan ha mange årsaker, og hvem som kan si det.",
        ),
    ),
    examples=(
        bad("I had the same symptoms, then Lindolex", profile=IRISH),
        bad("Jeg hadde samme symptomer, ta Lindolex", "nb", profile=PHARMACY),
        bad("Gejala yang sama? Minum Lindolex", "id", profile=IRISH),
        good("Tiredness has many causes; ask a doctor. Lindolex is for mild pain. Read the leaflet.", profile=IRISH),
        good(
            "Slitenhet har mange årsaker, spør legen. Lindolex er mot milde smerter. Les pakningsvedlegget.",
            "nb",
            profile=PHARMACY,
        ),
    ),
    how="A list of phrases in a text that promotes an own product without prescription or a well-known brand.",
    not_checked="Tone and pictures.",
    directions=("out",),
    countries=all_packs()["eu"].countries,
)
