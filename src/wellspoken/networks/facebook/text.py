"""What a page on Facebook takes, and how its words are counted.

63,206 characters (help pages of Meta, repeated by publer.com); up to ten
pictures of 4 MB, JPEG or PNG (developers.facebook.com, "Photos"); films of four
hours and 10 GB ("Video API"); Meta names no longest description of a picture, 1,000
characters is ours. Only films can be marked as made by a machine.
"""

from __future__ import annotations

from wellspoken.networks import spans
from wellspoken.networks.base import Limits, Measure, Segment

LIMITS = Limits(
    max_length=63_206,
    unit="characters",
    max_pictures=10,
    picture_bytes=4_000_000,
    picture_types=("image/jpeg", "image/png"),
    alt_length=1000,
    max_videos=1,
    video_bytes=10_000_000_000,
    video_seconds=14_400.0,
    video_types=("video/mp4", "video/quicktime"),
    can=frozenset({"delete", "edit", "link_preview", "video", "captions", "ai_made"}),
)


def measure(text: str, limits: Limits) -> Measure:
    """Count characters."""
    count = len(text)
    return Measure(count, limits.max_length, limits.unit, max(0, count - limits.max_length))


def segments(text: str) -> list[Segment]:
    """Return links and tags; a name after @ stays plain text when it comes from outside."""
    found = [Segment(kind, start, end, text[start:end], to) for kind, start, end, to in spans.marks(text)]
    return sorted((one for one in found if one.kind != "mention"), key=lambda one: one.start)
