"""Emergency numbers and crisis lines per country, and how a text gets them wrong. Checked on 2026-11-21."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import re2

from wellspoken.engines.screening import wordlists

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document

# Crisis lines, digits (and letters) only, as they appear in a text without spaces.
LINES = {
    "us": ("988", "18002738255", "741741"),
    "no": ("116123", "116111", "22400040", "81533300", "113", "116117"),
    "id": ("119ext8", "119ekstensi8", "119pesawat8", "sejiwa", "119", "112", "08113855472"),
}
SAY = {
    "us": {
        "en": "If you need to talk, call or text 988, any time.",
        "id": "Jika Anda perlu bicara, telepon atau SMS 988 kapan saja.",
        "nb": "Trenger du noen å snakke med, ring eller send melding til 988 når som helst.",
    },
    "no": {
        "en": "If you need to talk, call Mental Helse on 116 123; in an emergency call 113.",
        "id": "Jika Anda perlu bicara, hubungi Mental Helse 116 123; darurat 113.",
        "nb": "Trenger du noen å snakke med, ring Mental Helse på 116 123, eller 113 ved akutt fare.",
    },
    "id": {
        "en": "If you need to talk, call SEJIWA on 119 ext 8.",
        "id": "Jika Anda perlu teman bicara, hubungi SEJIWA 119 ext 8.",
        "nb": "Trenger du noen å snakke med, ring SEJIWA på 119 ext 8.",
    },
}
EMERGENCY = {"us": ("911",), "no": ("113", "112", "110"), "id": ("119", "112", "118", "110")}
_URGENT = {"no": ("116117",)}
_POISON = {"us": "1-800-222-1222", "no": "22 59 13 00", "id": "1500-533"}
_ALL = frozenset(n for numbers in EMERGENCY.values() for n in numbers) | {"999", "988", "116117", "000"}
_NUMBER = re2.compile(r"116 ?117|[0-9]{3}")


@dataclass(frozen=True, slots=True)
class WrongNumber:
    """A number at its place in the folded text, and the right one."""

    start: int
    end: int
    right: str


def first_number(doc: "Document") -> str:
    """The emergency number of the audience's first country."""
    return EMERGENCY.get(doc.countries[0], ("112",))[0]


def wrong_numbers(doc: "Document") -> Iterator[WrongNumber]:
    """Short numbers given beside "call" or a danger sign that do not fit the country or the need."""
    call = wordlists.phrases("health", "call")
    threat = wordlists.phrases("health", "life threat")
    poison = wordlists.phrases("health", "poison")
    for match in _NUMBER.finditer(doc.text):
        start, end = match.span()
        number = match.group().replace(" ", "")
        if number not in _ALL or not _alone(doc.text, start, end):
            continue
        sentence = doc.sentence_at(start)
        low = max(0, sentence.start - 160)
        if not doc.has(call, max(sentence.start, start - 40), start) and not doc.has(
            threat, sentence.start, sentence.end
        ):
            continue
        right = _right(doc, number, doc.has(threat, low, sentence.end), doc.has(poison, low, sentence.end))
        if right:
            yield WrongNumber(start, end, right)


def _right(doc: "Document", number: str, threat: bool, poison: bool) -> str:
    """The number that should stand here; empty when the one given is right."""
    countries = doc.countries
    valid = {n for c in countries for n in EMERGENCY.get(c, ())}
    if number == "988" and (poison or threat) and "suic" not in doc.lower:
        return _POISON.get(countries[0], "") if poison else first_number(doc)
    if number == "116117" and threat and not any(n in doc.text for n in EMERGENCY["no"]):
        return "113" if "no" in countries else first_number(doc)
    if number in ("988", "116117"):
        home = "us" if number == "988" else "no"
        return "" if home in countries else first_number(doc)
    if number in valid or number in {n for c in countries for n in _URGENT.get(c, ())}:
        return ""
    return first_number(doc) if any(c in EMERGENCY for c in countries) else ""


def _alone(text: str, start: int, end: int) -> bool:
    """Not a piece of a longer number, a price or a date."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if (before[-1:].isalnum() or before[-1:] in "$#") or after[:1].isalnum():
        return False
    if len(before) == 2 and before[1] in " -." and before[0].isdigit():
        return False
    return not (len(after) == 2 and after[0] in " -.:," and after[1].isdigit())


def missing_number(doc: "Document") -> str:
    """The danger sign in the message answered, when the answer gives no emergency number."""
    if not doc.talking or not doc.ctx.parent:
        return ""
    spot = wordlists.phrases("health", "life threat").first(doc.parent.lower)
    if spot is None:
        return ""
    numbers = {n for c in doc.countries for n in EMERGENCY.get(c, ("112",))}
    given = any(m.group() in numbers for m in _NUMBER.finditer(doc.text))
    return "" if given or "igd" in doc.lower.split() else doc.parent.text[spot[0] : spot[1]]
