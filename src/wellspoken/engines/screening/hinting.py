"""Treatments hinted at without a name, in texts about a disease."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.combos import together
from wellspoken.engines.screening.products import carried
from wellspoken.engines.screening.recognisers.link import host
from wellspoken.engines.screening.sources import tier

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document

_HINT = wordlists.phrases("claims", "hint")
_TROUBLE = wordlists.phrases("claims", "trouble")
_MEDICINE = wordlists.phrases("promo", "medicine words")
_TEASE = wordlists.phrases("promo", "tease")
_MAKERS = ("pharma", "device")
_SOME = 0.25
_CREDIBLE = 2
_STEM = 5


def hints(doc: "Document") -> Iterator[tuple[int, int]]:
    """Words for an unnamed new treatment, a maker's announcements, and links to a page about one of our medicines."""
    products = [p for p in doc.ctx.profile.products if p.prescription]
    ours = any(p.indications and carried(doc.lower, p.indications) >= _SOME for p in products)
    if not (ours or doc.has(_TROUBLE)) or doc.promotion.recruits:
        return
    if doc.ctx.profile.kind in _MAKERS:
        yield from doc.find(_TEASE)[:1]
    yield from ((found.start, found.end) for found in together(doc, "sly", doc.reads) if found.name == "hint")
    for start, end in doc.find(_HINT):
        sentence = doc.sentence_at(start)
        if ours or doc.has(_MEDICINE, sentence.start, sentence.end):
            yield start, end
    brands = {host(p.risk_link) for p in products if p.risk_link}
    names = [p.brand.lower() for p in products if len(p.brand) >= 4]
    for link in doc.labelled("URL"):
        where = host(doc.text[link.start : link.end])
        if where in brands or any(name in where for name in names) or _campaign(doc, doc.text[link.start : link.end]):
            yield link.start, link.end


def _campaign(doc: "Document", link: str) -> bool:
    """Whether a maker links to a site named after the illness ("eczemaforward") that is no authority's."""
    if doc.ctx.profile.kind not in _MAKERS or (tier(link) or 9) <= _CREDIBLE:
        return False
    troubles = {doc.lower[start : start + _STEM] for start, end in doc.find(_TROUBLE) if end - start >= _STEM}
    return any(trouble in host(link) for trouble in troubles)
