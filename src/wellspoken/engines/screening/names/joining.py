"""Puts the names of a finder and those of the recognisers together: all of them to identify, the clear ones to screen.

Recognisers go by titles, cues and lists; a name from them stays when something grounds it or the finder has at least a
suspicion. kind "likely": only the finder speaks for the name.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from wellspoken.engines.screening.entity import Entity, settle
from wellspoken.engines.screening.names.belonging import nobody
from wellspoken.engines.screening.names.door import ENOUGH, Found, NameFinder
from wellspoken.engines.screening.names.finder import BuiltIn
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers import framed, recognise
from wellspoken.engines.screening.recognisers.name_lists import STRONG_CUES
from wellspoken.engines.screening.recognisers.name_runs import cued_before

_CLEAR = 0.78
_CLEAR_ALONE = 0.93  # for a single word, which screening weighs with care
_FRAMES = frozenset(("framed", "spoken_to"))  # recognisers.framed
_RARE, _HALF, _A_LITTLE = 0.45, 0.4, 0.1
_MOST = 0.7  # no finder is surer than a title or a list
#: kinds of names that what stands around them makes certain
_GROUNDED = frozenset(("cued", "tag", "initials"))


@cache
def built_in() -> NameFinder:
    """The finder that comes with the package."""
    return BuiltIn()


def with_every_name(view: View, finder: NameFinder | None = None) -> list[Entity]:
    """Everything recognised and every name of `finder`, in order of place."""
    found = list((finder or built_in()).find(view.text, view.lang))
    suspected, named = _Places(found), _Places([f for f in found if f.score >= ENOUGH and not nobody(view, f)])
    kept = (_widened(e, named) for e in recognise(view) if _stays(view, e, suspected))
    return _joined(settle([*kept, *_small(view, finder)]), named.found)


def with_clear_names(view: View, sure: Sequence[Entity], finder: NameFinder | None = None) -> list[Entity]:
    """`sure` and names that `finder` is clear about; it has to be clearer about a single word."""
    sure = settle([*sure, *small]) if (small := _small(view, finder)) else sure
    places = any(e.kind == "framed" for e in sure)
    if finder is None and not places and not _worth_asking(view):
        return list(sure)
    found = list((finder or built_in()).find(view.text, view.lang))
    if places:
        suspected = _Places(found)
        sure = [_measured(e, suspected) for e in sure if e.kind != "framed" or _supported(e, suspected)]
    clear = (f for f in found if f.score >= (_CLEAR if " " in view.text[f.start : f.end] else _CLEAR_ALONE))
    return _joined(sure, [f for f in clear if not nobody(view, f)])


class _Places:
    """Names in order of place that can be asked what lies in a stretch of the text."""

    def __init__(self, found: Sequence[Found]) -> None:
        self.found = found
        self._ends = [f.end for f in found]

    def within(self, start: int, end: int) -> Sequence[Found]:
        """Those that overlap [start, end)."""
        first = last = bisect_left(self._ends, start + 1)
        while last < len(self.found) and self.found[last].start < end:
            last += 1
        return self.found[first:last]


def _stays(view: View, entity: Entity, suspected: _Places) -> bool:
    """Whether something besides its capitals or a list speaks for a name."""
    if entity.label != "PERSON" or entity.kind in _GROUNDED:
        return True
    if entity.kind == "known" and cued_before(view, entity.start, STRONG_CUES):
        return True
    if entity.kind in _FRAMES:
        return _supported(entity, suspected)
    return entity.kind != "shape" and bool(suspected.within(entity.start, entity.end))


def _supported(entity: Entity, suspected: _Places) -> bool:
    """Whether the finder half believes that a word in the place of a person is one; a rare word needs less."""
    least = _HALF if entity.score < _RARE else _A_LITTLE
    return any(found.score >= least for found in suspected.within(entity.start, entity.end))


def _small(view: View, finder: NameFinder | None) -> list[Entity]:
    """Names in small letters that the finder knows when they are written with capitals."""
    places = framed.in_small_letters(view)
    if not places:
        return []
    raised = list(view.text)
    for start, end in places:
        raised[start:end] = view.text[start:end].title()
    found = (finder or built_in()).find("".join(raised), view.lang)
    inside = [f for f in found if f.score >= ENOUGH and any(a <= f.start and f.end <= b for a, b in places)]
    return [Entity(f.start, f.end, "PERSON", "cued", round(_MOST * f.score, 2)) for f in inside]


def _measured(entity: Entity, suspected: _Places) -> Entity:
    """A framed name as sure as the finder is of it; others as they are."""
    if entity.kind != "framed":
        return entity
    best = max(found.score for found in suspected.within(entity.start, entity.end))
    return replace(entity, score=round(_MOST * best, 2))


def _widened(entity: Entity, named: _Places) -> Entity:
    """A name with the words that the finder has beside it ("Jon" in "Jon Stewart")."""
    same = named.within(entity.start, entity.end) if entity.label == "PERSON" else ()
    if not same:
        return entity
    return replace(entity, start=min(entity.start, same[0].start), end=max(entity.end, same[-1].end))


def _worth_asking(view: View) -> bool:
    """Whether a capitalised word follows another word of its sentence, or there are no capitals at all."""
    starts = set(view.sentence_starts)
    pairs = pairwise(view.tokens)
    return view.text.islower() or any(
        b.text[0].isupper() and b.text[1:2].islower() and b.start not in starts for _, b in pairs
    )


def _joined(kept: Sequence[Entity], named: Sequence[Found]) -> list[Entity]:
    """Both in order of place; where they overlap the recogniser's stays."""
    taken = {at for entity in kept for at in range(entity.start, entity.end)}
    free = [f for f in named if taken.isdisjoint(range(f.start, f.end))]
    likely = [Entity(f.start, f.end, "PERSON", "likely", round(_MOST * f.score, 2)) for f in free]
    return sorted([*kept, *likely], key=lambda e: e.start)
