"""How Bluesky counts a text and what it shows specially in it.

Source: the lexicons ``app.bsky.feed.post`` (300 graphemes, 3,000 bytes, tags of
at most 64 graphemes) and ``app.bsky.richtext.facet`` (positions are bytes of
the UTF-8 text, end exclusive).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import regex
from publicsuffixlist import PublicSuffixList

from wellspoken.networks.base import Limits, Measure, Segment
from wellspoken.networks.spans import graphemes, links, overlaps, without_trailing

MAX_TAG = 64
LIMITS = Limits(
    max_length=300,
    unit="graphemes",
    max_bytes=3000,
    max_pictures=4,
    picture_bytes=2_000_000,
    alt_length=2000,
    max_languages=3,
    max_videos=1,
    video_bytes=100_000_000,
    video_seconds=180.0,
    video_types=("video/mp4",),
    can=frozenset({"delete", "link_preview", "video", "captions"}),
)

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = rf"(?:{_LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])?"
HANDLE = regex.compile(rf"(?:{_DOMAIN})", regex.IGNORECASE)
_MENTION = regex.compile(rf"(?<![\w@/.])@({_DOMAIN})(?![\w@-])", regex.IGNORECASE)
_BARE = regex.compile(rf"(?<![\w@/:.-])({_DOMAIN})((?::\d{{1,5}})?(?:[/?#][^\s<>\"]*)?)", regex.IGNORECASE)
_TAG = regex.compile(r"(?:^|(?<=[\s(]))[#＃]([^\s\u00AD\u200B-\u200D\u2060\u20E2]+)")
_TAG_END = regex.compile(r"[\p{P}\p{S}&&[^\p{So}\p{Sk}]]+$", regex.VERSION1)
_TAG_BODY = regex.compile(r"[^\d\p{P}\s]")


@cache
def _suffixes() -> Any:
    return PublicSuffixList(accept_unknown=False, only_icann=True)


def measure(text: str, limits: Limits) -> Measure:
    """Count graphemes; ``details`` has the UTF-8 ``bytes``. Either can be over.

    ``over`` is in graphemes; a text with few graphemes and too many bytes is
    over by at least one.
    """
    count = graphemes(text)
    size = len(text.encode("utf-8", "surrogatepass"))
    over = max(0, count - limits.max_length)
    if limits.max_bytes is not None and size > limits.max_bytes:
        over = max(over, 1)
    return Measure(count, limits.max_length, limits.unit, over, {"bytes": size})


def _link_segments(text: str) -> list[Segment]:
    found = [Segment("link", start, end, url, url) for start, end, url in links(text)]
    taken = [(segment.start, segment.end) for segment in found]
    for bare in _BARE.finditer(text):
        shown = without_trailing(bare.group())
        start, end = bare.start(), bare.start() + len(shown)
        domain = bare.group(1)
        known = domain.islower() and _suffixes().publicsuffix(domain) is not None
        if known and not overlaps(start, end, taken):
            found.append(Segment("link", start, end, shown, f"https://{shown}"))
    return found


def _tag_segments(text: str) -> list[Segment]:
    found = []
    for hit in _TAG.finditer(text):
        tag = _TAG_END.sub("", hit.group(1))
        if not _TAG_BODY.search(tag) or tag[0] == "\ufe0f" or graphemes(tag) > MAX_TAG:
            continue
        end = hit.start() + 1 + len(tag)
        found.append(Segment("tag", hit.start(), end, text[hit.start() : end], tag))
    return found


def segments(text: str) -> list[Segment]:
    """Return links, mentions and tags in order; where two overlap the first named kind wins."""
    mentions = [
        Segment("mention", hit.start(), hit.end(), hit.group(), hit.group(1).lower()) for hit in _MENTION.finditer(text)
    ]
    kept: list[Segment] = []
    for segment in [*mentions, *_link_segments(text), *_tag_segments(text)]:
        if not overlaps(segment.start, segment.end, [(one.start, one.end) for one in kept]):
            kept.append(segment)
    return sorted(kept, key=lambda segment: segment.start)


def _feature(segment: Segment, dids: Mapping[str, str]) -> dict[str, str] | None:
    kind = "app.bsky.richtext.facet#"
    if segment.kind == "link":
        return {"$type": kind + "link", "uri": segment.target}
    if segment.kind == "tag":
        return {"$type": kind + "tag", "tag": segment.target}
    did = dids.get(segment.target)
    return {"$type": kind + "mention", "did": did} if did else None


def facets(text: str, dids: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the facets of ``text``; mentions whose handle is not in ``dids`` stay plain."""
    found = []
    for segment in segments(text):
        feature = _feature(segment, dids)
        if feature is None:
            continue
        start = len(text[: segment.start].encode())
        end = start + len(text[segment.start : segment.end].encode())
        found.append({"index": {"byteStart": start, "byteEnd": end}, "features": [feature]})
    return found
