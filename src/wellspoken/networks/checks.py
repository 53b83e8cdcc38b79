"""Checks every network makes, against that network's own limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from wellspoken.networks import spans
from wellspoken.networks.base import Limits, Measure, Outgoing, Picture, Problem, Video

Measurer = Callable[[str, Limits], Measure]


def _picture(number: int, picture: Picture, limits: Limits) -> Iterator[Problem]:
    if picture.mime not in limits.picture_types:
        yield Problem("picture_type", {"number": number, "type": picture.mime})
    if picture.size == 0:
        yield Problem("picture_empty", {"number": number})
    if picture.size is not None and picture.size > limits.picture_bytes:
        most = limits.picture_bytes
        yield Problem("picture_too_big", {"number": number, "size": picture.size, "most": most})
    pixels = picture.width * picture.height
    if limits.picture_pixels is not None and pixels > limits.picture_pixels:
        most = limits.picture_pixels
        yield Problem("picture_too_big", {"number": number, "pixels": pixels, "most": most})
    if len(picture.alt) > limits.alt_length:
        most = limits.alt_length
        yield Problem("alt_too_long", {"number": number, "length": len(picture.alt), "most": most})


def _text(outgoing: Outgoing, limits: Limits, measure: Measurer) -> Iterator[Problem]:
    measured = measure(outgoing.text, limits)
    if measured.over:
        yield Problem("too_long", {"count": measured.count, "most": measured.limit})
    size = len(outgoing.text.encode("utf-8", "surrogatepass"))
    if any("\ud800" <= sign <= "\udfff" or sign == "\0" for sign in outgoing.text):
        yield Problem("not_text")
    if limits.max_bytes is not None and size > limits.max_bytes:
        yield Problem("too_many_bytes", {"count": size, "most": limits.max_bytes})


def _asked(outgoing: Outgoing) -> Iterator[str]:
    """Name what the post asks for beyond words and pictures, as ``Limits.can`` names it."""
    wanted = {
        "video": outgoing.video is not None,
        "captions": outgoing.video is not None and bool(outgoing.video.captions),
        "thread": bool(outgoing.thread),
        "first_comment": bool(outgoing.first_comment.strip()),
        "paid_partnership": outgoing.disclosure.paid_partnership,
        "ai_made": outgoing.disclosure.ai_made,
    }
    yield from (name for name, asked in wanted.items() if asked)


def _video(video: Video, limits: Limits) -> Iterator[Problem]:
    if video.size <= 0:
        yield Problem("video_empty")
    if limits.video_types and video.mime not in limits.video_types:
        yield Problem("video_type", {"type": video.mime})
    if limits.video_bytes is not None and video.size > limits.video_bytes:
        yield Problem("video_too_big", {"size": video.size, "most": limits.video_bytes})
    if limits.video_seconds is not None and video.seconds > limits.video_seconds:
        yield Problem("video_too_long", {"seconds": round(video.seconds), "most": round(limits.video_seconds)})


def _media(outgoing: Outgoing, limits: Limits) -> Iterator[Problem]:
    if limits.needs_video and outgoing.video is None:
        yield Problem("needs_video")
    elif limits.needs_picture and not outgoing.pictures and outgoing.video is None:
        yield Problem("needs_picture")
    addresses = [picture.url for picture in outgoing.pictures]
    addresses += [outgoing.video.url] if outgoing.video else []
    if limits.fetches_pictures and not all(addresses):
        yield Problem("needs_public_address")
    if outgoing.video is not None and "video" in limits.can:
        yield from _video(outgoing.video, limits)


def _marks(text: str, limits: Limits) -> Iterator[Problem]:
    counted = spans.count_marks(text)
    limited = {"hashtags": limits.max_hashtags, "mentions": limits.max_mentions, "links": limits.max_links}
    for name, most in limited.items():
        if most is not None and counted[name] > most:
            yield Problem(f"too_many_{name}", {"count": counted[name], "most": most})


def _further(outgoing: Outgoing, limits: Limits, measure: Measurer) -> Iterator[Problem]:
    """Judge the further posts of a thread and the first comment, where the network has them."""
    if outgoing.thread and "thread" in limits.can:
        count = 1 + len(outgoing.thread)
        if count > limits.max_thread:
            yield Problem("thread_too_long", {"count": count, "most": limits.max_thread})
        for number, text in enumerate(outgoing.thread, 2):
            measured = measure(text, limits)
            if not text.strip():
                yield Problem("thread_part_empty", {"number": number})
            if measured.over:
                yield Problem("thread_part_too_long", {"number": number, "most": measured.limit})
    if "first_comment" in limits.can and measure(outgoing.first_comment, limits).over:
        yield Problem("first_comment_too_long", {"most": limits.max_length})


def common(outgoing: Outgoing, limits: Limits, measure: Measurer) -> list[Problem]:
    """Return what any network would refuse, in the order a person reads a post.

    Pictures are numbered from 1.
    """
    found: list[Problem] = []
    if not outgoing.text.strip() and not outgoing.pictures and outgoing.video is None:
        found.append(Problem("empty"))
    if outgoing.created_at.tzinfo is None:
        found.append(Problem("naive_time"))
    found += _text(outgoing, limits, measure)
    if len(outgoing.lang) > limits.max_languages:
        params = {"count": len(outgoing.lang), "most": limits.max_languages}
        found.append(Problem("too_many_languages", params))
    count = len(outgoing.pictures)
    if count > limits.max_pictures:
        found.append(Problem("too_many_pictures", {"count": count, "most": limits.max_pictures}))
    for number, picture in enumerate(outgoing.pictures, 1):
        found += _picture(number, picture, limits)
    found += [Problem("cannot", {"what": what}) for what in _asked(outgoing) if what not in limits.can]
    found += [*_media(outgoing, limits), *_marks(outgoing.text, limits), *_further(outgoing, limits, measure)]
    return found
