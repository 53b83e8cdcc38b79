"""What one message to a receiver of the organisation's own may hold. The limits are ours, not a network's."""

from __future__ import annotations

from wellspoken.networks.base import Limits, Measure, Segment
from wellspoken.networks.spans import graphemes, marks

LIMITS = Limits(
    max_length=20_000,
    unit="graphemes",
    max_title=300,
    max_pictures=10,
    picture_bytes=5_000_000,
    picture_types=("image/jpeg", "image/png", "image/webp", "image/gif"),
    alt_length=2000,
    max_languages=3,
    max_thread=25,
    can=frozenset({"delete", "edit", "thread", "first_comment", "paid_partnership", "ai_made"}),
)


def measure(text: str, limits: Limits) -> Measure:
    """Count characters as a person sees them."""
    count = graphemes(text)
    return Measure(count, limits.max_length, limits.unit, max(0, count - limits.max_length))


def segments(text: str) -> list[Segment]:
    """Return links; what else the receiver shows specially is its own affair."""
    return [Segment(kind, start, end, text[start:end], to) for kind, start, end, to in marks(text) if kind == "link"]
