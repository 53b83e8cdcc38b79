"""What a Telegram channel takes.

Source: core.telegram.org/bots/api (Bot API 10.3): text 1 to 4,096 characters,
caption 0 to 1,024, albums of 2 to 10, photos of at most 10 MB whose width and
height are at most 10,000 together. The network does not say what a character
is; UTF-16 units are counted here, as for its entities, which is never less.
Photos have no description: nobody who cannot see them is told what they show.
Captions are short, so a long text goes out without pictures only.
"""

from __future__ import annotations

from collections.abc import Iterator

from wellspoken.networks.base import Limits, Measure, Outgoing, Problem, Segment
from wellspoken.networks.spans import marks

CAPTION = 1024
SIDES = 10_000
SLIMMEST = 20
PICTURE_BYTES = 800_000
"""Ours: the request is stored before it is sent, with the pictures in it. Telegram shrinks photos anyway."""
LIMITS = Limits(
    max_length=4096,
    unit="utf16",
    max_pictures=10,
    picture_bytes=PICTURE_BYTES,
    picture_types=("image/jpeg", "image/png", "image/webp"),
    alt_length=4096,
    can=frozenset({"delete", "edit", "link_preview"}),
)


def length(text: str) -> int:
    """Return the length in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def measure(text: str, limits: Limits) -> Measure:
    """Count UTF-16 units; ``details`` has how much a ``caption`` may hold."""
    count = length(text)
    return Measure(count, limits.max_length, limits.unit, max(0, count - limits.max_length), {"caption": CAPTION})


def segments(text: str) -> list[Segment]:
    """Return links, mentions and tags in order."""
    found = [Segment(kind, start, end, text[start:end], target) for kind, start, end, target in marks(text)]
    return sorted(found, key=lambda one: one.start)


def problems(outgoing: Outgoing) -> Iterator[Problem]:
    """Yield what only this network refuses."""
    count = length(outgoing.text)
    if outgoing.pictures and CAPTION < count <= LIMITS.max_length:
        yield Problem("too_long", {"count": count, "most": CAPTION})
    if outgoing.link and outgoing.pictures and outgoing.link not in outgoing.text:
        yield Problem("link_not_shown", {"link": outgoing.link})
    for number, picture in enumerate(outgoing.pictures, 1):
        long, short = max(picture.width, picture.height), min(picture.width, picture.height)
        if long + short > SIDES or long > SLIMMEST * short:
            yield Problem("picture_shape", {"number": number})
