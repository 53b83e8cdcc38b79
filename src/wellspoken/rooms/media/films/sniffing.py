"""What a file is by its first bytes, whatever its name says. Pure."""

from __future__ import annotations

from wellspoken.rooms.media.films.errors import BadFilm

HEAD = 64
_PICTURES = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}
_SOUNDS = {b"M4A ", b"M4B ", b"M4P ", b"F4A ", b"F4B "}
_SOUND_HEADS = (b"ID3", b"fLaC", b"OggS", b"\xff\xfb", b"\xff\xf3", b"\xff\xf1", b"\xff\xf9", b"#!AMR")
_PICTURE_HEADS = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8")


def form_of(head: bytes) -> str:
    """`mp4`, `mov` or `webm`; raises `BadFilm` naming what it is instead, as far as that shows."""
    if not head:
        raise BadFilm("empty")
    if head[4:8] == b"ftyp":
        return _branded(head[8:12])
    if head[4:8] in (b"moov", b"mdat", b"wide", b"free", b"skip"):
        return "mov"  # QuickTime from before there were brands
    if head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head[:HEAD]:
        return "webm"
    if head.startswith(_PICTURE_HEADS) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        raise BadFilm("picture")
    if head.startswith(_SOUND_HEADS) or (head[:4] == b"RIFF" and head[8:12] == b"WAVE"):
        raise BadFilm("sound_only")
    raise BadFilm("not_film")


def _branded(brand: bytes) -> str:
    if brand in _PICTURES:
        raise BadFilm("picture")
    if brand in _SOUNDS:
        raise BadFilm("sound_only")
    return "mov" if brand == b"qt  " else "mp4"
