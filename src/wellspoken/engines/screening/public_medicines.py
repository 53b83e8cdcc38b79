"""Medicines shown to the public: with prescription at all, without one in advertising."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.products import Mention

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document
    from wellspoken.engines.screening.phrases import Phrases

_CAUTION = wordlists.phrases("promo", "caution")
_STUDY = wordlists.phrases("promo", "study")
_DISCOUNT = wordlists.phrases("promo", "discount")
_CLASSES = wordlists.phrases("promo", "rx class")
_DANGER = wordlists.phrases("promo", "danger told")
_HARM = wordlists.phrases("promo", "harm told")
_UNKNOWN = wordlists.phrases("claims", "not known")
_NEXT = 120
_OURS = wordlists.phrases("claims", "this")
_SHOPS = ("pharmacy", "pharma")
_BRANDS = wordlists.phrases("promo", "otc brand")
_SUBSTANCES = wordlists.phrases("promo", "otc")


def advertised(doc: "Document") -> tuple[int, int] | None:
    """Where a medicine without prescription is first named in a text that promotes it; None when it does not.

    The organisation's own products and well-known brands count; substances only where something is sold.
    """
    promo = doc.promotion
    if doc.talking or doc.incoming or promo.corrects or promo.other_matters:
        return None
    if promo.otc:
        return promo.otc[0].start, promo.otc[0].end
    if doc.ctx.profile.audience == "professionals" or promo.warns:
        return None
    selling = promo.sells or doc.ctx.surface == "ad" or (doc.ctx.profile.kind in _SHOPS and doc.has(_OURS))
    spots = doc.find(_BRANDS) or (doc.find(_SUBSTANCES) if selling else [])
    return spots[0] if spots else None


def told_to_public(doc: "Document") -> Iterator[tuple[int, int, str | None]]:
    """The first prescription medicine shown to the public: where, and "review" when it is only reported on.

    Nothing where the text warns, answers or speaks to professionals, and where an investigational product is told of
    without a claim. Classes of medicines count only in reports on studies.
    """
    promo = doc.promotion
    if doc.has(_CAUTION) or promo.innocent or doc.talking or doc.ctx.profile.audience == "professionals":
        return
    reported = "review" if doc.has(_STUDY) and not doc.has(_DISCOUNT) else None
    for mention in promo.mentions:
        if mention.prescription and not _only_told(doc, mention):
            yield mention.start, mention.end, reported
            return
    if reported:
        for start, end in doc.find(_CLASSES):
            yield start, end, reported
            return


def _only_told(doc: "Document", mention: Mention) -> bool:
    """Whether the sentence of a medicine tells of its danger, or of a study whose result nobody knows."""
    sentence = doc.sentence_at(mention.start)
    low, high = sentence.start, min(len(doc.text), sentence.end + _NEXT)
    if mention.investigational:
        return doc.has(_UNKNOWN, low, high) and not doc.promotion.claims
    if any(low <= at < high and not doc.promotion.denied(at) for at, _ in doc.find(_DANGER)):
        return True
    return only_warned(doc, mention)


def only_warned(doc: "Document", mention: Mention) -> bool:
    """Whether all that is said of a medicine that is not the organisation's own is what harm it may do."""
    promo, sentence = doc.promotion, doc.sentence_at(mention.start)
    if mention.record or promo.sells or promo.claims or promo.recruits:
        return False
    return any(mention.end <= at < sentence.end for at, _ in doc.find(_HARM))


def said_of_medicine(doc: "Document", phrases: "Phrases", *, cures: bool = False) -> Iterator[tuple[int, int]]:
    """The first of `phrases`, not denied, in a text that promotes a medicine without prescription.

    With `cures`, a complaint that is said to be cured counts too.
    """
    healed = [(c.start, c.end) for c in doc.promotion.cures] if cures else []
    for start, end in [*doc.find(phrases), *healed]:
        if advertised(doc) and not doc.promotion.denied(start):
            yield start, end
            return
