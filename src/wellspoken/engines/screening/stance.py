"""Whether a text asserts a claim or corrects it: negations, answers to questions, words of debunking."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.slots import Spot
from wellspoken.engines.text import Token

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document

_BEFORE = 5
_AFTER = 4
_SHORT = 5  # words of an answer ("That they certainly can't.")
_OLD_YEAR = Pattern(r"\b1(?:[0-8][0-9]|9[0-6])[0-9]\b")
_QUOTES = "\"'\u201d\u2019\u00bb)"
_WRONG = frozenset("\u274c\u2716\u2717\u2718\U0001f6ab\u26d4")
_CLAUSE = frozenset(".!?:;,\u2014\n")


def denied(doc: "Document", start: int, end: int, spots: Sequence[Spot] = (), *, blames: bool = False) -> bool:
    """Whether the claim in [start, end) is corrected rather than asserted.

    `spots` are the places of the claim's own words: a negation among them belongs to the claim ("no need to see a
    doctor"). A claim that `blames` something is repeated by who warns of it ("avoid cold drinks, they cause ..."); of
    one that advises something it is denied when harm is told ("butter on a burn traps heat").
    """
    return (
        doc.has(wordlists.phrases("stance", "debunk"))
        or _negated(doc, start, end, spots, blames=blames)
        or _answered_no(doc, start, end)
        or _rebutted(doc, start, end)
        or _crossed_out(doc, start)
        or _contradicted(doc, end)
        or _long_ago(doc, start)
        or (not blames and _harm_told(doc, end))
    )


def _crossed_out(doc: "Document", start: int) -> bool:
    """Whether the line of the claim begins with a sign for "wrong"."""
    line = doc.text[doc.text.rfind("\n", 0, start) + 1 : start].strip()
    return bool(line) and line[0] in _WRONG


def _contradicted(doc: "Document", end: int) -> bool:
    """Whether the next sentence is a short no: "That isn't so.", "Det kan de ikke."."""
    after = doc.sentence_at(max(0, end - 1)).end
    words = [t.lower for t in doc.tokens[doc.token_index(after) + 1 :][: _SHORT + 1] if t.start < _end(doc, after)]
    noes = wordlists.words_under("stance", "not")
    return 0 < len(words) <= _SHORT and (words[-1] in noes or (len(words) == 2 and words[0] in noes))


def _end(doc: "Document", at: int) -> int:
    """Where the sentence ends that begins at or soon after `at`."""
    first = doc.token_index(at) + 1
    return doc.sentence_at(doc.tokens[first].start).end if first < len(doc.tokens) else at


def _long_ago(doc: "Document", start: int) -> bool:
    """Whether the sentence tells what was thought or sold before 1970."""
    sentence = doc.sentence_at(start)
    return bool(_OLD_YEAR.search(doc.lower, sentence.start, sentence.end))


def _harm_told(doc: "Document", end: int) -> bool:
    """Whether the rest of the sentence says what harm comes of it."""
    harm, until = wordlists.phrases("stance", "harm"), doc.sentence_at(max(0, end - 1)).end
    return any(end <= at < until and not negated_before(doc, at) for at, _ in doc.find(harm))


def asked(doc: "Document", start: int, end: int) -> bool:
    """Whether the claim stands wholly inside one question."""
    sentence = doc.sentence_at(start)
    return doc.text[sentence.start : sentence.end].rstrip(_QUOTES).endswith("?") and end <= sentence.end


def _negated(doc: "Document", start: int, end: int, spots: Sequence[Spot], *, blames: bool) -> bool:
    """A negation inside the claim or just before it in the same clause."""
    words = doc.tokens
    first, last = doc.token_index(start), doc.token_index(max(start, end - 1))
    negators = wordlists.words_under("stance", "not")
    for at in range(max(0, first - _BEFORE), min(len(words), last + 1)):
        word = words[at]
        if word.lower not in negators or any(s.first <= at <= s.last for s in spots):
            continue
        if at < first and _new_clause(doc, word.end, start):
            continue
        other = _about_other(words, at) and not any(s.first == at + 1 for s in spots)
        if not other and not (blames and at < first and _forbids(words, at, first)):
            return True
    return False


def _forbids(words: Sequence[Token], at: int, first: int) -> bool:
    """ "Avoid cold drinks", "don't take the shot": the thing blamed is forbidden, not the claim denied."""
    if words[at].lower not in wordlists.words_under("stance", "forbids"):
        return False
    return at + 1 == first or words[at + 1].lower in wordlists.words_under("stance", "does")


def negated_before(doc: "Document", start: int) -> bool:
    """Whether a negation stands shortly before `start` in the same clause ("no operation is risk-free")."""
    words = doc.tokens
    first = doc.token_index(start)
    negators = wordlists.words_under("stance", "not")
    for at in range(max(0, first - _BEFORE), first):
        if words[at].lower in negators and not _about_other(words, at) and not _new_clause(doc, words[at].end, start):
            return True
    return False


def _about_other(words: Sequence[Token], at: int) -> bool:
    """ "Don't worry", "not only", "ikke vent": the negation belongs to another word."""
    return at + 1 < len(words) and words[at + 1].lower in wordlists.words_under("stance", "other")


def _new_clause(doc: "Document", low: int, high: int) -> bool:
    return any(mark in _CLAUSE for mark in doc.text[low:high])


def _answered_no(doc: "Document", start: int, end: int) -> bool:
    """A question or a quoted statement that the next words answer with "no"."""
    if doc.text[doc.sentence_at(start).end - 1 :][:1] != "?" and "?" not in doc.text[start : end + 2]:
        after = end
    else:
        after = doc.text.find("?", max(start, end - 1)) + 1 or end
    if doc.text[max(0, after - 1) : after] not in ("?", '"', "!", "."):
        return False
    noes = wordlists.words_under("stance", "answer no")
    following = doc.tokens[doc.token_index(after) + 1 :][:_AFTER]
    return bool(following) and following[0].lower in noes


def _rebutted(doc: "Document", start: int, end: int) -> bool:
    """Somebody else is quoted as saying it, and the text then disagrees."""
    sentence = doc.sentence_at(start)
    said = doc.has(wordlists.phrases("stance", "said by others"), sentence.start, end)
    return said and doc.has(wordlists.phrases("stance", "rebuttal"), start)
