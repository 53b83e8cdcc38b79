"""Person names by their shape, by lists of common names, by titles and by what stands before them.

kind: titled (a title stands before), known (in the lists), cued (after "my name is" and the like), tag (in a hashtag),
board ("Rm 412 Hendricks"). Whose name it is, is decided elsewhere. A statistical model can add to this later.
"""

from collections.abc import Iterator
from itertools import pairwise

import re2

from wellspoken.engines.screening.entity import Entity, spot
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers.name_lists import EPONYMS, FAMILY, GIVEN, ORDINARY, is_title, never_a_name
from wellspoken.engines.screening.recognisers.name_runs import NameRun, cued_before, name_runs
from wellspoken.engines.text import SMALL_WORDS, Token

_BOARD = re2.compile(
    r"(?i:\b(?:rm|room|bed|kmr|kamar|bed|rom|seng|stue|pt|pas|pasien|pasient|"
    r"patient)\b)[.: ]{0,2}(?:[0-9]{1,4}[A-Za-z]?)?[:,. ]{0,2}"
    r"((?:(?:Ny|Tn|Mr|Mrs|Ms|Sdr|An)\. )?(?:\p{Lu}\. ?){0,2}\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?(?: \p{Lu}\.)?)"
)
_LISTED = re2.compile(r"\b[0-9]{3}:? (\p{Lu}\p{Ll}+) (?:\p{Lu}{2,4}\b|hjerte\pL*|gagal|fall)")
_REVERSED = re2.compile(r"(\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?, \p{Lu}\p{Ll}+)")
_INITIALLED = re2.compile(r"(?:\b|^)((?:\p{Lu}\. ?){1,2}\p{Lu}\p{Ll}{2,}(?:-\p{Lu}\p{Ll}+)?|\p{Lu}\p{Ll}{2,} \p{Lu}\.)")
_TAG = re2.compile(r"#((?:\p{Lu}\p{Ll}+){2,6})")
_CAMEL = re2.compile(r"\p{Lu}\p{Ll}+")


def find(view: View) -> Iterator[Entity]:
    """PERSON entities; the span leaves out staff titles and keeps forms of address."""
    for run in name_runs(view):
        entity = _judge(view, run)
        if entity:
            yield entity
    yield from _lower_case(view)
    yield from _patterns(view)
    yield from _tags(view)


def _judge(view: View, run: NameRun) -> Entity | None:
    """A name when a title, a list or a cue says so."""
    words = run.words
    if run.title:
        return Entity(run.start, words[-1].end, "PERSON", "titled", 0.9, run.title)
    known = [w for w in words if w.lower in GIVEN and (w.lower not in ORDINARY or len(words) > 1)]
    surname = words[-1].lower in FAMILY and len(words) > 1
    cue = cued_before(view, words[0].start)
    if not known and len(words) == 1 and words[0].lower in GIVEN and _inside_prose(view, words[0]):
        known = words
    if not known and len(words) == 1 and "-" in words[0].text and words[0].lower.rsplit("-", 1)[1] in GIVEN - ORDINARY:
        known = words
    if known and (len(words) > 1 or known[0].lower not in ORDINARY or _inside_prose(view, words[0])):
        return Entity(words[0].start, words[-1].end, "PERSON", "known", 0.85 if len(words) > 1 else 0.75)
    if surname:
        return Entity(words[0].start, words[-1].end, "PERSON", "known", 0.7)
    if cue and not never_a_name(words[0].lower) and (len(words) > 1 or words[0].lower in GIVEN):
        return Entity(words[0].start, words[-1].end, "PERSON", "cued", 0.7)
    if len(words) in (2, 3) and _inside_prose(view, words[0]) and all(map(_name_like, words)):
        return Entity(words[0].start, words[-1].end, "PERSON", "shape", 0.4)
    return None


def _name_like(word: Token) -> bool:
    """A capitalised word of letters that names no place, institution, medicine or month."""
    low = word.lower
    plain = len(low) > 2 and word.text[1:].islower() and word.text.isalpha()
    return plain and not never_a_name(low) and low not in EPONYMS


def _inside_prose(view: View, word: Token) -> bool:
    """Whether a capitalised word stands inside an ordinary sentence, right after a lower-case word."""
    index = view.token_index(word.start)
    if index < 1:
        return False
    before = view.tokens[index - 1]
    ordinary = before.text.islower() or before.lower in SMALL_WORDS
    return ordinary and view.text[before.end : word.start] in (" ", ", ")


def _lower_case(view: View) -> Iterator[Entity]:
    """Names typed without capitals: a given and a family name side by side, or a given name after a cue."""
    words = view.tokens
    for index, word in enumerate(words):
        if not word.text.islower() or word.lower not in GIVEN:
            continue
        after = words[index + 1] if index + 1 < len(words) else None
        paired = after is not None and after.text.islower() and view.text[word.end : after.start] == " "
        if (
            paired
            and after is not None
            and after.lower in FAMILY | GIVEN
            and len(after.text) > 3
            and _both_names(word, after)
        ):
            yield Entity(word.start, after.end, "PERSON", "known", 0.7)
        elif word.lower not in ORDINARY and cued_before(view, word.start):
            end = word.end
            if view.text[end : end + 1] == " " and view.text[end + 2 : end + 3] == "." and view.text[end + 1].isalpha():
                end += 3
            yield Entity(word.start, end, "PERSON", "cued", 0.65)


def _both_names(first: Token, second: Token) -> bool:
    """Two everyday words side by side are no name."""
    return not (first.lower in ORDINARY and second.lower in ORDINARY) and not is_title(second.lower)


def _patterns(view: View) -> Iterator[Entity]:
    if view.has_digits:
        for pattern in (_BOARD, _LISTED):
            for match in pattern.finditer(view.text):
                start, end = match.span(1)
                word = view.lower[start:end].split(" ")[-1].strip(".")
                if not never_a_name(word):
                    yield Entity(start, end, "PERSON", "board", 0.7)
    for match in _REVERSED.finditer(view.text):
        family, given = match.group(1).lower().split(", ")
        if (family in FAMILY or family in GIVEN) and given in GIVEN and cued_before(view, match.start(1)):
            yield spot(match.span(1), "PERSON", "known", 0.75)
    for match in _INITIALLED.finditer(view.text):
        start, end = match.span(1)
        words = [w.strip(".") for w in view.lower[start:end].replace(".", ". ").split()]
        if any(w in FAMILY or w in GIVEN for w in words if len(w) > 2) and not any(map(never_a_name, words)):
            yield Entity(start, end, "PERSON", "known", 0.7)


def _tags(view: View) -> Iterator[Entity]:
    """#TeamMasonReilly: a given name followed by another capitalised part."""
    if "#" not in view.text:
        return
    for match in _TAG.finditer(view.text):
        parts = [p.lower() for p in _CAMEL.findall(match.group(1))]
        for first, second in pairwise(parts):
            if first in GIVEN and (
                second in FAMILY or (first not in ORDINARY and not never_a_name(second) and second in GIVEN)
            ):
                yield spot(match.span(1), "PERSON", "tag", 0.75)
                break
