"""FTC-3: employees say that they work here."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_PRAISE = wordlists.phrases("promo", "praise of us")
_SAYS = wordlists.phrases("promo", "speech words")
_ROLE = wordlists.phrases("promo", "role words")
_REACH = 160
_WORKS_HERE = wordlists.phrases("promo", "works here")


def check(doc: Document) -> Iterator[Hit]:
    """Praise by an employee who does not say so: as the writer, or quoted by name without a role."""
    if doc.has(_WORKS_HERE):
        return
    if doc.ctx.writer in ("employee", "executive"):
        for start, end in doc.find(_PRAISE):
            yield Hit(start, end, "EMPLOYEE")
            return
    for person in doc.labelled("PERSON") if doc.has(_PRAISE) else ():
        low, high = doc.sentence_at(person.start).start, doc.sentence_at(person.start).end
        ours = doc.own.person(doc.text[person.start : person.end]) and not person.title
        if ours and _speaks(doc, low, high) and not doc.has(_ROLE, low, high):
            yield Hit(person.start, person.end, "EMPLOYEE", variant="quoted", severity="review")
            return


def _speaks(doc: Document, low: int, high: int) -> bool:
    """Whether somebody is quoted there, or just before it, with praise."""
    return doc.has(_SAYS, low, high) and doc.has(_PRAISE, max(0, low - _REACH), high)


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
        bad("“Best hospital in the state,” says Ann Berg.", profile={"staff": ["Ann Berg"], "countries": ["us"]}),
        good(
            "“Best hospital in the state,” says Ann Berg, nurse.", profile={"staff": ["Ann Berg"], "countries": ["us"]}
        ),
    ),
    how="Who writes, or which colleague is quoted without a role; words of praise, and words that say one works there.",
    not_checked="Employees nobody has listed or marked, and what they post on their own accounts.",
    directions=("out",),
    countries=("us",),
    variants={
        "quoted": say(
            en=(
                "A colleague praises without a role",
                "“{text}” works for you and praises you like a guest.",
                "Add what they do here.",
            ),
            id=(
                "Rekan kerja memuji tanpa jabatan",
                "“{text}” bekerja untuk Anda dan memuji seperti tamu.",
                "Tambahkan jabatannya di sini.",
            ),
            nb=(
                "En kollega roser uten at rollen står der",
                "«{text}» jobber hos dere og roser dere som en gjest.",
                "Skriv hva hen gjør her.",
            ),
        ),
    },
)
