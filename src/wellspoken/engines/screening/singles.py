"""Texts about one person in care who is not named: "driver flown to us with a broken pelvis"."""

from typing import TYPE_CHECKING

from wellspoken.engines.screening import wordlists

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document


def one_in_care(doc: "Document") -> bool:
    """Whether a sentence names one person and the text tells what happened to them in care."""
    one = wordlists.phrases("singles", "one")
    event = wordlists.phrases("singles", "event")
    if not doc.has(event):
        return False
    return doc.has(one) and (doc.has(wordlists.phrases("care", "care")) or doc.has(wordlists.phrases("care", "ours")))
