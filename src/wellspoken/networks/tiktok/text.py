"""How TikTok counts a text, and which films it takes.

Sources: developers.tiktok.com, "Direct Post" (2,200 UTF-16 units), "Media transfer
guide" (MP4, WebM and MOV, 4 GB, parts of 5 to 64 MB); five tags since September 2025
(netinfluencer.com). How long a film may be depends on the account and is asked
before every post; ten minutes is the most TikTok gives.
"""

from __future__ import annotations

from wellspoken.networks import spans
from wellspoken.networks.base import Limits, Measure, Segment

LIMITS = Limits(
    max_length=2200,
    unit="utf16",
    max_pictures=0,
    max_videos=1,
    video_bytes=4_000_000_000,
    video_seconds=600.0,
    video_types=("video/mp4", "video/quicktime", "video/webm"),
    max_hashtags=5,
    needs_video=True,
    can=frozenset({"video", "paid_partnership", "ai_made"}),
)


def measure(text: str, limits: Limits) -> Measure:
    """Count UTF-16 units."""
    count = len(text.encode("utf-16-le", "surrogatepass")) // 2
    return Measure(count, limits.max_length, limits.unit, max(0, count - limits.max_length))


def segments(text: str) -> list[Segment]:
    """Return mentions and tags. Links under a film are plain text."""
    found = [Segment(kind, start, end, text[start:end], to) for kind, start, end, to in spans.marks(text)]
    return sorted((one for one in found if one.kind != "link"), key=lambda one: one.start)
