"""Person names by their shape, by lists of common names, by titles and by what stands before them.

kind: titled (a title stands before), known (in the lists), cued (after "my name is" and the like), tag (in a hashtag),
board ("Rm 412 Hendricks"). Whose name it is, is decided elsewhere. A statistical model can add to this later.
"""

from collections.abc import Iterator
from itertools import pairwise

from wellspoken.engines.screening.entity import Entity, spot
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers.name_lists import (
    EPONYMS,
    FAMILY,
    GIVEN,
    ORDINARY,
    STRONG_CUES,
    is_title,
    never_a_name,
)
from wellspoken.engines.screening.recognisers.name_runs import NameRun, cued_before, name_runs
from wellspoken.engines.text import SMALL_WORDS, Token

_NAMES = FAMILY | GIVEN
_ONLY_GIVEN = GIVEN - ORDINARY
_ONLY_FAMILY = FAMILY - ORDINARY
_BOARD = Pattern(
    # only what is cut short ends in a stop of its own: after "the garden room." a sentence begins, not a name
    r"(?i:\b(?:(?:rm|kmr|pt|pas)\b\.?|(?:room|bed|kamar|rom|seng|stue|pasien|pasient|patient)\b))"
    r"[: ]{0,2}(?:[0-9]{1,4}[A-Za-z]?\.?)?[:, ]{0,2}"
    r"((?:(?:Ny|Tn|Mr|Mrs|Ms|Sdr|An)\. )?(?:\p{Lu}\. ?){0,2}\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?(?: \p{Lu}\.)?)"
)
_LISTED = Pattern(r"\b[0-9]{3}:? (\p{Lu}\p{Ll}+) (?:\p{Lu}{2,4}\b|hjerte\pL*|gagal|fall)")
_ROW = Pattern(
    r"((?:\p{Lu}\p{Ll}+|\p{Lu}\.)(?:,? (?:\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?|\p{Lu}\.)){1,3}),? "
    r"(?:here, |her, |di sini, )?\(?(?i:nik|ssn|mrn|dob|fnr|bpjs|no\.? ?(?:bpjs|rm)|fødselsnr|personnr|f\.|lahir|born|"
    r"[0-9]{4} ?[0-9]{4} ?[0-9]{4} ?[0-9]{4}|[0-9]{6} ?[0-9]{5})"
)
_REVERSED = Pattern(r"(\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?, \p{Lu}\p{Ll}+)")
_INITIALLED = Pattern(r"(?:\b|^)((?:\p{Lu}\. ?){1,2}\p{Lu}\p{Ll}{2,}(?:-\p{Lu}\p{Ll}+)?|\p{Lu}\p{Ll}{2,} \p{Lu}\.)")
# "ibu Anda" is a form of address and no name
_PRONOUNS = frozenset(("anda", "kita", "kami", "saya", "mereka", "kalian", "you", "your"))
_TAG = Pattern(r"#((?:\p{Lu}\p{Ll}+){2,6})")
_CAMEL = Pattern(r"\p{Lu}\p{Ll}+")


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
        name = Entity(run.start, words[-1].end, "PERSON", "titled", 0.9, run.title)
        return None if words[-1].lower in _PRONOUNS else name
    known = [w for w in words if w.lower in GIVEN and (w.lower not in ORDINARY or len(words) > 1)]
    surname = words[-1].lower in FAMILY and len(words) > 1
    cue = cued_before(view, words[0].start)
    if not known and len(words) == 1 and words[0].lower in GIVEN and _inside_prose(view, words[0]):
        known = words
    if not known and len(words) == 1 and "-" in words[0].text and words[0].lower.rsplit("-", 1)[1] in _ONLY_GIVEN:
        known = words
    if known and (len(words) > 1 or known[0].lower not in ORDINARY or _inside_prose(view, words[0])):
        return Entity(words[0].start, words[-1].end, "PERSON", "known", 0.85 if len(words) > 1 else 0.75)
    if surname:
        return Entity(words[0].start, words[-1].end, "PERSON", "known", 0.7)
    single = words[0].lower in GIVEN or cued_before(view, words[0].start, STRONG_CUES)
    if cue and not never_a_name(words[0].lower) and (len(words) > 1 or single):
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
        strong = cued_before(view, word.start, STRONG_CUES)
        if paired and after is not None and after.lower in _NAMES and (strong or _both_names(word, after)):
            yield Entity(word.start, after.end, "PERSON", "known", 0.7)
        elif strong or (word.lower not in ORDINARY and cued_before(view, word.start)):
            yield Entity(word.start, _with_initial(view.text, word.end), "PERSON", "cued", 0.65)


def _with_initial(text: str, end: int) -> int:
    """Where the name ends when an initial follows ("marcus d.")."""
    initial = text[end : end + 1] == " " and text[end + 1 : end + 2].isalpha() and text[end + 2 : end + 3] == "."
    return end + 3 if initial else end


def _both_names(first: Token, second: Token) -> bool:
    """Two everyday words side by side are no name."""
    if len(second.text) <= 3 or second.lower in SMALL_WORDS or (first.lower in ORDINARY and second.lower in ORDINARY):
        return False
    return second.lower in FAMILY or not is_title(second.lower)


def _patterns(view: View) -> Iterator[Entity]:
    """Names by what stands around them: rooms, numbers, commas, initials."""
    if view.has_digits:
        yield from _beside_numbers(view)
    for match in _REVERSED.finditer(view.text) if ", " in view.text else ():
        family, given = match.group(1).lower().split(", ")
        sure = family in _ONLY_FAMILY or cued_before(view, match.start(1))
        if sure and (family in FAMILY or family in GIVEN) and given in GIVEN:
            yield spot(match.span(1), "PERSON", "known", 0.75)
    for match in _INITIALLED.finditer(view.text) if "." in view.text else ():
        start, end = match.span(1)
        words = [w.strip(".") for w in view.lower[start:end].replace(".", ". ").split()]
        known = any(w in FAMILY or w in GIVEN for w in words if len(w) > 2)
        if known and not any(map(never_a_name, words)):
            yield Entity(start, end, "PERSON", "known", 0.7)


def _beside_numbers(view: View) -> Iterator[Entity]:
    """Names in rows: "Rm 412 Hendricks", "Anna Berg, MRN 448812"."""
    for pattern in (_BOARD, _LISTED, _ROW):
        for match in pattern.finditer(view.text):
            start, end = match.span(1)
            words = view.lower[start:end].replace(",", " ").replace(".", " ").split()
            checked = words if pattern is _ROW else words[-1:]
            if words and not any(map(never_a_name, checked)) and words[0] not in SMALL_WORDS:
                yield Entity(start, end, "PERSON", "board", 0.7)


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
