"""What looks like somebody and is not: "RSUP Dr. Kariadi", "Betty Ford Center", "Parkinson", "MRI"."""

from wellspoken.engines.screening.names.door import Found
from wellspoken.engines.screening.names.lists import lists, nearest
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers.name_lists import (
    BEFORE_INSTITUTION,
    EPONYMS,
    GIVEN,
    ORGANISATION,
    is_title,
    never_a_name,
)

#: words for an institution that may also stand before or after somebody ("team Sarah", "Sarah's day")
_OPEN = frozenset(
    (
        *(
            "team",
            "family",
            "day",
            "days",
            "week",
            "month",
            "ward",
            "unit",
            "hall",
            "press",
            "prize",
            "award",
            "awards",
        ),
        *("medal", "study", "trial", "program", "programme", "project", "test", "prisen", "pris", "dagen", "hjem"),
        *("kamar", "ruang", "bangsal", "poli", "lake", "fort"),
    )
)
_CLOSED = ORGANISATION - _OPEN
_NAMED_AFTER = BEFORE_INSTITUTION | _CLOSED
_CERTAIN = 0.97
_TITLES = 3  # more titles than that stand before nobody
_LIKELY = 0.7
_OFTEN = frozenset(("2", "3"))  # words seen ten times or more in lower case


def nobody(view: View, found: Found) -> bool:
    """Whether `found` names an institution, a place or a disease rather than somebody."""
    first = view.token_index(found.start)
    last = view.token_index(found.end - 1)
    if first < 0 or view.tokens[first].end <= found.start:
        return False
    words = [token.lower for token in view.tokens[first : last + 1]]
    core = [at for at in range(first, last + 1) if not _abbreviated(view.tokens[at].text)] or [first]
    handle = "@" in view.text[max(0, found.start - 2) : found.start]
    if len(core) == 1 and not handle and _too_little(view, core[0], found, beside=len(words) > 1):
        return True
    return _listed(words, found) or _before(view, first) in _NAMED_AFTER or _after(view, last) in _CLOSED


def _abbreviated(word: str) -> bool:
    """Whether a word looks like NIK or MRI."""
    return word.isupper() and 1 < len(word) <= 5


def _too_little(view: View, index: int, found: Found, beside: bool) -> bool:
    """Whether a word alone is an everyday word, or no list of names has it and it is an abbreviation or a town.

    `beside`: an abbreviation stands with it ("Bawa NIK").
    """
    if found.score >= _LIKELY:
        return False
    word, known = view.tokens[index], lists()
    often = known.common[nearest(view.lang)].get(word.lower, "0")
    if often in _OFTEN and word.text.islower():
        return True
    flags = set(known.flags(word.lower))
    if flags & set("GFW") or known.seen_elsewhere(word.lower, ""):
        return False
    return beside or often != "0" or word.text.islower() or "L" in flags or _abbreviated(word.text)


def _listed(words: list[str], found: Found) -> bool:
    """Whether the words are those of a disease, a product, an institution or a place and nothing else."""
    bare = [word.removesuffix("'s") for word in words]
    if " ".join(words) in EPONYMS or " ".join(bare) in EPONYMS:
        return len(words) > 1 or found.score < _CERTAIN
    return all(never_a_name(word) and word not in GIVEN for word in words)


def _before(view: View, index: int) -> str:
    """The word right before, past a title ("RSUP Dr. Kariadi")."""
    tokens = view.tokens
    for at in range(index - 1, max(-1, index - 1 - _TITLES), -1):
        if view.text[tokens[at].end : tokens[at + 1].start] not in (" ", ". "):
            return ""
        if not is_title(tokens[at].lower):
            return tokens[at].lower
    return ""


def _after(view: View, index: int) -> str:
    """The word right after."""
    tokens = view.tokens
    if index + 1 < len(tokens) and view.text[tokens[index].end : tokens[index + 1].start] in (" ", "-"):
        return tokens[index + 1].lower
    return ""
