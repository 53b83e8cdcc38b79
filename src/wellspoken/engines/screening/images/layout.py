"""Names and numbers by the layout of wristbands, boards, screens, cards, letters and labels.

Such writing has no sentences. What stands where tells whose it is: a name behind "Nama:", behind a room number or a
time of day, in capitals above a date of birth; a number behind "MRN", "PID", "Rx".
"""

from collections.abc import Callable, Iterator
from typing import Any

import re2

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.entity import Entity, spot
from wellspoken.engines.screening.names.lists import lists
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers.name_lists import ORDINARY, never_a_name
from wellspoken.engines.text import SMALL_WORDS

_OPTIONS = re2.Options()
_OPTIONS.max_mem = 64 << 20
_OPTIONS.log_errors = False


def _shape(pattern: str) -> Any:
    """A linear-time pattern with room for long ones."""
    return re2.compile(pattern, _OPTIONS)


_WORD = r"\p{Lu}[\pL'’\-]+"
_FULL = rf"(?:{_WORD}|\p{{Lu}}\.)(?:[,^ ]{{1,3}}(?:{_WORD}|\p{{Lu}}\b\.?)){{0,3}}"
_TITLE = r"(?:(?i:mr|mrs|ms|miss|tn|ny|nn|an|sdr|sdri|by|bapak|ibu|bpk|herr|fru)\.? )?"
_FIELD = _shape(
    r"(?im)(?:^|[|;,] ?|\b)(?:full name|patient name|patient|patien|nama pasien|nama lengkap|nama|pasientens navn|"
    r"pasientnavn|pasient|pasien|navn|name|surname|etternavn|fornavn|given names?|re|vedr|vedrørende|gjelder|perihal|"
    rf"a\.?n|atas nama|yth|dear|kjære)\b\.?(?: ?[:.=|] ?| )(?-i:{_TITLE}({_FULL}))"
)
_ROOM = _shape(
    rf"(?m)^[^\pL\pN]{{0,3}}(?:[\pL\pN]{{1,5}}\.? ?[:#]? ?)?([0-9]{{1,4}}[A-Da-d]?)[.:,)\-]? {{1,3}}{_TITLE}({_FULL})"
)
_TIME = _shape(rf"(?m)^[^\pL\pN]{{0,3}}[0-2]?[0-9][:.,;][0-5][0-9][)\]]? {{1,3}}{_TITLE}({_FULL})")
_FAMILY_FIRST = _shape(r"(\p{Lu}[\pL'’\-]+, ?\p{Lu}(?:\b\.?|[\pL'’\-]+\b))")
_CAPITALS = _shape(r"(\p{Lu}[\p{Lu}'’\-]+, ?\p{Lu}[\p{Lu}'’\-]+(?: \p{Lu}\b\.?)?)")
_ALONE = _shape(
    rf"(?m)^[^\pL\pN]{{0,3}}{_TITLE}((?:{_WORD}|\p{{Lu}}\.)(?:[ ^]{{1,2}}(?:{_WORD}|\p{{Lu}}\b\.?)){{1,3}})"
    r"(?: +[MFLPK])?[^\pL\pN]{0,3}$"
)
_NUMBER = _shape(
    r"(?i)\b(?:mrn|m\.?r\.? ?no|pid|pat(?:ient)?\.? ?id|pas\.? ?(?:id|nr)|hrn|urn|hosp(?:ital)? ?(?:no|id)|"
    r"id(?: ?(?:no|nr|number))?|rx(?: ?(?:no|#|number))?|no\.? ?rm|rm|no\.? ?rekam ?medis|no\.? ?reg(?:istrasi)?|"
    r"resep(?:t)?(?: ?n[or])?|"
    r"journal ?nr|npr|acc(?:ession)?(?: ?(?:no|nr|#))?|case|dl|lic(?:en[cs]e)?|visit|enc(?:ounter)?|csn|har|bpjs|jkn|"
    r"kis|no)\b ?[.:#=]{0,2} ?([A-Z]{0,3}-?[0-9][0-9A-Z]*(?:[\-. /]?[0-9]{2,})*)"
)
_LONG = _shape(r"(?:^|[^\pL\pN.,:+(\-])([0-9]{6,20})(?:$|[^\pL\pN.,:\-])")
_STREET = _shape(r"(?im)^[^\pL\pN]{0,3}(?:alamat|adresse|address|addr|adr)\b\.? ?[:.=]? ?(.{4,80})$")
_HOUSE = _shape(
    r"(?m)^[^\pL\pN]{0,3}([0-9]{1,5} (?:\p{Lu}[\pL']+ ){1,3}(?:ST|AVE|RD|DR|LN|BLVD|CT|WAY|PL|Street|St|Avenue|Ave|"
    r"Road|Rd|Drive|Dr|Lane|Ln)\b\.?)"
)
_LEAST_DIGITS = 5


