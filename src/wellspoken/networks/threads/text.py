"""How Threads counts a text and what it shows specially in it.

Sources: developers.facebook.com, "Threads Posts" (April 2026: 500 characters,
emoji count as many as they have UTF-8 bytes; 2 to 20 parts in a carousel; JPEG
and PNG of 8 MB; films of 5 minutes and 1 GB), "Text attachments" (more than five
different links fail since 22 December 2025) and the rule that a post has one
topic: the first tag of the text, the others stay plain words.
"""

from __future__ import annotations

import regex

from wellspoken.networks import spans
from wellspoken.networks.base import Limits, Measure, Outgoing, Problem, Segment

LIMITS = Limits(
    max_length=500,
    unit="characters",
    max_pictures=20,
    picture_bytes=8_000_000,
    picture_types=("image/jpeg", "image/png"),
    alt_length=1000,
    max_videos=1,
    video_bytes=1_000_000_000,
    video_seconds=300.0,
    video_types=("video/mp4", "video/quicktime"),
    max_links=5,
    fetches_pictures=True,
    can=frozenset({"delete", "video", "link_preview"}),
)
_GRAPHEME = regex.compile(r"\X")
_EMOJI = regex.compile(r"\p{Emoji_Presentation}|\p{Extended_Pictographic}|\p{Regional_Indicator}|\ufe0f|\u20e3")


def length(text: str) -> int:
    """Count code points, and an emoji as the bytes it takes in UTF-8."""
    return sum(
        len(sign.encode("utf-8", "surrogatepass")) if _EMOJI.search(sign) else len(sign)
        for sign in _GRAPHEME.findall(text)
    )


def measure(text: str, limits: Limits) -> Measure:
    """Count as Threads does; ``details`` has the number of different ``links``."""
    count = length(text)
    over = max(0, count - limits.max_length)
    return Measure(count, limits.max_length, limits.unit, over, {"links": spans.count_marks(text)["links"]})


def segments(text: str) -> list[Segment]:
    """Return links, mentions and the one tag that becomes the topic."""
    found = [Segment(kind, start, end, text[start:end], to) for kind, start, end, to in spans.marks(text)]
    topic = min((one.start for one in found if one.kind == "tag"), default=-1)
    return sorted((one for one in found if one.kind != "tag" or one.start == topic), key=lambda one: one.start)


def attached_link(outgoing: Outgoing) -> str:
    """Return the link that is shown as a card: only a text alone has one, and its own first link comes before it."""
    alone = not outgoing.pictures and outgoing.video is None
    return outgoing.link if alone and outgoing.link and outgoing.link not in outgoing.text else ""


def beyond(outgoing: Outgoing, limits: Limits) -> list[Problem]:
    """Return what is wrong with the link beside the text, and with a film among pictures."""
    found = []
    count = spans.count_marks(outgoing.text)["links"]
    if attached_link(outgoing) and limits.max_links is not None and count == limits.max_links:
        found.append(Problem("too_many_links", {"count": count + 1, "most": limits.max_links}))
    if outgoing.link and outgoing.link not in outgoing.text and not attached_link(outgoing):
        found.append(Problem("link_not_shown", {"link": outgoing.link}))
    if outgoing.video is not None and outgoing.pictures:
        found.append(Problem("video_and_pictures"))
    return found
