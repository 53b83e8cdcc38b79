"""What a file is by its own bytes, whatever its name says. Pure."""

from __future__ import annotations

import io
import zipfile

from wellspoken.rooms.media.errors import BadPicture

MAX_BYTES = 25 * 2**20
_HEIC = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}


def kind(data: bytes) -> str:
    """`JPEG`, `PNG`, `WEBP` or `GIF`; raises `BadPicture` naming what it is instead, as far as that shows."""
    if not data:
        raise BadPicture("empty")
    if len(data) > MAX_BYTES:
        raise BadPicture("too_big")
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    raise BadPicture(_other(data))


def _other(data: bytes) -> str:
    if data[4:8] == b"ftyp":
        return "heic" if data[8:12] in _HEIC else "video"
    if data[128:132] == b"DICM":
        return "dicom"
    if data.startswith(b"%PDF"):
        return "pdf"
    if data.startswith((b"\x1a\x45\xdf\xa3", b"\x00\x00\x01\xba")):
        return "video"
    return "svg" if b"<svg" in data[:4096].lower() else "not_picture"


def refuse_hidden_files(data: bytes) -> None:
    """Raise `BadPicture` when a ZIP archive (also a Java or Office file) rides inside the picture."""
    if b"PK\x03\x04" in data and zipfile.is_zipfile(io.BytesIO(data)):
        raise BadPicture("hidden_file")
