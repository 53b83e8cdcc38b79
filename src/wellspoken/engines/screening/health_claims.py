"""What a text claims about health: effects, risks, figures, appeals to research (lexicon/health_claims.txt)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.combos import Found, together
from wellspoken.engines.screening.stance import denied

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document

_KNOW = wordlists.phrases("health", "did you know")
_WE = frozenset(("we", "we'll", "we've", "vi", "kami", "kita", "to", "how", "å"))
_DEBUNK = wordlists.phrases("stance", "debunk")
# In these a "not" belongs to the claim ("most people do not sleep enough").
_COUNTED = frozenset(("share", "surging"))
_SERVICE = wordlists.phrases("health", "service", "everyday")


def health_claims(doc: "Document") -> Iterator[Found]:
    """The claims a text makes of its own, in order: not what it asks or corrects, and not what a service offers."""
    found = sorted(together(doc, "health_claims", doc.reads), key=lambda f: (f.start, f.end))
    for claim in found:
        sentence = doc.sentence_at(claim.start)
        question = doc.text[sentence.end - 1 : sentence.end] == "?"
        if question and not doc.has(_KNOW, sentence.start, sentence.end):
            continue
        served = claim.name != "surprising" and doc.has(_SERVICE, sentence.start, sentence.end)
        if served or _done_by_us(doc, claim):
            continue
        if claim.name in _COUNTED:
            if doc.has(_DEBUNK):
                continue
        elif denied(doc, claim.start, claim.end, claim.spots):
            continue
        yield claim


def _done_by_us(doc: "Document", claim: Found) -> bool:
    """ "We treat strokes": what the organisation does, not what a thing does."""
    first = doc.token_index(claim.start)
    return claim.name == "effect" and any(t.lower in _WE for t in doc.tokens[max(0, first - 2) : first])


def claims_something(doc: "Document") -> bool:
    """Whether there is any such claim."""
    return next(health_claims(doc), None) is not None
