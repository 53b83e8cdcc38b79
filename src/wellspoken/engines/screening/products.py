"""Medicines and products in a text: the organisation's own records and well-known prescription names."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import re2

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.profile import Product

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document

_STEM = re2.compile(
    r"(?:^|[^a-z])([a-z]{3,}(?:mab|tinib|ciclib|glutide?|gliptin|gliflozin|sartan|statin|triptan|gepant|cillin|cycline|floxacin|azepam|zolam|oxetine|vastatin|tamab|cept|parib|rafenib|navir|gravir))(?:[^a-z]|$)"
)
_ENOUGH = 50
_LEET = str.maketrans("013457", "oleast")


@dataclass(frozen=True, slots=True)
class Mention:
    """A product where it is named; `record` is None for a name from the general list."""

    start: int
    end: int
    record: Product | None

    @property
    def prescription(self) -> bool:
        """Whether it needs a prescription, as far as known."""
        return self.record is None or self.record.prescription


def mentions(doc: "Document") -> list[Mention]:
    """All product mentions, own records first."""
    found = list(_own(doc))
    taken = [(m.start, m.end) for m in found]
    for start, end in [*doc.find(wordlists.phrases("promo", "rx")), *_stems(doc), *_disguised(doc)]:
        if len(found) < _ENOUGH and not any(s < end and start < e for s, e in taken):
            found.append(Mention(start, end, None))
            taken.append((start, end))
    return sorted(found, key=lambda m: m.start)


def _own(doc: "Document") -> Iterator[Mention]:
    for product in doc.ctx.profile.products:
        for name in {product.brand.lower(), product.generic.lower().split(" ")[0]} - {""}:
            at = doc.lower.find(name)
            while at >= 0 and len(name) >= 4:
                if not doc.lower[max(0, at - 1) : at].isalnum():
                    yield Mention(at, at + len(name), product)
                at = doc.lower.find(name, at + len(name))


def _stems(doc: "Document") -> Iterator[tuple[int, int]]:
    """Words with the ending of an international medicine name."""
    for match in _STEM.finditer(doc.lower):
        yield match.span(1)


def _disguised(doc: "Document") -> Iterator[tuple[int, int]]:
    """Names written with digits for letters ("B0t0x", "cyt0tec")."""
    if not doc.has_digits:
        return
    known = wordlists.sections("promo")["rx"]
    for token in doc.tokens:
        mixed = any(c.isdigit() for c in token.text) and any(c.isalpha() for c in token.text)
        if mixed and len(token.text) >= 4 and token.lower.translate(_LEET) in known:
            yield token.start, token.end
