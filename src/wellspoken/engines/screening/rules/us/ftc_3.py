"""FTC-3: employees say that they work here."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_PRAISE = wordlists.phrases("promo", "praise of us")
_WORKS_HERE = wordlists.phrases("promo", "works here")


def check(doc: Document) -> Iterator[Hit]:
    """Praise by an employee who does not say so."""
    if doc.ctx.writer not in ("employee", "executive") or doc.has(_WORKS_HERE):
        return
    for start, end in doc.find(_PRAISE):
        yield Hit(start, end, "EMPLOYEE")
        return


RULE = Rule(
    id="FTC-3",
    packs=("us",),
    family="promo",
    severity="advise",
    citation="16 CFR 255.5, 465.5",
    demand="Employees who praise the organisation or its products say that they work there.",
    check=check,
    texts=say(
        en=(
            "Say that you work here",
            "“{text}” praises your employer.",
            "Say in the post that you work there.",
        ),
        id=(
            "Sebutkan bahwa Anda bekerja di sini",
            "“{text}” memuji tempat kerja Anda.",
            "Sebutkan di unggahan bahwa Anda bekerja di sana.",
        ),
        nb=(
            "Si at du jobber her",
            "«{text}» roser arbeidsgiveren din.",
            "Skriv i innlegget at du jobber der.",
        ),
    ),
    examples=(
        bad("Best hospital ever!", writer="employee"),
        bad("Rumah sakit terbaik!", "id", writer="employee", profile={"countries": ["us"]}),
        bad("Verdens beste sykehus!", "nb", writer="employee", profile={"countries": ["us"]}),
        good("I'm a nurse at St. Elm's and proud of this team. Best hospital!", writer="employee"),
        good("Best hospital ever!"),
    ),
    how="Who writes, words of praise, and words that say one works there.",
    not_checked="Employees nobody has marked.",
    directions=("out",),
    countries=("us",),
)
