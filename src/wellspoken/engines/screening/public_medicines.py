"""Medicines without prescription advertised to the public, and where they are named."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wellspoken.engines.screening import wordlists

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document
    from wellspoken.engines.screening.phrases import Phrases

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
    selling = promo.sells or doc.ctx.surface == "ad"
    spots = doc.find(_BRANDS) or (doc.find(_SUBSTANCES) if selling else [])
    return spots[0] if spots else None


def said_of_medicine(doc: "Document", phrases: "Phrases", *, cures: bool = False) -> Iterator[tuple[int, int]]:
    """The first of `phrases`, not denied, in a text that promotes a medicine without prescription.

    With `cures`, a complaint that is said to be cured counts too.
    """
    healed = [(c.start, c.end) for c in doc.promotion.cures] if cures else []
    for start, end in [*doc.find(phrases), *healed]:
        if advertised(doc) and not doc.promotion.denied(start):
            yield start, end
            return
