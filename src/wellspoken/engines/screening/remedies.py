"""Disease claims for things that are no medicine: supplements, foods, oils, drips, gadgets."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.products import carried
from wellspoken.engines.screening.promotion import Claim

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document

_TAGS = Pattern(
    r"#([a-z]+(?:cure|cures|cured|healed|heals|prevention|relief|gone|anxiety|fri|frisk|sembuh)|"
    r"(?:end|stop|cure|heal|beat|bebas|sembuh|anti)(?:anxiety|insomnia|cancer|pain|migraine|diabetes|kanker|diabet)[a-z]*)"
    r"(?:[^a-z]|$)"
)
_CLEARED = wordlists.phrases("promo", "cleared for")
_KINDS = ("supplement", "suplemen", "tilskudd", "herbal", "device")
_COMMERCE = wordlists.phrases("claims", "commerce")
_INSTEAD = wordlists.phrases("claims", "instead of treatment")
_ORGAN = wordlists.phrases("claims", "organ")
_MEND = wordlists.phrases("claims", "mend")
_EATEN = _KINDS[:-1]
_TROUBLE = wordlists.phrases("claims", "trouble")
_REGISTERED = wordlists.phrases("promo", "registered")
_LISTED = wordlists.phrases("claims", "listed")
_PROOF = wordlists.phrases("claims", "proof")
_UNPROVEN = wordlists.phrases("claims", "unproven")
_THIS = wordlists.phrases("claims", "this")
_NOT_KNOWN = wordlists.phrases("claims", "not known")
_OURS = wordlists.phrases("care", "ours")
_MOSTLY = 0.6
_REACH = 160


def disease_claims(doc: "Document") -> Iterator[tuple[int, int]]:
    """Places of claims: in tags, and where a remedy is sold or said to cure; none where the text corrects or warns."""
    promo = doc.promotion
    own = promo.product_kind(*_KINDS)
    remedy = own or bool(promo.remedies)
    if doc.incoming or promo.innocent or not (remedy or doc.has(_COMMERCE)):
        return
    if own:
        yield from ((f.start, f.end) for f in promoted(doc, "sly", "off-meds", "numbers", "natural", "ache"))
    if promo.prescription:
        return
    for match in _TAGS.finditer(doc.lower) if remedy else ():
        yield match.start(1), match.end(1)
    for claim in promo.claims:
        if _meant(doc, claim, own) and (claim.cure or not approved(doc)):
            yield claim.start, claim.end
            return
    if own or (remedy and promo.sells):
        yield from _more_claims(doc)


def _meant(doc: "Document", claim: Claim, own: bool) -> bool:
    """Whether a claim is made for something offered here."""
    if doc.has(_CLEARED, claim.start, claim.end) and not claim.cure:
        return False  # "cleared for adults with mild sleep apnea" tells the approved use
    if own or _named_near(doc, claim.start, claim.end):
        return own or doc.promotion.sells or claim.cure or (claim.treats and doc.has(_THIS))
    return (claim.cure or claim.treats) and doc.has(_COMMERCE)


def _more_claims(doc: "Document") -> Iterator[tuple[int, int]]:
    """Claims without a disease: medicines thrown away, organs mended; complaints beside an own supplement."""
    yield from doc.find(_INSTEAD)[:1]
    yield from _mended(doc)
    yield from _named_with_trouble(doc)


def _mended(doc: "Document") -> Iterator[tuple[int, int]]:
    """An organ with a word for mending in its sentence."""
    for start, end in doc.find(_ORGAN):
        sentence = doc.sentence_at(start)
        if doc.has(_MEND, sentence.start, sentence.end) and not doc.promotion.denied(start):
            yield start, end
            return


def _named_with_trouble(doc: "Document") -> Iterator[tuple[int, int]]:
    """A complaint in a text of a supplement's maker, which is a claim without a verb, unless it is an approved one."""
    if not doc.promotion.product_kind(*_EATEN) or approved(doc):
        return
    for start, end in doc.find(_TROUBLE):
        if not doc.promotion.denied(start):
            yield start, end
            return


def approved(doc: "Document") -> bool:
    """Whether an approved claim of one of our products is what the text says."""
    claims = [text for product in doc.ctx.profile.products for text in product.approved_claims]
    return any(carried(doc.lower, text) >= _MOSTLY for text in claims)


def false_approval(doc: "Document") -> Iterator[tuple[int, int]]:
    """An authority's registration shown as proof that a remedy or gadget works or is safe."""
    promo = doc.promotion
    if doc.incoming or promo.innocent or promo.prescription:
        return
    remedy = bool(promo.remedies) or promo.product_kind(*_KINDS)
    if not (promo.claims or (remedy and doc.has(_PROOF))):
        return
    for start, end in doc.find(_REGISTERED if remedy else _LISTED):
        if not promo.denied(start):
            yield start, end
            return


def _named_near(doc: "Document", start: int, end: int) -> bool:
    """Whether a remedy is named in the neighbourhood of a claim."""
    remedies = doc.promotion.remedies
    at = bisect_left(remedies, (start - _REACH, 0))
    return at < len(remedies) and remedies[at][0] < end + _REACH


def unproven_claims(doc: "Document") -> Iterator[tuple[int, int]]:
    """Claims, or complaints named, for methods whose effect is not shown, offered by whoever writes."""
    promo = doc.promotion
    if doc.incoming or promo.innocent or not doc.has(_UNPROVEN):
        return
    offered = promo.sells or doc.has(_OURS) or promo.cures or next(_mended(doc), None)
    if not offered or doc.has(_NOT_KNOWN) or promo.tells_risk:
        return
    spots = [(claim.start, claim.end) for claim in promo.claims]
    spots = spots or [s for s in doc.find(_TROUBLE) if not promo.denied(s[0])]
    for start, end in spots or list(_mended(doc)):
        yield start, end
        return
