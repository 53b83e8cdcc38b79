"""Other words for an age over 89, shaped so that the sentence still reads well."""

from typing import TYPE_CHECKING

from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.rule import Replacement

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document

_WOMAN = Phrases("she, her, hers, mrs, ms, grandma, mother, mum, mom, woman, wife, daughter")
_MAN = Phrases("he, his, him, mr, grandpa, father, dad, man, husband, son")
# What belongs to the age around the number: before it, after it.
_BEFORE = Pattern(r"(?i)(?:aged |age |berusia |berumur |usia |umur |i en alder av |en alder av )$")
_AFTER = Pattern(
    r"(?i)^(?:[ \-](?:years?|yrs?)[ \-]old|[ ]?(?:yo|y/o|y\.o\.)| years? (?:of age|young)|[ \-]?åring(?:en)?|"
    r" år gammel| år gamle| år| tahun| thn)"
)


def vaguer(doc: "Document", age: Entity) -> Replacement | None:
    """“in her nineties” and the like for an age of 90 to 99, “over 100” above; None where no words would fit."""
    before = _BEFORE.search(doc.text[max(0, age.start - 20) : age.start])
    after = _AFTER.search(doc.text[age.end : age.end + 20])
    start = age.start - (len(before.group()) if before else 0)
    end = age.end + (len(after.group()) if after else 0)
    tail = after.group().lower() if after else ""
    words = _words(doc, int(age.kind) >= 100, before.group().lower() if before else "", tail)
    fits = bool(before or tail) or doc.text[age.end : age.end + 1] in (",", ".", ")", "!", "")
    return Replacement(words, "replace", start, end) if fits else None


def _words(doc: "Document", hundred: bool, head: str, tail: str) -> str:
    """The replacement in the language of the text."""
    limit = "100" if hundred else "90"
    if doc.reads == "id":
        lead = "" if not head else "umur " if head.startswith(("umur", "berumur")) else "berusia "
        return f"{lead}lebih dari {limit} tahun"
    if doc.reads == "nb":
        if "åring" in tail:
            return f"person over {limit}" if not tail.endswith("en") else "eldre personen"
        return f"over {limit} år{tail.removeprefix(' år')}" if hundred or tail == " år gamle" else "i nittiårene"
    if tail.startswith("-"):
        return "centenarian" if hundred else "nonagenarian"
    return f"over {limit}" if hundred else f"in {_whose(doc)} nineties"


def _whose(doc: "Document") -> str:
    """His, her or their, by the words of the text."""
    woman, man = doc.has(_WOMAN), doc.has(_MAN)
    return "their" if woman == man else "her" if woman else "his"
