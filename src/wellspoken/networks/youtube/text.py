"""What YouTube takes.

Source: developers.google.com/youtube/v3/docs/videos (title at most 100
characters, description at most 5,000 bytes, neither may hold < or >), the facts
table (more than 15 tags and all are ignored) and YouTube help (15 minutes until
a channel is verified, then 12 hours and 256 GB).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from wellspoken.networks.base import Account, Limits, Measure, Outgoing, Problem, Segment
from wellspoken.networks.spans import marks

FORBIDDEN = "<>"
LONG = 12 * 3600.0
LIMITS = Limits(
    max_length=5000,
    unit="bytes",
    max_title=100,
    max_pictures=0,
    max_videos=1,
    video_bytes=256_000_000_000,
    video_seconds=15 * 60.0,
    video_types=("video/mp4", "video/quicktime", "video/webm", "video/x-msvideo", "video/mpeg"),
    max_hashtags=15,
    needs_video=True,
    can=frozenset({"delete", "edit", "video", "captions", "ai_made", "paid_partnership"}),
)


def of_channel(status: Mapping[str, Any]) -> Limits:
    """Return the limits of a channel, from its ``status``: verified channels may send long films."""
    return replace(LIMITS, video_seconds=LONG) if status.get("longUploadsStatus") == "allowed" else LIMITS


def kept(account: Account) -> Limits:
    """Return the limits that were read when the account was connected or verified."""
    value = account.settings.get("limits")
    return replace(Limits.from_json(value), can=LIMITS.can) if isinstance(value, Mapping) else LIMITS


def measure(text: str, limits: Limits) -> Measure:
    """Count UTF-8 bytes."""
    count = len(text.encode("utf-8", "surrogatepass"))
    return Measure(count, limits.max_length, limits.unit, max(0, count - limits.max_length), {"bytes": count})


def segments(text: str) -> list[Segment]:
    """Return links, mentions and tags in order."""
    found = [Segment(kind, start, end, text[start:end], target) for kind, start, end, target in marks(text)]
    return sorted(found, key=lambda one: one.start)


def problems(outgoing: Outgoing, limits: Limits) -> Iterator[Problem]:
    """Yield what only this network refuses."""
    length = len(outgoing.title)
    if not outgoing.title.strip():
        yield Problem("title_missing")
    if limits.max_title is not None and length > limits.max_title:
        yield Problem("title_too_long", {"count": length, "most": limits.max_title})
    if set(FORBIDDEN) & set(outgoing.text + outgoing.title):
        yield Problem("signs_not_taken", {"signs": " ".join(FORBIDDEN)})
