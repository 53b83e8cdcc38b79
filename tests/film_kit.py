"""Films for tests: built box by box, honest and lying ones, and real ones where ffmpeg is installed."""

from __future__ import annotations

import shutil
import struct
import subprocess
from pathlib import Path
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from wellspoken.rooms.media.films import ffmpeg
from wellspoken.rooms.media.films.adding import add_film
from wellspoken.rooms.media.models import Film
from wellspoken.rooms.people.models import Team, User

SRT = b"1\n00:00:00,200 --> 00:00:01,000\nWalk slowly.\n"
UNITY = struct.pack(">9i", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
ON_ITS_SIDE = struct.pack(">9i", 0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000)
#: tests that drive the program itself
with_ffmpeg = pytest.mark.skipif(not shutil.which("ffmpeg"), reason="the program ffmpeg is not installed here")


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def full(kind: bytes, *parts: bytes) -> bytes:
    return box(kind, b"\0\0\0\0", *parts)


def clock(kind: bytes, ticks: int, scale: int = 1000) -> bytes:
    return full(kind, struct.pack(">IIII", 0, 0, scale, ticks), b"\0" * 80)


def trak(
    kind: bytes = b"vide",
    codec: bytes = b"avc1",
    *,
    seconds: float = 4.0,
    held: float | None = None,
    size: tuple[int, int] = (640, 360),
    matrix: bytes = UNITY,
    chunk: int = 100,
    weight: int = 10,
    beside: bytes = b"",
) -> bytes:
    """A track of four samples."""
    ticks, samples = round(seconds * 1000), 4
    each = round((seconds if held is None else held) * 1000 / samples)
    head = full(b"tkhd", struct.pack(">IIIII", 0, 0, 1, 0, ticks), b"\0" * 16, matrix, b"\0" * 8)
    entry = box(codec, b"\0" * 6, b"\0\1", b"\0" * 16, struct.pack(">HH", *size), b"\0" * 50)
    table = box(
        b"stbl",
        full(b"stsd", b"\0\0\0\1", entry),
        full(b"stts", struct.pack(">III", 1, samples, each)),
        full(b"stsz", struct.pack(">II", weight, samples)),
        full(b"stco", struct.pack(">II", 1, chunk)),
    )
    handler = full(b"hdlr", b"\0\0\0\0", kind, b"\0" * 13)
    return box(b"trak", head, box(b"mdia", clock(b"mdhd", ticks), handler, box(b"minf", table)), beside)


def film(
    *tracks: bytes, seconds: float = 4.0, brand: bytes = b"isom", beside: bytes = b"", after: bytes = b""
) -> bytes:
    """A whole file; `beside` stands in `moov`, `after` at the end."""
    traks = tracks or (trak(), trak(b"soun", b"mp4a"))
    moov = box(b"moov", clock(b"mvhd", round(seconds * 1000)), *traks, beside)
    return box(b"ftyp", brand, b"\0\0\2\0") + moov + box(b"mdat", b"\x11" * 4000) + after


def apple_place() -> bytes:
    """How a phone writes where it was: a key and its value."""
    key = b"com.apple.quicktime.location.ISO6709"
    keys = full(b"keys", struct.pack(">II", 1, 8 + len(key)), b"mdta", key)
    return box(b"meta", full(b"hdlr", b"\0" * 4, b"mdta", b"\0" * 13), keys, box(b"ilst", b""))


def android_place() -> bytes:
    return box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+46.7867-092.1005/"))


def element(number: int, *parts: bytes) -> bytes:
    """A WebM element."""
    body = b"".join(parts)
    name = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return name + b"\x01" + len(body).to_bytes(7, "big") + body


def webm(*, seconds: float | None = 4.0, codec: bytes = b"V_VP9", kind: int = 1, tags: bytes = b"") -> bytes:
    """A WebM film of one track."""
    length = [element(0x4489, struct.pack(">d", seconds * 1000))] if seconds else []
    info = element(0x1549A966, element(0x2AD7B1, (1_000_000).to_bytes(3, "big")), *length)
    shape = element(0xE0, element(0xB0, b"\x02\x80"), element(0xBA, b"\x01\x68"))
    tracks = element(0x1654AE6B, element(0xAE, element(0x83, bytes([kind])), element(0x86, codec), shape))
    cluster = element(0x1F43B675, b"\x11" * 200)
    return element(0x1A45DFA3, element(0x4282, b"webm")) + element(0x18538067, info, tracks, tags, cluster)


def made(path: Path, *more: str, seconds: int = 2, size: str = "320x180", form: str = "mp4") -> Path:
    """A real film, drawn by ffmpeg: moving bars and a tone."""
    picture = ["-f", "lavfi", "-i", f"testsrc=size={size}:rate=10:duration={seconds}"]
    sound = ["-f", "lavfi", "-i", f"sine=frequency=300:duration={seconds}"]
    codecs = ["-c:v", "libvpx", "-b:v", "200k", "-c:a", "libvorbis"] if form == "webm" else ["-pix_fmt", "yuv420p"]
    command = ["ffmpeg", "-v", "error", "-y", *picture, *sound, *codecs, *more, str(path)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, timeout=120)
    return path


def stored(team: Team, actor: User, name: str = "walk.mp4", data: bytes | None = None) -> Film:
    """A film that was taken in without any program: everybody can play it, as far as its tables tell."""
    upload = SimpleUploadedFile(name, film() if data is None else data, content_type="video/mp4")
    with mock.patch.object(ffmpeg, "have", return_value=False):
        return add_film(actor=actor, team=team, upload=upload)
