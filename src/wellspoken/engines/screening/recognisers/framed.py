"""Single names that no list knows, by the place they stand in: "our little hero Wren", "that's Odalys leaving us".

kind: cued (after a word for somebody brave), framed (where a person would stand: the name model must half believe it),
spoken_to (at the beginning or the end of an answer). The last two count only where the text speaks of care received.
"""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.names.lists import lists, nearest
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers.name_lists import EPONYMS, GIVEN, STRONG_CUES, never_a_name
from wellspoken.engines.screening.recognisers.name_runs import cued_before
from wellspoken.engines.text import SMALL_WORDS, Token

_WORDS = wordlists.sections("name_frames")
_BRAVE = frozenset(_WORDS["brave"])
_SHOWN = frozenset(_WORDS["shown"])
_DOES = frozenset(_WORDS["does"])
_JOINS = frozenset(_WORDS["joins"])
_WISHED = frozenset(_WORDS["wished"])
_AFTER = frozenset(_WORDS["after"])
_ADVERBS = frozenset(("kami", "vår", "vårt", "kecil", "hebat"))
_ENDS = ".!?"
_LONGEST = 3
# nothing else makes a name in small letters likely enough to look for one
_WORTH = Pattern(
    r"[0-9]{6}|\b(?:nik|ktp|fnr|fødselsnr|personnr|ssn|mrn|dob|bpjs|no\.? ?rm|journalnr)\b|pasien kami|our patient|"
    r"pasienten vår|\ba\.n\b|atas nama|bernama|\bname(?: is)? |\bnavn(?:et)? |jeg heter|belongs to|tilhører|milik "
)
_NUMBER_AFTER = Pattern(
    r"^(?: here| her| di sini)?,? ?\(?(?:nik|ktp|fnr|fødselsnr|personnr|ssn|mrn|dob|bpjs|no\.? ?rm|journalnr)\b"
)


def find(view: View) -> Iterator[Entity]:
    """PERSON entities of one word each."""
    starts, words = set(view.sentence_starts), view.tokens
    for at, word in enumerate(words):
        if not _shaped(word):
            continue
        kind = _kind(view, words, at, word.start in starts)
        if kind and not _no_name(word.lower.removesuffix("'s")):
            end = word.start + _bare(word)
            rare = unusual(view, word.start, end)
            if rare or kind == "framed":
                yield Entity(word.start, end, "PERSON", kind, 0.5 if rare else 0.3)


def in_small_letters(view: View) -> list[tuple[int, int]]:
    """Where a name may be written without capitals: rare words right after "our patient", "atas nama" and the like,
    or next to the number of a person. The name model decides."""
    if not _WORTH.search(view.lower):
        return []
    found, words, at = [], view.tokens, 0
    while at < len(words):
        last = _run(view, words, at)
        if last > at and (_numbered(view, words, at, last) or cued_before(view, words[at].start, STRONG_CUES)):
            found.append((words[at].start, words[last - 1].end))
        at = max(last, at + 1)
    return found


def _run(view: View, words: list[Token], at: int) -> int:
    """The number of the word after up to three rare words in small letters that begin at `at`."""
    last = at
    while last < len(words) and last - at < _LONGEST and _rare(view, words[last]):
        if last > at and view.text[words[last - 1].end : words[last].start] != " ":
            break
        last += 1
    return last


def _rare(view: View, word: Token) -> bool:
    plain = word.text.isalpha() and word.text.islower() and len(word.text) > 2
    return plain and not _no_name(word.lower) and unusual(view, word.start, word.end)


def _numbered(view: View, words: list[Token], at: int, last: int) -> bool:
    """Whether two words or more stand right before the word for a number or right after a number."""
    if last - at < 2 or view.text[words[last - 1].end : words[last - 1].end + 1] in ("@", "_"):
        return False
    after = view.lower[words[last - 1].end : words[last - 1].end + 22]
    before = view.text[max(0, words[at].start - 8) : words[at].start]
    long = before.endswith(", ") and before[:-2].isdigit() and len(before) == len("123456, ")
    return _NUMBER_AFTER.match(after) is not None or long


def unusual(view: View, start: int, end: int) -> bool:
    """Whether no word of [start, end) is one that people write in lower case, so that it can only be a name."""
    low = view.lower[start:end]
    known = lists()
    common = known.common.get(nearest(view.lang), {})
    words = low.replace(",", " ").replace(".", " ").split()
    return "'" not in low and all(w in GIVEN or (w not in common and w not in known.places) for w in words)


def _shaped(word: Token) -> bool:
    return word.text[0].isupper() and _bare(word) > 2


def _bare(word: Token) -> int:
    """How long the word is without a possessive ending; 0 when it has capitals inside or an apostrophe elsewhere."""
    text = word.text.removesuffix("'s")
    return len(text) if text[1:].replace("-", "").islower() and text[1:].replace("-", "").isalpha() else 0


def _kind(view: View, words: list[Token], at: int, begins: bool) -> str:
    """What the words around say of the word at `at`."""
    before = words[at - 1].lower if at and view.text[words[at - 1].end : words[at].start] in (" ", ", ") else ""
    after = _after(view, words, at)
    if before in _ADVERBS and at > 1:
        before = words[at - 2].lower
    if before in _BRAVE:
        return "cued"
    if before in _SHOWN and (not after or after.islower()):
        return "framed"
    if before in _WISHED and view.text[words[at].start - 2 : words[at].start] == ", ":
        return "cued"
    if before in _DOES and after in _AFTER:
        return "framed"
    opens = begins or before in _JOINS or view.text[words[at].start - 2 : words[at].start] == ", "
    opens = opens or view.text[max(0, words[at].start - 2) : words[at].start] in (": ", "- ", "– ")
    if (opens and after in _DOES) or _apposed(view, words[at]):
        return "framed"
    return "spoken_to" if _spoken_to(view, words, at) else ""


def _apposed(view: View, word: Token) -> bool:
    """Whether the word stands between two commas, or between a colon and a comma or bracket."""
    before, after = view.text[max(0, word.start - 2) : word.start], view.text[word.end : word.end + 2]
    return (before == ", " and after == ", ") or (before == ": " and after in (", ", " ("))


def _after(view: View, words: list[Token], at: int) -> str:
    """The next word as written, past "who"; empty at the end of a clause."""
    following = words[at + 1 : at + 3]
    if not following or view.text[words[at].end : following[0].start] not in (" ", ", "):
        return ""
    relative = following[0].lower in ("who", "som", "yang") and len(following) > 1
    return following[1].text if relative else following[0].text


def _spoken_to(view: View, words: list[Token], at: int) -> bool:
    """Whether the word opens the text before a comma, or closes a sentence after one."""
    word, text = words[at], view.text
    if at == 0 or (at == 1 and "@" in text[: word.start]):
        return text[word.end : word.end + 2] == ", "
    closes = text[word.end : word.end + 1] in _ENDS
    return closes and text[word.start - 2 : word.start] == ", "


def _no_name(word: str) -> bool:
    return never_a_name(word) or word in SMALL_WORDS or word in EPONYMS or word in wordlists.words("tag_words")
