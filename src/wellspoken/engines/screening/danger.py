"""Signs of danger in what the public writes: of risk to life by one's own hand, of violence, of a body that needs help.

The words are those of lexicon/danger.txt, lexicon/danger_signs.txt and the lists of lexicon/replies.txt.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.combos import together
from wellspoken.engines.screening.danger_signs import first_sign
from wellspoken.engines.screening.phrases import Phrases

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document

_RISK = wordlists.phrases("replies", "danger")
_HARM = wordlists.phrases("replies", "harm")
_IDIOM = wordlists.phrases("danger", "idiom")
_STORY = wordlists.phrases("danger", "story")
_EARNEST = wordlists.phrases("danger", "earnest")
_NOW = wordlists.phrases("danger", "now")
_PLAY = wordlists.phrases("danger", "play")
_GENERAL = wordlists.phrases("danger", "not mine")


def at_risk(doc: "Document") -> Iterator[tuple[int, int]]:
    """Places that show a risk of suicide or self-harm, in order; ways of speaking, stories and the past are none."""
    spots = [*_told(doc, "risk"), *doc.find(_RISK)]
    if not doc.has(_EARNEST):
        now = doc.has(_NOW)
        spots = [spot for spot in spots if not _beside(doc, spot, _STORY) and (now or not _beside(doc, spot, _IDIOM))]
    yield from _apart(spots)


def harmed(doc: "Document") -> Iterator[tuple[int, int]]:
    """Places that show that somebody is or was hurt or threatened by somebody else, in order."""
    spots = [*_told(doc, "harm"), *doc.find(_HARM)]
    yield from _apart(spot for spot in spots if not _beside(doc, spot, _PLAY))


def body_in_danger(doc: "Document") -> tuple[int, int] | None:
    """The first sign that a body needs help within minutes or hours; None in general questions, thanks and the past."""
    spot = first_sign(doc, doc.reads)
    return None if spot is None or _beside(doc, spot, _GENERAL) else spot


def _told(doc: "Document", kind: str) -> list[tuple[int, int]]:
    return [(found.start, found.end) for found in together(doc, "danger", doc.reads) if found.name == kind]


def _beside(doc: "Document", spot: tuple[int, int], words: Phrases) -> bool:
    """Whether one of `words` stands in a sentence that the place touches."""
    low, high = doc.sentence_at(spot[0]), doc.sentence_at(max(spot[0], spot[1] - 1))
    return doc.has(words, low.start, high.end)


def _apart(spots: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Places in order without overlaps."""
    last = -1
    for start, end in sorted(spots):
        if start >= last:
            last = end
            yield start, end
