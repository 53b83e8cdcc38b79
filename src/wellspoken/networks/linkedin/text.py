"""How LinkedIn counts and writes a text.

Sources: learn.microsoft.com, "Posts API" (3,000 characters; up to 20 pictures),
"Images API" (JPG, PNG and GIF of less than 36,152,320 pixels) and "Little Text
Format" (which signs are reserved, and how a tag is written). Sources disagree
about the longest description of a picture (1,000 to 4,086): 1,000 is never too
long. How the 3,000 are counted is not written down; UTF-16 units are never fewer
than what any other way counts.
"""

from __future__ import annotations

import regex

from wellspoken.networks import spans
from wellspoken.networks.base import Limits, Measure, Segment

LIMITS = Limits(
    max_length=3000,
    unit="utf16",
    max_pictures=20,
    picture_bytes=8_000_000,
    picture_pixels=36_152_319,
    picture_types=("image/jpeg", "image/png"),
    alt_length=1000,
    max_videos=1,
    video_bytes=500_000_000,
    video_seconds=1800.0,
    video_types=("video/mp4",),
    can=frozenset({"delete", "edit", "link_preview", "video"}),
)
_RESERVED = regex.compile(r"[|{}@\[\]()<>#\\*_~]")
_TAG = regex.compile(r"\{hashtag\|\\?[#＃]\|((?:\\.|[^}\\])*)\}")
_MENTION = regex.compile(r"@\[((?:\\.|[^\]\\])*)\]\([^)]*\)")
_ESCAPED = regex.compile(r"\\(.)", regex.DOTALL)


def measure(text: str, limits: Limits) -> Measure:
    """Count UTF-16 units."""
    count = len(text.encode("utf-16-le", "surrogatepass")) // 2
    return Measure(count, limits.max_length, limits.unit, max(0, count - limits.max_length))


def segments(text: str) -> list[Segment]:
    """Return links and tags. A name after @ stays plain text: LinkedIn wants to know who is meant."""
    found = [Segment(kind, start, end, text[start:end], to) for kind, start, end, to in spans.marks(text)]
    return sorted((one for one in found if one.kind != "mention"), key=lambda one: one.start)


def _escape(text: str) -> str:
    return str(_RESERVED.sub(lambda hit: "\\" + hit.group(), text))


def little(text: str) -> str:
    """Return ``text`` in Little Text Format: tags as tags, every other reserved sign as itself."""
    written, at = [], 0
    for one in segments(text):
        if one.kind == "tag":
            written += [_escape(text[at : one.start]), "{hashtag|\\#|", _escape(one.target), "}"]
            at = one.end
    return "".join([*written, _escape(text[at:])])


def plain(commentary: str) -> str:
    """Return the words of a text in Little Text Format, as people see them."""
    commentary = _TAG.sub(lambda hit: "#" + hit.group(1), commentary)
    commentary = _MENTION.sub(lambda hit: hit.group(1), commentary)
    return str(_ESCAPED.sub(r"\1", commentary))
