"""How Instagram counts a caption, what it shows specially in it, and which pictures it takes.

Sources: developers.facebook.com, "Content Publishing" (JPEG, 8 MB, between 4:5 and
1.91:1, ten in a carousel, ``alt_text`` for pictures only, films of 3 seconds to 15
minutes and 300 MB) and "IG User media" (2,200 characters, 20 mentions); since
December 2025 the application takes five hashtags and no more (socialmediatoday.com,
2025-12-18). Sources disagree about the longest description of a picture (100 in
the application, 1,000 in tools); 1,000 is what the interface takes.
"""

from __future__ import annotations

from collections.abc import Iterator

from wellspoken.networks import spans
from wellspoken.networks.base import Limits, Measure, Outgoing, Problem, Segment

LIMITS = Limits(
    max_length=2200,
    unit="characters",
    max_pictures=10,
    picture_bytes=8_000_000,
    picture_types=("image/jpeg",),
    alt_length=1000,
    max_videos=1,
    video_bytes=300_000_000,
    video_seconds=900.0,
    video_types=("video/mp4", "video/quicktime"),
    max_hashtags=5,
    max_mentions=20,
    needs_picture=True,
    fetches_pictures=True,
    can=frozenset({"video", "paid_partnership", "ai_made"}),
)
TALLEST, WIDEST = 4 / 5, 1.91
SHORTEST_FILM = 3.0
_ROUNDING = 0.005


def measure(text: str, limits: Limits) -> Measure:
    """Count characters; ``details`` has hashtags and mentions."""
    count, found = len(text), spans.count_marks(text)
    over = max(0, count - limits.max_length)
    return Measure(count, limits.max_length, limits.unit, over, {"hashtags": found["hashtags"]})


def segments(text: str) -> list[Segment]:
    """Return mentions and tags. Links in a caption are plain text on Instagram."""
    found = [Segment(kind, start, end, text[start:end], to) for kind, start, end, to in spans.marks(text)]
    return sorted((one for one in found if one.kind != "link"), key=lambda one: one.start)


def shapes(outgoing: Outgoing) -> Iterator[Problem]:
    """Yield the pictures that are too tall or too wide, and a film that is too short."""
    for number, picture in enumerate(outgoing.pictures, 1):
        ratio = picture.width / max(1, picture.height)
        if not TALLEST - _ROUNDING <= ratio <= WIDEST + _ROUNDING:
            yield Problem("picture_shape", {"number": number})
    if outgoing.video is not None and outgoing.video.seconds < SHORTEST_FILM:
        yield Problem("video_too_short", {"least": round(SHORTEST_FILM)})
    if outgoing.video is not None and outgoing.pictures:
        yield Problem("video_and_pictures")
