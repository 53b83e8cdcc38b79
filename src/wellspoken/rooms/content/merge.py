"""Two people's edits of one text, put together when they do not touch each other. Pure: no database."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise
from typing import TypeVar

from wellspoken.rooms.consents.uses import Use
from wellspoken.rooms.content.body import Body, Evidence, Picture
from wellspoken.rooms.content.diff import opcodes, tokens
from wellspoken.rooms.content.further import Further

T = TypeVar("T")
Edit = tuple[int, int, tuple[str, ...]]


class _Clash(Exception):
    """Both changed the same thing differently."""


def texts(base: str, ours: str, theirs: str) -> str | None:
    """Both people's edits of `base`, or None when they touch the same words."""
    try:
        return _text(base, ours, theirs)
    except _Clash:
        return None


def bodies(base: Body, ours: Body, theirs: Body) -> Body | None:
    """Both people's edits of a whole body, part by part; None as soon as one part cannot be put together."""
    try:
        return Body(
            title=_text(base.title, ours.title, theirs.title),
            text=_text(base.text, ours.text, theirs.text),
            lang=_value(base.lang, ours.lang, theirs.lang),
            channels=_channels(base, ours, theirs),
            variants=_variants(base, ours, theirs),
            pictures=_items(base.pictures, ours.pictures, theirs.pictures, lambda p: p.media_id, _picture),
            evidence=_items(base.evidence, ours.evidence, theirs.evidence, lambda e: e.url, _evidence),
            use_until=_value(base.use_until, ours.use_until, theirs.use_until),
            correction=_text(base.correction, ours.correction, theirs.correction),
            further=_further(base.further, ours.further, theirs.further),
            film=_value(base.film, ours.film, theirs.film),
            consents=_items(base.consents, ours.consents, theirs.consents, lambda u: u.key, _use),
        )
    except _Clash:
        return None


def _further(base: Further, ours: Further, theirs: Further) -> Further:
    if len(base.thread) == len(ours.thread) == len(theirs.thread):
        thread = tuple(_text(*parts) for parts in zip(base.thread, ours.thread, theirs.thread, strict=True))
    else:
        thread = _value(base.thread, ours.thread, theirs.thread)
    return Further(
        thread,
        _text(base.first_comment, ours.first_comment, theirs.first_comment),
        _value(base.paid_partnership, ours.paid_partnership, theirs.paid_partnership),
        _value(base.ai_made, ours.ai_made, theirs.ai_made),
    )


def _value(base: T, ours: T, theirs: T) -> T:
    """The side that changed; raises `_Clash` when both did, differently."""
    if ours in (base, theirs):
        return theirs
    if theirs == base:
        return ours
    raise _Clash


def _text(base: str, ours: str, theirs: str) -> str:
    if ours in (base, theirs):
        return theirs
    if theirs == base:
        return ours
    words = tokens(base)
    edits = _both(_edits(words, tokens(ours)), _edits(words, tokens(theirs)))
    out: list[str] = []
    at = 0
    for start, end, new in edits:
        out += words[at:start]
        out += new
        at = end
    return "".join(out + words[at:])


def _edits(base: list[str], new: list[str]) -> list[Edit]:
    return [(i, j, tuple(new[k:m])) for op, i, j, k, m in opcodes(base, new) if op != "equal"]


def _both(ours: list[Edit], theirs: list[Edit]) -> list[Edit]:
    """All edits in order; an edit made by both counts once; touching ones clash."""
    edits = sorted({*ours, *theirs})
    for (_, end, _a), (start, _b, _c) in pairwise(edits):
        if start <= end:
            raise _Clash
    return edits


def _channels(base: Body, ours: Body, theirs: Body) -> tuple[int, ...]:
    added = {*ours.channels, *theirs.channels} - {*base.channels}
    kept = {*base.channels} & {*ours.channels} & {*theirs.channels}
    return tuple(sorted(kept | added))


def _variants(base: Body, ours: Body, theirs: Body) -> dict[int, str]:
    """Own texts; one that only one side made, changed or dropped follows that side."""
    merged: dict[int, str] = {}
    for key in sorted({*base.variants, *ours.variants, *theirs.variants}):
        sides = [body.variants.get(key) for body in (base, ours, theirs)]
        old, mine, other = sides
        if old is not None and mine is not None and other is not None:
            merged[key] = _text(old, mine, other)
        elif (chosen := _value(old, mine, other)) is not None:
            merged[key] = chosen
    return merged


def _items(
    base: Sequence[T],
    ours: Sequence[T],
    theirs: Sequence[T],
    key: Callable[[T], Hashable],
    merge: Callable[[T, T, T], T],
) -> tuple[T, ...]:
    """Lists of things with a key: additions of both, removals of either, each kept thing merged."""
    b, o, t = ({key(item): item for item in side} for side in (base, ours, theirs))
    order = _order(list(b), list(o), list(t))
    out: list[T] = []
    for name in order:
        if name in b and name in o and name in t:
            out.append(merge(b[name], o[name], t[name]))
        elif name in b:
            side = o.get(name) or t.get(name)
            if side is not None and side != b[name]:
                raise _Clash  # one took it away, the other worked on it
        elif name in o and name in t:
            out.append(_value(None, o[name], t[name]) or o[name])
        else:
            out.append(o[name] if name in o else t[name])
    return tuple(out)


def _order(base: list[Hashable], ours: list[Hashable], theirs: list[Hashable]) -> list[Hashable]:
    """The order of the side that moved things, then what only the other side has."""
    common = [name for name in base if name in ours and name in theirs]
    moved = [name for name in ours if name in common] != common
    also_moved = [name for name in theirs if name in common] != common
    if moved and also_moved and [n for n in ours if n in common] != [n for n in theirs if n in common]:
        raise _Clash
    first, second = (ours, theirs) if moved else (theirs, ours)
    return [*first, *(name for name in second if name not in first)]


def _picture(base: Picture, ours: Picture, theirs: Picture) -> Picture:
    return Picture(
        base.media_id,
        _value(base.sha256, ours.sha256, theirs.sha256),
        _text(base.alt, ours.alt, theirs.alt),
        _value(base.focus, ours.focus, theirs.focus),
    )


def _evidence(base: Evidence, ours: Evidence, theirs: Evidence) -> Evidence:
    return Evidence(
        base.url,
        _value(base.title, ours.title, theirs.title),
        _value(base.publisher, ours.publisher, theirs.publisher),
        _value(base.checked_on, ours.checked_on, theirs.checked_on),
    )


def _use(base: Use, ours: Use, theirs: Use) -> Use:
    return _value(base, ours, theirs)
