"""How a text speaks about suicide and eating disorders (lexicon/suicide.txt), for the rules SUI-1 to SUI-5."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.combos import Found, together

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document

_TOPIC = wordlists.phrases("health", "suicide")
_NOT = wordlists.phrases("health", "not suicide")


def told(doc: "Document", kind: str) -> Iterator[Found]:
    """Places of one kind: method, glory, blame, wording, cause, low (numbers in an eating disorder), pro.

    A kind with "!" in the list speaks of suicide by itself; both forms are given.
    """
    for found in together(doc, "suicide", doc.reads):
        if found.name.removesuffix("!") == kind:
            yield found


def about_suicide(doc: "Document") -> tuple[int, int] | None:
    """Where a text first speaks of suicide or self-harm, by name or by a method that can mean nothing else."""
    meant = doc.find(_NOT)
    spots = [spot for spot in doc.find(_TOPIC) if not any(s <= spot[0] and spot[1] <= e for s, e in meant)]
    if spots:
        return spots[0]
    if meant:
        return None
    strong = [f for f in together(doc, "suicide", doc.reads) if f.name.endswith("!")]
    return (strong[0].start, strong[0].end) if strong else None
