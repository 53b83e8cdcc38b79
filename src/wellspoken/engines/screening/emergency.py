"""Emergency numbers per country, and how a text gets them wrong or leaves them out. Checked on 2026-11-21."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.danger_signs import first_sign, sign_within
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.suicide import about_suicide

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document
    from wellspoken.engines.screening.reading_view import View

EMERGENCY = {"us": ("911",), "no": ("113", "112", "110"), "id": ("119", "112", "118", "110")}
# Numbers of the police or the fire brigade: wrong for somebody who is ill.
_NOT_MEDICAL = {"no": ("112", "110"), "id": ("110",), "us": ()}
_URGENT = {"no": ("116117",)}
_POISON = {"us": "1-800-222-1222", "no": "22 59 13 00", "id": "1500-533"}
_POISON_DIGITS = {"us": "18002221222", "no": "22591300", "id": "1500533"}
_CRISIS = {"988": "us", "116123": "no", "119ext8": "id"}
_ALL = frozenset(n for numbers in EMERGENCY.values() for n in numbers) | {"999", "116117", "000", "111", *_CRISIS}
_NUMBER = Pattern(r"116 ?117|116 ?123|119 ?ext\.? ?8|[0-9]{3}")
_BEFORE = 160
_REACH = 90


@dataclass(frozen=True, slots=True)
class WrongNumber:
    """A number at its place in the folded text, and the right one."""

    start: int
    end: int
    right: str


def first_number(doc: "Document") -> str:
    """The emergency number of the audience's first country that has one."""
    return next((EMERGENCY[c][0] for c in doc.countries if c in EMERGENCY), "112")


def wrong_numbers(doc: "Document") -> Iterator[WrongNumber]:
    """Short numbers given beside "call" or a danger sign that do not fit the country or the need."""
    call = wordlists.phrases("health", "call")
    threat = wordlists.phrases("health", "life threat")
    poison = wordlists.phrases("health", "poison")
    for match in _NUMBER.finditer(doc.text) if doc.has_digits else ():
        start, end = match.span()
        number = match.group().replace(" ", "").replace(".", "")
        if number not in _ALL or not _alone(doc.text, start, end):
            continue
        sentence = doc.sentence_at(start)
        low = max(0, sentence.start - _BEFORE)
        if not doc.has(call, max(sentence.start, start - _REACH), start) and not doc.has(
            threat, sentence.start, sentence.end
        ):
            continue
        danger = doc.has(threat, low, sentence.end) or sign_within(doc, doc.reads, low, sentence.end)
        right = _right(doc, number, danger, doc.has(poison, low, sentence.end))
        if right:
            yield WrongNumber(start, end, right)


def _right(doc: "Document", number: str, threat: bool, poison: bool) -> str:
    """The number that should stand here; empty when the one given is right."""
    countries = doc.countries
    if number in _CRISIS or number == "116117":
        return _right_line(doc, number, threat, poison)
    valid = {n for c in countries for n in (*EMERGENCY.get(c, ()), *_URGENT.get(c, ()))}
    if number not in valid:
        return first_number(doc) if any(c in EMERGENCY for c in countries) else ""
    police = threat and all(number in _NOT_MEDICAL.get(c, ()) for c in countries)
    return first_number(doc) if police and first_number(doc) not in doc.text else ""


def _right_line(doc: "Document", number: str, threat: bool, poison: bool) -> str:
    """The same for crisis lines and the Norwegian out-of-hours number."""
    home = _CRISIS.get(number, "no")
    if number in _CRISIS and (poison or threat) and not about_suicide(doc):
        return _POISON.get(doc.countries[0], "") if poison else first_number(doc)
    if number == "116117" and threat and home in doc.countries:
        return "" if any(n in doc.text for n in EMERGENCY["no"]) else "113"
    return "" if home in doc.countries else first_number(doc)


def _alone(text: str, start: int, end: int) -> bool:
    """Not a piece of a longer number, a price or a date."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if (before[-1:].isalnum() or before[-1:] in "$#") or after[:1].isalnum():
        return False
    if len(before) == 2 and before[1] in " -." and before[0].isdigit():
        return False
    return not (len(after) == 2 and after[0] in " -.:," and after[1].isdigit())


def missing_number(doc: "Document") -> str:
    """The danger sign that is met without an emergency number: in the message answered, or in the text itself."""
    if _emergency_named(doc):
        return ""
    if doc.talking and doc.ctx.parent:
        spot = first_sign(doc.parent, doc.reads)
        return doc.parent.text[slice(*spot)] if spot and not _long_ago(doc.parent, spot[0]) else ""
    return _put_off(doc)


def _long_ago(view: "View", at: int) -> bool:
    """Whether the sentence with the sign speaks of the past or of somebody else's care."""
    sentence = view.sentence_at(at)
    return view.has(wordlists.phrases("health", "long ago"), sentence.start, sentence.end)


def _put_off(doc: "Document") -> str:
    """A sign in a question or after "if", followed by advice that can wait."""
    if doc.talking or doc.incoming:
        return ""
    spot = first_sign(doc, doc.reads)
    if not spot or _long_ago(doc, spot[0]):
        return ""
    sentence = doc.sentence_at(spot[0])
    asks = doc.text[sentence.end - 1 : sentence.end] == "?"
    several = len(doc.text[slice(*spot)].split()) > 1  # "has seizures", not the bare name of an illness
    told = asks or several or doc.has(wordlists.phrases("health", "in case"), sentence.start, sentence.end)
    later = doc.has(wordlists.phrases("health", "later"), sentence.start, min(len(doc.text), sentence.end + _BEFORE))
    return doc.text[slice(*spot)] if told and later else ""


def _emergency_named(doc: "Document") -> bool:
    """Whether an emergency number of the audience, the poison line or the emergency department is named."""
    numbers = {n for c in doc.countries for n in EMERGENCY.get(c, ("112",))}
    if doc.has_digits:
        if any(m.group() in numbers for m in _NUMBER.finditer(doc.text)):
            return True
        digits = "".join(c for c in doc.text if c.isdigit())
        if any(_POISON_DIGITS.get(c, "-") in digits for c in doc.countries):
            return True
    return doc.has(wordlists.phrases("health", "emergency department"))
