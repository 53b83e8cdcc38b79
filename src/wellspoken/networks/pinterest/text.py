"""What a pin takes.

Source: the models Pinterest generates from its own description (title 100,
description 800, link 2,048, one description of the picture of 500 characters, two
to five pictures side by side, JPEG or PNG) and the facts table. A pin has one
description for all its pictures: those of several pictures are joined. Links in
the words are not clickable; the pin's own link is.
"""

from __future__ import annotations

from collections.abc import Iterator

from wellspoken.networks.base import Limits, Measure, Outgoing, Problem, Segment
from wellspoken.networks.spans import marks

LINK = 2048
PICTURE_BYTES = 800_000
"""Ours: the request is stored before it is sent, with the pictures in it. Pinterest itself takes 20 MB."""
LIMITS = Limits(
    max_length=800,
    unit="code_points",
    max_title=100,
    max_pictures=5,
    picture_bytes=PICTURE_BYTES,
    picture_types=("image/jpeg", "image/png"),
    alt_length=500,
    needs_picture=True,
    can=frozenset({"delete", "link_preview"}),
)


def measure(text: str, limits: Limits) -> Measure:
    """Count code points."""
    count = len(text)
    return Measure(count, limits.max_length, limits.unit, max(0, count - limits.max_length))


def segments(text: str) -> list[Segment]:
    """Return tags: links and mentions are plain words here."""
    found = [Segment(kind, start, end, text[start:end], target) for kind, start, end, target in marks(text)]
    return sorted((one for one in found if one.kind == "tag"), key=lambda one: one.start)


def described(outgoing: Outgoing) -> str:
    """Return the one description of all pictures."""
    return " · ".join(one.alt.strip() for one in outgoing.pictures if one.alt.strip())


def problems(outgoing: Outgoing, limits: Limits) -> Iterator[Problem]:
    """Yield what only this network refuses."""
    title, alt = len(outgoing.title), len(described(outgoing))
    if limits.max_title is not None and title > limits.max_title:
        yield Problem("title_too_long", {"count": title, "most": limits.max_title})
    if len(outgoing.pictures) > 1 and alt > limits.alt_length:
        yield Problem("alts_too_long", {"length": alt, "most": limits.alt_length})
    if outgoing.link and len(outgoing.link) > LINK:
        yield Problem("link_too_long", {"count": len(outgoing.link), "most": LINK})
