"""WebM and Matroska films read without any program (RFC 8794 EBML, RFC 9559 Matroska). Pure."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from wellspoken.rooms.media.film_facts import Facts
from wellspoken.rooms.media.films.errors import BadFilm

_SEGMENT, _INFO, _TRACKS, _CLUSTER, _TAGS, _FILES = (
    0x18538067,
    0x1549A966,
    0x1654AE6B,
    0x1F43B675,
    0x1254C367,
    0x1941A469,
)
_SCALE, _DURATION, _ENTRY, _KIND, _CODEC = 0x2AD7B1, 0x4489, 0xAE, 0x83, 0x86
_VIDEO, _WIDTH, _HEIGHT, _TAG, _SIMPLE, _NAME = 0xE0, 0xB0, 0xBA, 0x7373, 0x67C8, 0x45A3
_MOST, _MOST_READ = 200_000, 16 * 2**20
_CODECS = {"V_VP8": "vp8", "V_VP9": "vp9", "V_AV1": "av1", "A_OPUS": "opus", "A_VORBIS": "vorbis"}
_TOLD = {"LOCATION": "gps", "GPS": "gps", "MAKE": "camera", "MODEL": "camera", "DATE": "time", "TITLE": "text"}


@dataclass(frozen=True, slots=True)
class _Piece:
    """An element: its number and where its payload is; `open` when its length is not said."""

    number: int
    start: int
    end: int
    open: bool = False


def read(file: BinaryIO, size: int) -> Facts:
    """The facts of a film. Raises `BadFilm`."""
    segment = next((one for one in _pieces(file, 0, size) if one.number == _SEGMENT), None)
    if segment is None:
        raise BadFilm("broken")
    heads: dict[int, bytes] = {}
    clusters = 0
    for one in _pieces(file, segment.start, segment.end):
        if one.open:
            raise BadFilm("live_recording")
        clusters += one.number == _CLUSTER
        if one.number in (_INFO, _TRACKS, _TAGS):
            heads[one.number] = _bytes(file, one)
        if one.number == _FILES:
            raise BadFilm("hidden_file")
    if not clusters or _INFO not in heads or _TRACKS not in heads:
        raise BadFilm("cut_off")
    return _facts(heads)


def _facts(heads: dict[int, bytes]) -> Facts:
    picture, sound = _tracks(heads[_TRACKS])
    if picture is None:
        raise BadFilm("sound_only" if sound else "no_pictures_inside")
    codec, width, height = picture
    told = _told(heads.get(_TAGS, b""))
    return Facts("webm", _seconds(heads[_INFO]), width, height, codec, sound, told, ready=True)


def _number(data: bytes, at: int, *, keep: bool) -> tuple[int, int]:
    """(value, width) of a variable-length number; `keep` leaves its marker in, as element numbers are written."""
    if at >= len(data) or not data[at]:
        raise BadFilm("broken")
    width = 9 - data[at].bit_length()
    part = data[at : at + width]
    if len(part) < width:
        raise BadFilm("cut_off")
    value = int.from_bytes(part, "big")
    return (value if keep else value & ((1 << (7 * width)) - 1)), width


def _piece(head: bytes, at: int, end: int) -> _Piece:
    number, skip = _number(head, 0, keep=True)
    length, width = _number(head, skip, keep=False)
    start = at + skip + width
    if length == (1 << (7 * width)) - 1:
        return _Piece(number, start, end, open=True)
    if start + length > end:
        raise BadFilm("cut_off")
    return _Piece(number, start, start + length)


def _pieces(file: BinaryIO, start: int, end: int) -> Iterator[_Piece]:
    at = start
    for _count in range(_MOST):
        if at >= end:
            return
        file.seek(at)
        one = _piece(file.read(16), at, end)
        yield one
        at = one.end
    raise BadFilm("bomb")


def _bytes(file: BinaryIO, one: _Piece) -> bytes:
    if one.end - one.start > _MOST_READ:
        raise BadFilm("bomb")
    file.seek(one.start)
    return file.read(one.end - one.start)


def _inside(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(number, payload) of the elements in a payload."""
    at = 0
    while at < len(data):
        one = _piece(data[at : at + 16], at, len(data))
        yield one.number, data[one.start : one.end]
        at = one.end


def _seconds(info: bytes) -> float:
    found = dict(_inside(info))
    if _DURATION not in found:
        raise BadFilm("live_recording")
    raw = found[_DURATION]
    if len(raw) not in (4, 8):
        raise BadFilm("broken")
    ticks = float(struct.unpack(">f" if len(raw) == 4 else ">d", raw)[0])
    return ticks * int.from_bytes(found.get(_SCALE, b"\x0f\x42\x40"), "big") / 1e9


def _tracks(data: bytes) -> tuple[tuple[str, int, int] | None, str]:
    """(codec, width, height) of the picture, and the codec of the sound."""
    picture: tuple[str, int, int] | None = None
    sound = ""
    for number, entry in _inside(data):
        if number != _ENTRY:
            continue
        found = dict(_inside(entry))
        name = found.get(_CODEC, b"").decode("latin-1")
        kind, codec = int.from_bytes(found.get(_KIND, b""), "big"), _CODECS.get(name, name)
        if kind == 1 and picture is None:
            shape = dict(_inside(found.get(_VIDEO, b"")))
            width, height = (int.from_bytes(shape.get(key, b""), "big") for key in (_WIDTH, _HEIGHT))
            picture = (codec, width, height)
        elif kind == 2:
            sound = sound or codec
    return picture, sound


def _told(tags: bytes) -> tuple[str, ...]:
    names = [
        name.decode("latin-1").upper()
        for number, tag in _inside(tags)
        if number == _TAG
        for simple, entry in _inside(tag)
        if simple == _SIMPLE
        for key, name in _inside(entry)
        if key == _NAME
    ]
    return tuple(sorted({what for word, what in _TOLD.items() for name in names if word in name}))
