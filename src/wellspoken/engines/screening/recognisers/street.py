"""Street addresses, word by word: a number and a street name (US), a street and a number (Norway), "Jl. ... No." (ID).

Where the next words go on with a flat, a town, a state or a postcode, they belong to the address.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.reading_view import View

_WORDS = re.compile(r"\S+")
_LISTS = wordlists.sections("streets")
_US, _ID = frozenset(_LISTS["us"]), frozenset(_LISTS["id streets"])
_NO = tuple(_LISTS["no"])
_OWN_WORD = frozenset(_LISTS["no words"])
_DOORS = frozenset(("apt", "apartment", "unit", "suite", "ste", "rm", "floor", "#"))
_NUMBERED = frozenset(("no", "nomor", "nomer", "blok", "kav", "km"))
_STATES = frozenset(_LISTS["states"])
_LONGEST_STREET = 6
_CITY_WORDS = 3
_PARTS_ID = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A piece between spaces: its place without closing marks, its text, and what closed it."""

    start: int
    end: int
    text: str
    closed: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital, or is a number with an ending ("5th")."""
        return self.text[:1].isupper() or (self.text[:1].isdigit() and self.text[-2:] in ("st", "nd", "rd", "th"))

    @property
    def number(self) -> bool:
        """Whether it is a house number: digits, perhaps with a letter."""
        head = self.text.rstrip("ABCDEFGHabcdefgh")
        return head.isdecimal() and len(head) <= 5 and len(self.text) - len(head) <= 1


def find(view: View) -> Iterator[Entity]:
    """LOCATION entities of kind street."""
    if not view.has_digits:
        return
    words = [_word(m.start(), m.group()) for m in _WORDS.finditer(view.text)]
    norwegian = view.lang in ("nb", "nn", "da", "sv")
    at = 0
    while at < len(words):
        last = _indonesian(words, at) or (_norwegian(words, at) if norwegian else _american(words, at))
        if last:
            yield Entity(words[at].start, words[last].end, "LOCATION", "street", 0.85)
        at = max(at, last or 0) + 1


def _word(start: int, text: str) -> Word:
    head = len(text) - len(text.lstrip("(\"'“«"))
    bare = text[head:].rstrip(".,;:!?)\"'”»…")
    return Word(start + head, start + head + len(bare), bare, text[head + len(bare) :])


def _goes_on(word: Word) -> bool:
    """Whether an address may go on after this word: nothing but a comma or the dot of an abbreviation closes it."""
    return word.closed in ("", ",") or (word.closed == "." and len(word.text) <= 4)


def _american(words: Sequence[Word], at: int) -> int:
    """The index of the last word of an address that begins with a house number at `at`; 0 when there is none."""
    if not words[at].number or words[at].closed:
        return 0
    end = 0
    for index in range(at + 1, min(at + 1 + _LONGEST_STREET, len(words))):
        word = words[index]
        if not word.capital:
            break
        if index > at + 1 and word.text.lower() in _US:
            end = index
        if word.closed not in ("", ".") or (word.closed == "." and word.text.lower() not in _US and len(word.text) > 2):
            end = end or (index if _zipped(words, index) or _door(words, index) != index else 0)
            break
    if not end:
        return 0
    return _zipped(words, _door(words, end)) or _door(words, end)


def _door(words: Sequence[Word], end: int) -> int:
    """The index of a flat after the word `end`, or `end`."""
    if end + 2 < len(words) + 1 and end + 1 < len(words) and _goes_on(words[end]):
        word = words[end + 1]
        if word.text.lower() in _DOORS and end + 2 < len(words) and len(words[end + 2].text) <= 6:
            return end + 2
        if word.text.startswith("#") and word.text[1:].isalnum():
            return end + 1
    return end


def _zipped(words: Sequence[Word], end: int) -> int:
    """The index of the state or ZIP code of "Town, ST 12345" after the word `end`; 0 when there is none."""
    if not _goes_on(words[end]):
        return 0
    for index in range(end + 1, min(end + 3 + _CITY_WORDS, len(words))):
        word = words[index]
        state = (word.text.isupper() and len(word.text) == 2 and word.text.isalpha()) or word.text.lower() in _STATES
        if state and index > end + 1:
            follows = index + 1 < len(words) and not word.closed.strip(",")
            return index + 1 if follows and _is_zip(words[index + 1].text) else index
        if not word.capital or word.closed not in ("", ","):
            break
    return 0


def _is_zip(text: str) -> bool:
    return text[:5].isdecimal() and len(text) in (5, 10)


def _norwegian(words: Sequence[Word], at: int) -> int:
    """The last word of "Storgata 14 B, 2212 Kongsvinger" that begins at `at`; 0 when there is none."""
    if not words[at].capital or words[at].number:
        return 0
    for index in range(at + 1, min(at + 4, len(words))):
        before, word = words[index - 1], words[index]
        if before.closed not in ("", "."):
            return 0
        if word.number:
            return _numbered(words, index, before.text.lower())
        if not word.capital and word.text.lower() not in _OWN_WORD:
            return 0
    return 0


def _numbered(words: Sequence[Word], index: int, street: str) -> int:
    """The end of an address whose house number is at `index`."""
    end = index
    if (
        end + 1 < len(words)
        and not words[end].closed
        and len(words[end + 1].text) == 1
        and words[end + 1].text in "ABCDEFGH"
    ):
        end += 1
    post = end + 1
    towned = (
        post + 1 < len(words)
        and words[end].closed in ("", ",")
        and len(words[post].text.removeprefix("N-")) == 4
        and words[post].text.removeprefix("N-").isdecimal()
        and words[post + 1].capital
    )
    if towned:
        return post + 1
    known = street.endswith(_NO) and len(street) > 4
    return end if known or street in _OWN_WORD else 0


def _indonesian(words: Sequence[Word], at: int) -> int:
    """The last word of "Jl. Melati No. 8 RT 02/05, Kediri 64111" that begins at `at`; 0 when there is none."""
    if words[at].text.lower() not in _ID or not words[at].text[0].isupper():
        return 0
    end = 0
    for index in range(at + 1, min(at + 3 + _LONGEST_STREET, len(words) - 1)):
        if words[index].text.lower() in _NUMBERED and words[index + 1].text[:1].isalnum():
            end = index + 1
            break
        if not (words[index].capital or words[index].text[:1].isdigit()) or words[index].closed in (";", "!", "?"):
            break
    return _with_town(words, end) if end else 0


def _is_rt(text: str) -> bool:
    """ "02/05": a neighbourhood, not a date."""
    first, _, second = text.partition("/")
    return first.isdecimal() and second.isdecimal() and len(text) <= 7


def _with_town(words: Sequence[Word], end: int) -> int:
    """The end with RT/RW, village, town, province and postcode."""
    parts, index = 0, end
    while index + 1 < len(words) and _goes_on(words[index]) and parts <= _PARTS_ID:
        word = words[index + 1]
        block = word.text.lower() in ("rt", "rw", "kel", "kec", "kab", "kota") or _is_rt(word.text)
        after_comma = words[index].closed == "," or parts > 0
        postcode = word.text.isdecimal() and len(word.text) in (2, 3, 5)
        if not (block or (after_comma and (word.capital or postcode))):
            break
        parts += words[index].closed == ","
        index += 1
    return index
