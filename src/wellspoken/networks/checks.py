"""Checks every network makes, against that network's own limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from wellspoken.networks.base import Limits, Measure, Outgoing, Picture, Problem

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


def common(outgoing: Outgoing, limits: Limits, measure: Measurer) -> list[Problem]:
    """Return what any network would refuse, in the order a person reads a post.

    Pictures are numbered from 1.
    """
    found: list[Problem] = []
    if not outgoing.text.strip() and not outgoing.pictures:
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
    return found
