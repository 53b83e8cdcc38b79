"""Promises about health and praise of oneself (lexicon/promises.txt and absolute.txt), for the rules against them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.combos import together
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.stance import negated_before

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document

# "No operation is without risk" promises nothing.
_NEITHER = Pattern(
    r"\b(?:no|none|nothing|ingen|intet|tidak ada|tak ada|bukan berarti|mana ada)\b[^.!?;]{0,50}"
    r"\b(?:without|risk.?free|pain.?free|painless|uten|risikofri\w*|smertefri\w*|ufarlig\w*|tanpa|bebas)\b"
)
# Praise of anything at all; whether it is care, other words of the sentence tell.
_BARE = Pattern(r"(?:world|nation|state|region|county|verden|norge|land|by|nord|fylke)\S*s (?:best|beste)")
_LISTED = {
    "promise": wordlists.phrases("absolute", "promise"),
    "superlative": wordlists.phrases("absolute", "superlative"),
}
_FINE = wordlists.phrases("absolute", "not about us")
_ELSEWHERE = wordlists.phrases("absolute", "elsewhere")
_SERVICE = wordlists.phrases("absolute", "service")


@dataclass(frozen=True, slots=True)
class Praise:
    """Words that promise or praise; `kind` is promise, superlative, only or unique. Offsets in the folded text."""

    start: int
    end: int
    kind: str


def praises(doc: "Document", *kinds: str) -> Iterator[Praise]:
    """Praise of the given kinds in order, without overlaps: not denied, not of others, not of sport or weather."""
    found = [Praise(s, e, kind) for kind, listed in _LISTED.items() if kind in kinds for s, e in doc.find(listed)]
    found = [p for p in found if p.kind != "superlative" or doc.reads != "id" or doc.has(_SERVICE)]
    found += [Praise(f.start, f.end, f.name) for f in together(doc, "promises", doc.reads) if f.name in kinds]
    last = -1
    for praise in sorted(found, key=lambda p: (p.start, -p.end)):
        if praise.start >= last and not _harmless(doc, praise):
            last = praise.end
            yield praise


def _harmless(doc: "Document", praise: Praise) -> bool:
    sentence = doc.sentence_at(praise.start)
    if doc.has(_FINE, sentence.start, sentence.end) or doc.has(_ELSEWHERE, sentence.start, sentence.end):
        return True
    bare = praise.kind == "superlative" and _BARE.search(doc.lower, praise.start, praise.end)
    if bare and not doc.has(_SERVICE, sentence.start, sentence.end):
        return True
    neither = _NEITHER.search(doc.lower, sentence.start, sentence.end)
    return bool(neither and neither.end() >= praise.start) or negated_before(doc, praise.start)
