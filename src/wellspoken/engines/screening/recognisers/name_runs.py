"""Runs of capitalised words that could be a name, with the title that stands before them."""

from collections.abc import Iterator
from dataclasses import dataclass

from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers.name_lists import (
    BEFORE_INSTITUTION,
    CUES,
    EPONYMS,
    FAMILY,
    GIVEN,
    KIN,
    ORDINARY,
    ORGANISATION,
    PERSON_TITLES,
    PLACES,
    STAFF_TITLES,
    never_a_name,
)
from wellspoken.engines.text import Token

_ABBREVIATED = frozenset("dr drg drs dra mr mrs ms prof tn ny nn sdr sdri an bpk ns apt h hj rev alm".split())  # noqa: SIM905
# Words that may follow a person ("Rodri Baptista kamar 233") although they name places.
_NOT_AFTER = frozenset(
    ("day", "team", "family", "week", "month", "kamar", "ruang", "bangsal", "poli", "rs", "ward", "unit")
)
NOT_IN_SPAN = frozenset(
    [
        "baby",
        "little",
        "lille",
        "tøffe",
        "adik",
        "adek",
        "dedek",
        "dek",
        "bunda",
        "kak",
        "kakak",
        "anak",
        "si",
        "sister",
        "brother",
    ]
) | {"si kembar"}
_JOINS = (" ", ". ", "-", ".")
_TITLES = PERSON_TITLES | STAFF_TITLES
_ORGANISATION_ONLY = ORGANISATION - GIVEN - FAMILY
_AFTER_INSTITUTION = ORGANISATION - _NOT_AFTER


@dataclass(frozen=True, slots=True)
class NameRun:
    """Words of a possible name; `start` includes a form of address (Mr., Pak), `title` is what stands before."""

    start: int
    words: list[Token]
    title: str


def name_runs(view: View) -> Iterator[NameRun]:
    """Candidate runs, institutions and eponyms already left out."""
    words = view.tokens
    index = 0
    while index < len(words):
        if not _capital(words[index]):
            index += 1
            continue
        last = index
        while (
            last + 1 < len(words)
            and last - index < 8
            and _capital(words[last + 1])
            and _joined(view, words[last], words[last + 1])
        ):
            last += 1
        run = _narrow(view, words, index, last)
        if run:
            yield run
        index = last + 1


def _capital(word: Token) -> bool:
    return (
        word.text[0].isupper()
        and (len(word.text) == 1 or not word.text.isupper() or len(word.text) < 2)
        and word.text[0].isalpha()
    )


def _joined(view: View, left: Token, right: Token) -> bool:
    """One space between, or the full stop of an initial or an abbreviated title."""
    gap = view.text[left.end : right.start]
    return gap in (" ", "-") or (gap in _JOINS and (len(left.text) == 1 or left.lower in _ABBREVIATED))


def _narrow(view: View, words: list[Token], first: int, last: int) -> NameRun | None:
    """Take titles off the front, everyday words off both ends, and refuse institutions and eponyms."""
    title, start = _title_before(view, words, first)
    first, title, start = _strip_titles(words, first, last, title, start)
    if first <= last and not title:
        skipped = _skip_to_name(words, first, last)
        if skipped > first and words[skipped - 1].lower in _TITLES:
            skipped -= 1
        first, title, start = _strip_titles(words, skipped, last, title, start)
    if first > last or _institution(view, words, first, last):
        return None
    while last > first and never_a_name(words[last].lower):
        last -= 1
    chosen = words[first : min(last, first + 3) + 1]
    if not title and _eponym(chosen):
        return None
    if title and (never_a_name(chosen[0].lower) or _staff_eponym(chosen, title)):
        return None
    spoken = title in PERSON_TITLES and title not in STAFF_TITLES and title not in NOT_IN_SPAN
    return NameRun(start if start >= 0 and spoken else chosen[0].start, chosen, title)


