"""One track of an MP4 or QuickTime film: what it holds, how long it lasts, and whether its tables can be true. Pure."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from wellspoken.rooms.media.films.boxes import Box, first
from wellspoken.rooms.media.films.errors import BadFilm

MOST_ROWS = 5_000_000
CODECS = {
    b"avc1": "h264", b"avc3": "h264", b"hvc1": "hevc", b"hev1": "hevc", b"av01": "av1", b"vp08": "vp8",
    b"vp09": "vp9", b"mp4v": "mpeg4", b"apcn": "prores", b"apch": "prores", b"apcs": "prores", b"jpeg": "mjpeg",
    b"mp4a": "aac", b"Opus": "opus", b"ac-3": "ac3", b"ec-3": "eac3", b"alac": "alac", b".mp3": "mp3",
    b"sowt": "pcm", b"twos": "pcm", b"lpcm": "pcm", b"in24": "pcm", b"fLaC": "flac",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Track:
    """`kind`: vide, soun or another. `said`: seconds as its head says, `held`: as its samples add up (0 = none)."""

    kind: str
    codec: str
    said: float
    held: float
    size: tuple[int, int]
    turned: bool
    bytes_held: int
    last_chunk: int


def track(data: bytes, box: Box) -> Track:
    """Read a `trak`. Raises `BadFilm`."""
    try:
        return _track(data, box)
    except (struct.error, IndexError, OverflowError) as error:
        raise BadFilm("broken") from error


def _track(data: bytes, box: Box) -> Track:
    handler, head = first(data, b"mdia/hdlr", box), first(data, b"mdia/mdhd", box)
    table = first(data, b"mdia/minf/stbl", box)
    if handler is None or head is None or table is None:
        raise BadFilm("broken")
    kind = data[handler.start + 8 : handler.start + 12].decode("latin-1")
    scale, length = clock(data, head)
    codec, size = _described(data, table, kind)
    return Track(
        kind=kind,
        codec=codec,
        said=length / scale,
        held=_lasting(data, table) / scale,
        size=size,
        turned=_turned(data, box),
        bytes_held=_weight(data, table),
        last_chunk=_last_chunk(data, table),
    )


def clock(data: bytes, head: Box) -> tuple[int, int]:
    """(ticks a second, length in ticks) of an `mvhd` or `mdhd`. Raises `BadFilm` for a clock that stands still."""
    wide = data[head.start] == 1
    form, at = (">IQ", 20) if wide else (">II", 12)
    scale, length = struct.unpack_from(form, data, head.start + at)
    if not scale:
        raise BadFilm("lying")
    unknown = 2 ** (64 if wide else 32) - 1
    return scale, 0 if length == unknown else length


def _described(data: bytes, table: Box, kind: str) -> tuple[str, tuple[int, int]]:
    """The codec's name and, of a picture, its pixels before turning."""
    box = first(data, b"stsd", table)
    if box is None or box.end - box.start < 16:
        raise BadFilm("broken")
    letters = data[box.start + 12 : box.start + 16]
    name = CODECS.get(letters, letters.decode("latin-1").strip())
    size = struct.unpack_from(">HH", data, box.start + 40) if kind == "vide" else (0, 0)
    return name, (size[0], size[1])


def _turned(data: bytes, box: Box) -> bool:
    """Whether the picture is shown on its side: by 90 or 270 degrees."""
    head = first(data, b"tkhd", box)
    if head is None:
        raise BadFilm("broken")
    at = head.start + (52 if data[head.start] == 1 else 40)
    a, b, _u, c, d = struct.unpack_from(">iiiii", data, at)
    return bool(a == 0 and d == 0 and b != 0 and c != 0)


def _rows(data: bytes, table: Box, kind: bytes, width: int, head: int = 4) -> tuple[int, int]:
    """(where the rows begin, how many): only as many as the box has room for. Raises `BadFilm`."""
    box = first(data, kind, table)
    if box is None:
        return 0, 0
    count = struct.unpack_from(">I", data, box.start + head)[0]
    if count > MOST_ROWS:
        raise BadFilm("bomb")
    if box.start + head + 4 + count * width > box.end:
        raise BadFilm("lying")
    return box.start + head + 4, count


def _lasting(data: bytes, table: Box) -> int:
    at, count = _rows(data, table, b"stts", 8)
    return sum(number * ticks for number, ticks in struct.iter_unpack(">II", data[at : at + count * 8]))


def _weight(data: bytes, table: Box) -> int:
    """The bytes of all samples together."""
    box = first(data, b"stsz", table)
    if box is None:
        return 0
    each, count = struct.unpack_from(">II", data, box.start + 4)
    if each:
        return int(each * count)
    at, count = _rows(data, table, b"stsz", 4, head=8)
    return sum(value for (value,) in struct.iter_unpack(">I", data[at : at + count * 4]))


def _last_chunk(data: bytes, table: Box) -> int:
    """The furthest place in the file where samples begin."""
    for kind, form, width in ((b"stco", ">I", 4), (b"co64", ">Q", 8)):
        at, count = _rows(data, table, kind, width)
        if count:
            return int(max(value for (value,) in struct.iter_unpack(form, data[at : at + count * width])))
    return 0