def find(view: View) -> list[Entity]:
    """PERSON (kind field, row, capitals, alone), MRN and OTHER_ID (record), LOCATION; they may overlap."""
    text = view.text
    found = [*_matches(text, _FIELD, 1, "field", _may_be_name), *_rows(text)]
    found += _matches(text, _CAPITALS, 1, "capitals", _family_first)
    found += _matches(text, _ALONE, 1, "alone", _name_known)
    found += [spot(m.span(1), "LOCATION", "street", 0.85) for m in _STREET.finditer(text)]
    found += [spot(m.span(1), "LOCATION", "street", 0.85) for m in _HOUSE.finditer(text)]
    found += [spot(m.span(1), "MRN", "record", 0.85) for m in _NUMBER.finditer(text) if _digits(m.group(1))]
    return found


def lonely_names(view: View) -> Iterator[Entity]:
    """Lines of two to four words that could be a name: worth believing only beside a patient's numbers."""
    yield from _matches(view.text, _ALONE, 1, "alone", _may_be_name)


def long_numbers(view: View) -> Iterator[Entity]:
    """Numbers of six and more digits that nothing explains."""
    for match in _LONG.finditer(view.text):
        yield spot(match.span(1), "OTHER_ID", "record", 0.6)


def words_of_rows(view: View, rows: list[Entity]) -> Iterator[Entity]:
    """On a board some lines are misread: in each line without a name, a listed family name counts as one."""
    taken = {_line_start(view.text, row.start) for row in rows}
    for token in view.tokens:
        known = token.lower in lists().family and token.lower not in ORDINARY and token.text[0].isupper()
        if known and len(token.text) > 2 and _line_start(view.text, token.start) not in taken:
            yield Entity(token.start, token.end, "PERSON", "row", 0.6)


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _rows(text: str) -> Iterator[Entity]:
    """Names behind room numbers and times. A time needs a known name or "Family, I.": programmes have times too."""
    for match in _ROOM.finditer(text):
        entity = _name_in(text, match.start(2), match.end(2), _may_be_name)
        if entity:
            yield entity
    for match in _TIME.finditer(text):
        start, end = match.span(1)
        shaped = _FAMILY_FIRST.match(text[start:end])
        if shaped and _may_be_name(shaped.group(1)):
            yield Entity(start, start + shaped.end(1), "PERSON", "row", 0.75)
            continue
        entity = _name_in(text, start, end, _name_known)
        if entity:
            yield entity


def _name_in(text: str, start: int, end: int, good: Callable[[str], bool]) -> Entity | None:
    """The name a row begins with: "Family, First", else the words up to the first that is none."""
    shaped = _FAMILY_FIRST.match(text[start:end])
    if shaped and good(shaped.group(1)):
        return Entity(start, start + shaped.end(1), "PERSON", "row", 0.75)
    stop = start
    for word in text[start:end].replace("^", " ").split():
        bare = word.strip(",.")
        if not good(bare) or (bare.isupper() and len(bare) < 5 and not on_lists(bare.lower())):
            break
        stop = text.index(word, stop) + len(word.rstrip(","))
    return Entity(start, stop, "PERSON", "row", 0.7) if stop > start else None


def _matches(text: str, shape: Any, group: int, kind: str, good: Callable[[str], bool]) -> Iterator[Entity]:
    for match in shape.finditer(text):
        start, end = match.span(group)
        if good(text[start:end]):
            yield Entity(start, end, "PERSON", kind, 0.8)


def _parts(text: str) -> list[str]:
    return [w for w in text.lower().replace(",", " ").replace("^", " ").replace(".", " ").split() if len(w) > 1]


def _may_be_name(text: str) -> bool:
    """Whether no word of `text` is an ordinary word, a place, an institution or a medicine."""
    words = _parts(text)
    return bool(words) and not any(map(_ordinary, words))


def _family_first(text: str) -> bool:
    """Whether "FAMILY, GIVEN" can be a name; June and May are names here."""
    family, _, given = text.partition(",")
    return _may_be_name(family) and (_may_be_name(given) or any(on_lists(w) for w in _parts(given)))


def _name_known(text: str) -> bool:
    """Whether, besides, one of its words is on the lists of names."""
    return _may_be_name(text) and any(on_lists(w) and w not in ORDINARY for w in _parts(text))


def _ordinary(word: str) -> bool:
    """Whether a lower-case word is used as an ordinary word."""
    if never_a_name(word) or word in SMALL_WORDS or word in _signs():
        return True
    if on_lists(word):
        return False
    return word in wordlists.words("tag_words") or any(word in common for common in lists().common.values())


def on_lists(word: str) -> bool:
    """Whether a lower-case word is a given or family name on the lists."""
    return word in lists().given or word in lists().family


def _signs() -> frozenset[str]:
    return wordlists.words("picture_words")


def _digits(text: str) -> bool:
    return sum(c.isdigit() for c in text) >= _LEAST_DIGITS