def _strip_titles(words: list[Token], first: int, last: int, title: str, start: int) -> tuple[int, str, int]:
    """Leave out titles at the front of the run; the last one counts, a title of staff above a form of address."""
    while first <= last and words[first].lower in _TITLES and not _is_given_pair(words, first, last):
        if words[first].lower in STAFF_TITLES or not title or title in PERSON_TITLES:
            title = words[first].lower
            start = words[first].start if title in PERSON_TITLES and title not in STAFF_TITLES else -1
        first += 1
    return first, title, start


def _staff_eponym(chosen: list[Token], title: str) -> bool:
    """ "Dr. Parkinson" alone is the disease's namesake rather than a colleague."""
    alone = len(chosen) == 1 and title in STAFF_TITLES
    return alone and _eponym(chosen) and chosen[0].lower not in GIVEN


def _is_given_pair(words: list[Token], first: int, last: int) -> bool:
    """A title word that is itself a given name followed by a family name ("Dean Parker")."""
    return (
        first < last
        and words[first].lower in GIVEN
        and words[first + 1].lower in FAMILY
        and words[first].lower not in STAFF_TITLES
    )


def _title_before(view: View, words: list[Token], first: int) -> tuple[str, int]:
    """The title or kinship words right before words[first], in any case, and where they begin."""
    for size in (3, 2, 1):
        if first < size:
            continue
        group = words[first - size : first]
        gap = view.text[group[-1].end : words[first].start]
        if gap != " " and not (gap == ". " and group[-1].lower in _ABBREVIATED):
            continue
        phrase = " ".join(w.lower for w in group)
        if phrase in STAFF_TITLES:
            return phrase, -1
        if phrase in KIN:
            return "kin", words[first].start
        if phrase in PERSON_TITLES and (
            group[0].text[0].isupper()
            or phrase not in ("little", "big", "baby", "coach", "teh", "aa", "an", "om", "mas")
        ):
            return phrase, group[0].start
        if phrase in PERSON_TITLES and phrase in ("little", "baby", "coach"):
            return phrase, words[first].start
    return "", -1


def _skip_to_name(words: list[Token], first: int, last: int) -> int:
    """Leave out capitalised words before the first that looks like a name ("Meet Jerome", "So Sarah")."""
    at = first
    while (
        at <= last
        and words[at].lower not in GIVEN
        and not (at < last and words[at + 1].lower in FAMILY and words[at].lower not in CUES)
    ):
        at += 1
    return at if at <= last else first


def _institution(view: View, words: list[Token], first: int, last: int) -> bool:
    """Whether the run belongs to an institution, a place or a named thing."""
    before = (
        words[first - 1].lower if first and view.text[words[first - 1].end : words[first].start] in (" ", ". ") else ""
    )
    after = (
        words[last + 1].lower
        if last + 1 < len(words) and view.text[words[last].end : words[last + 1].start] in (" ", "-", "'s ", "s ")
        else ""
    )
    inside = {w.lower for w in words[first : last + 1]}
    if before in BEFORE_INSTITUTION or (before in ORGANISATION and before not in ("team", "family", "day")):
        return True
    if inside & _ORGANISATION_ONLY:
        return True
    return after in _AFTER_INSTITUTION


def _eponym(words: list[Token]) -> bool:
    """Single names that stand for a disease, a product or a place, and known institutions."""
    joined = " ".join(w.lower for w in words)
    if joined in EPONYMS or joined in PLACES:
        return True
    return len(words) == 1 and (words[0].lower.removesuffix("'s") in EPONYMS or words[0].lower in PLACES)


def cued_before(view: View, start: int, cues: frozenset[str] = CUES) -> bool:
    """Whether "my name is", "hilsen", "a.n." and the like stand right before `start`."""
    before = view.lower[max(0, start - 24) : start].rstrip(' :,.-\n"')
    words = before.replace(":", " ").split()
    return any(" ".join(words[-size:]) in cues for size in (1, 2, 3) if len(words) >= size)


__all__ = ["ORDINARY", "NameRun", "cued_before", "name_runs"]
