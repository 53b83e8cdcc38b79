"""A whole MP4 or QuickTime film read without any program. Pure.

Refused: files whose end is missing, whose tables promise what the file does not hold, or that are too large for
anybody. Found beside the film: the place (`©xyz`, `loci`, Apple's keys, telemetry tracks), the device, the time.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from wellspoken.rooms.media.film_facts import Facts
from wellspoken.rooms.media.films.boxes import Box, first, inner, outer, payload
from wellspoken.rooms.media.films.errors import BadFilm
from wellspoken.rooms.media.films.tables import Track, clock, track

#: letters of a box, or words in a key -> what it tells
_LETTERS = {
    b"\xa9xyz": "gps", b"loci": "gps", b"\xa9mak": "camera", b"\xa9mod": "camera", b"\xa9swr": "camera",
    b"manu": "camera", b"modl": "camera", b"SDLN": "camera", b"\xa9day": "time", b"\xa9cmt": "text",
    b"\xa9nam": "text", b"\xa9ART": "text", b"desc": "text", b"\xa9des": "text", b"auth": "text", b"titl": "text",
}  # fmt: skip
_KEYS = {
    b"location": "gps", b"gps": "gps", b"make": "camera", b"model": "camera", b"software": "camera",
    b"android": "camera", b"camera": "camera", b"creationdate": "time", b"title": "text", b"comment": "text",
}  # fmt: skip
#: tracks that phones and action cameras write beside the film: places, movements
_TELEMETRY = frozenset({"meta", "camm", "gpmd"})
_HOLDERS = frozenset({b"udta", b"trak", b"ilst", b"mdia"})
_SLACK = 2.0


def read(file: BinaryIO, size: int, form: str) -> Facts:
    """The facts of an `mp4` or `mov`. Raises `BadFilm`."""
    boxes = outer(file, size)
    head = next((box for box in boxes if box.kind == b"moov"), None)
    if head is None:
        raise BadFilm("cut_off" if any(box.kind == b"mdat" for box in boxes) else "broken")
    data = payload(file, head)
    tracks = [track(data, box) for box in inner(data) if box.kind == b"trak"]
    pieces = first(data, b"mvex") is not None
    _believe(tracks, size, pieces=pieces)
    return _facts(data, tracks, _told(file, data, boxes, tracks), form, ready=_ready(boxes))


def _ready(boxes: list[Box]) -> bool:
    kinds = [box.kind for box in boxes]
    return b"mdat" in kinds and kinds.index(b"moov") < kinds.index(b"mdat")


def _believe(tracks: list[Track], size: int, *, pieces: bool) -> None:
    """Raise `BadFilm` when head, tables and file do not fit together. A film in pieces has empty tables."""
    if any(one.last_chunk >= size for one in tracks) or sum(one.bytes_held for one in tracks) > size:
        raise BadFilm("lying")
    for one in tracks:
        if one.kind in ("vide", "soun") and not pieces and abs(one.said - one.held) > max(_SLACK, one.said / 10):
            raise BadFilm("lying")


def _facts(data: bytes, tracks: list[Track], told: tuple[str, ...], form: str, *, ready: bool) -> Facts:
    picture = next((one for one in tracks if one.kind == "vide" and one.codec != "mjpeg"), None)
    sound = next((one for one in tracks if one.kind == "soun"), None)
    if picture is None:
        raise BadFilm("sound_only" if sound else "no_pictures_inside")
    head = first(data, b"mvhd")
    if head is None:
        raise BadFilm("broken")
    try:
        scale, length = clock(data, head)
    except struct.error as error:
        raise BadFilm("broken") from error
    seconds = max(picture.said, picture.held) or length / scale
    width, height = reversed(picture.size) if picture.turned else picture.size
    return Facts(form, seconds, width, height, picture.codec, sound.codec if sound else "", told, ready)


def _told(file: BinaryIO, data: bytes, boxes: list[Box], tracks: list[Track]) -> tuple[str, ...]:
    found = {what for kind, words in _beside(data) for what in _telling(kind, words)}
    for box in boxes:
        if box.kind in (b"meta", b"udta", b"uuid"):
            found |= _words(payload(file, box), default="text")
    if any(one.kind in _TELEMETRY or one.codec in _TELEMETRY for one in tracks):
        found.add("gps")
    return tuple(sorted(found))


def _beside(data: bytes, start: int = 0, end: int | None = None, depth: int = 0) -> Iterator[tuple[bytes, bytes]]:
    """(letters, payload) of every box that may tell something beside the film."""
    for box in inner(data, start, end):
        words = data[box.start : box.end]
        if box.kind in _HOLDERS and depth < 6:
            yield from _beside(data, box.start, box.end, depth + 1)
        elif box.kind in (b"meta", b"uuid") or box.kind in _LETTERS:
            yield box.kind, words


def _telling(kind: bytes, words: bytes) -> set[str]:
    if kind in _LETTERS:
        return {_LETTERS[kind]}
    return _words(words, default="")


def _words(words: bytes, default: str) -> set[str]:
    """What a box of keys or of XMP tells."""
    low = words[:1_000_000].lower()
    found = {what for word, what in _KEYS.items() if word in low}
    found |= {what for letters, what in _LETTERS.items() if letters in words[:1_000_000]}
    return found or ({default} if default and words.strip(b"\0") else set())
