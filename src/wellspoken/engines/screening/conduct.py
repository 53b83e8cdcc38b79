"""Insults, orders to destroy records, and consent that is none: places in a text (lexicon/conduct.txt)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wellspoken.engines.screening.combos import together

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document


def told(doc: "Document", kind: str) -> Iterator[tuple[int, int]]:
    """Places of one kind (insult, shred, consent) in order, without overlaps."""
    last = -1
    for start, end in sorted((f.start, f.end) for f in together(doc, "conduct", doc.reads) if f.name == kind):
        if start >= last:
            last = end
            yield start, end
