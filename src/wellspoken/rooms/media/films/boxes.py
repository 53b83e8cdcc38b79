"""The boxes of MP4 and QuickTime files (ISO/IEC 14496-12, QuickTime File Format). Pure; sound and picture stay unread.

Every box is a length, four letters, and its payload. A box that reaches beyond its parent means a file that was cut.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from wellspoken.rooms.media.films.errors import BadFilm

#: more than a real film has, by far
MOST_BOXES, MOST_HEAD = 20_000, 64 * 2**20
_TOP = frozenset({b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"uuid", b"meta", b"udta", b"pnot"})
_TOP_TOO = frozenset({b"moof", b"sidx", b"mfra", b"styp", b"emsg", b"pdin", b"ssix", b"prft", b"PICT"})


@dataclass(frozen=True, slots=True)
class Box:
    """Four letters, and where the payload is."""

    kind: bytes
    start: int
    end: int


def _box(head: bytes, at: int, end: int) -> Box:
    """The box that begins at `at`; raises `BadFilm` when it cannot be one, or ends after `end`."""
    if len(head) < 8:
        raise BadFilm("cut_off")
    length, kind = struct.unpack(">I4s", head[:8])
    skip = 8
    if length == 1:
        if len(head) < 16:
            raise BadFilm("cut_off")
        length, skip = struct.unpack(">Q", head[8:16])[0], 16
    elif length == 0:
        length = end - at
    if length < skip:
        raise BadFilm("broken")
    if at + length > end:
        raise BadFilm("cut_off")
    return Box(kind, at + skip, at + length)


def outer(file: BinaryIO, size: int) -> list[Box]:
    """The boxes of the whole file, in order. Raises `BadFilm`."""
    found: list[Box] = []
    at = 0
    while at < size:
        file.seek(at)
        box = _box(file.read(16), at, size)
        if box.kind not in _TOP | _TOP_TOO:
            raise BadFilm("hidden_file" if found else "not_film")
        found.append(box)
        if len(found) > MOST_BOXES:
            raise BadFilm("bomb")
        at = box.end
    return found


def payload(file: BinaryIO, box: Box) -> bytes:
    """The bytes of a box that holds no film. Raises `BadFilm` when it is too large to be read."""
    if box.end - box.start > MOST_HEAD:
        raise BadFilm("bomb")
    file.seek(box.start)
    return file.read(box.end - box.start)


def inner(data: bytes, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """The boxes within a payload. Raises `BadFilm`."""
    at, last = start, len(data) if end is None else end
    for _number in range(MOST_BOXES):
        if last - at < 8:  # QuickTime ends some lists with four zero bytes
            return
        box = _box(data[at : min(at + 16, last)], at, last)
        yield box
        at = box.end
    raise BadFilm("bomb")


def first(data: bytes, path: bytes, within: Box | None = None) -> Box | None:
    """The box at a path of four-letter names ("mdia/minf"), the first of each; None when there is none."""
    for kind in path.split(b"/"):
        start, end = (within.start, within.end) if within else (0, len(data))
        within = next((box for box in inner(data, start, end) if box.kind == kind), None)
        if within is None:
            return None
    return within
