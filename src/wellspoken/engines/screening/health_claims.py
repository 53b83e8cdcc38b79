"""What a text claims about health: effects, risks, figures, appeals to research (lexicon/health_claims.txt)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.combos import Found, together
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.products import carried
from wellspoken.engines.screening.stance import denied

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document

_KNOW = wordlists.phrases("health", "did you know")
_WE = frozenset(("we", "we'll", "we've", "vi", "kami", "kita", "to", "how", "å"))
_DEBUNK = wordlists.phrases("stance", "debunk")
# In these a "not" belongs to the claim ("most people do not sleep enough").
_COUNTED = frozenset(("share", "surging"))
_SERVICE = wordlists.phrases("health", "service", "everyday")
_OPEN = wordlists.phrases("health", "open question")
_LIMITS = wordlists.phrases("health", "limits told")
_MAY_HARM = wordlists.phrases("health", "may harm")
_SIDE_EFFECTS = wordlists.phrases("health", "side effects told")
_MEDICINE = wordlists.phrases("health", "medicine words")
_NOTHING = frozenset(("no", "not", "nothing", "neither", "ingen", "ikke", "intet", "tidak", "tak", "belum"))
# What is said with its limits needs no further source.
_MEASURED = frozenset(("share", "research", "risk", "more-likely", "works-share", "effect"))
_STALE = Pattern(r"\b(?:19[0-9]{2}|200[0-9]|201[0-4])\b")
_BALANCED = frozenset(("effect", "risk", "more-likely"))
_INDICATED = 0.5
_NEAR = 40


def health_claims(doc: "Document") -> Iterator[Found]:
    """The claims a text makes of its own, in order: not what it asks or corrects, and not what a service offers."""
    found = sorted(together(doc, "health_claims", doc.reads), key=lambda f: (f.start, f.end))
    for claim in found:
        sentence = doc.sentence_at(claim.start)
        question = doc.text[sentence.end - 1 : sentence.end] == "?"
        if question and not doc.has(_KNOW, sentence.start, sentence.end):
            continue
        served = claim.name != "surprising" and doc.has(_SERVICE, sentence.start, sentence.end)
        if served or _done_by_us(doc, claim) or _no_claim(doc, claim):
            continue
        if claim.name in _COUNTED:
            if doc.has(_DEBUNK):
                continue
        elif denied(doc, claim.start, claim.end, claim.spots):
            continue
        yield claim


def _no_claim(doc: "Document", claim: Found) -> bool:
    """Whether it is an open question, a result told with its limits, a warning, or what a product is approved for."""
    sentence = doc.sentence_at(claim.start)
    if doc.has(_OPEN, max(sentence.start, claim.start - _NEAR), claim.end):
        return True
    if claim.name in _MEASURED and doc.has(_LIMITS) and not _STALE.search(doc.lower):
        return True
    if claim.name in _BALANCED and _balanced(doc):
        return True
    if claim.name == "effect":
        colon = doc.text[claim.spots[0].end : claim.spots[0].end + 1] == ":"
        return colon or _warning(doc, claim) or _own(doc, claim)
    after = doc.tokens[doc.token_index(claim.end - 1) + 1 :][:2]
    return claim.name == "research" and any(t.lower in _NOTHING for t in after)


def _warning(doc: "Document", claim: Found) -> bool:
    """ "Semaglutide can cause inflammation": what a medicine may do wrong; of vaccines that is a claim."""
    sentence = doc.sentence_at(claim.start)
    if not doc.has(_MAY_HARM, max(sentence.start, claim.start - _NEAR), claim.end):
        return False
    named = any(sentence.start <= m.start < claim.start for m in doc.promotion.prescription)
    return named or doc.has(_MEDICINE, sentence.start, claim.start)


def _balanced(doc: "Document") -> bool:
    """Whether the text tells what a medicine does together with its side effects, and sells nothing."""
    promo = doc.promotion
    named = bool(promo.prescription) or doc.has(_MEDICINE)
    return named and not promo.sells and not promo.own and doc.has(_SIDE_EFFECTS)


def _own(doc: "Document", claim: Found) -> bool:
    """Whether it says what a product of the organisation, named in the text, is approved or registered for."""
    said = doc.text[claim.start : claim.end]
    records = {mention.record for mention in doc.promotion.own if mention.record}
    return any(carried(record.indications.lower(), said) >= _INDICATED for record in records if record.indications)


def _done_by_us(doc: "Document", claim: Found) -> bool:
    """ "We treat strokes": what the organisation does, not what a thing does."""
    first = doc.token_index(claim.start)
    return claim.name == "effect" and any(t.lower in _WE for t in doc.tokens[max(0, first - 2) : first])


def claims_something(doc: "Document") -> bool:
    """Whether there is any such claim."""
    return next(health_claims(doc), None) is not None
