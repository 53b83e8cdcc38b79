"""Pictures made to fit: networks' limits and thumbnails, kept on disk beside nothing secret."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from PIL import Image, ImageOps

from wellspoken.rooms.media.errors import BadPicture
from wellspoken.rooms.media.models import MediaFile

#: named sizes for pages: longest side in pixels
SIZES = {"thumb": 320, "small": 640, "medium": 960, "large": 1600, "full": 4096}
_QUALITIES = (88, 80, 70, 60)
_SHRINK = 0.8
_SMALLEST = 32
_FORMS = {"JPEG": "image/jpeg", "PNG": "image/png"}


class Bounds(NamedTuple):
    """What must hold: bytes at most, longest side at most, all pixels at most (0 = any), JPEG and nothing else."""

    max_bytes: int
    max_side: int
    max_pixels: int = 0
    jpeg_only: bool = False


@dataclass(frozen=True, slots=True)
class Rendition:
    """Bytes that fit, their type and pixels."""

    data: bytes = field(repr=False)
    mime: str
    width: int
    height: int


def rendition(media: MediaFile, *, max_bytes: int, max_side: int = 4096, max_pixels: int = 0) -> tuple[bytes, str]:
    """The picture within these bounds as (bytes, mime); see `fitted`."""
    made = fitted(media, Bounds(max_bytes, max_side, max_pixels))
    return made.data, made.mime


def thumbnail(media: MediaFile, size: str) -> Rendition:
    """The picture in one of the named `SIZES`; raises KeyError for another name."""
    return fitted(media, Bounds(10_000_000, SIZES[size]))


def fitted(media: MediaFile, bounds: Bounds) -> Rendition:
    """The picture within bounds: as it is when it fits, else smaller. Raises `BadPicture("cannot_fit")`.

    Made once and kept; the same picture and bounds give the same bytes.
    """
    if _fits(media, bounds):
        return Rendition(stored_bytes(media), media.mime, media.width, media.height)
    place = _place(media, bounds)
    kept = _read(place)
    if kept is None:
        kept = _make(stored_bytes(media), bounds)
        _keep(place, kept.data)
    return kept


def stored_bytes(media: MediaFile) -> bytes:
    """The cleaned file's bytes. Raises `BadPicture("broken")` when the file is gone from the disk."""
    try:
        with media.file.open("rb") as file:
            return bytes(file.read())
    except OSError as error:
        raise BadPicture("broken") from error


def _fits(media: MediaFile, bounds: Bounds) -> bool:
    pixels_fit = not bounds.max_pixels or media.width * media.height <= bounds.max_pixels
    if bounds.jpeg_only and media.mime != "image/jpeg":
        return False
    return media.size <= bounds.max_bytes and max(media.width, media.height) <= bounds.max_side and pixels_fit


def _place(media: MediaFile, bounds: Bounds) -> Path:
    name = hashlib.sha256(f"{media.sha256}:{bounds}".encode()).hexdigest()
    return Path(settings.MEDIA_ROOT) / "renditions" / name[:2] / name


def _read(place: Path) -> Rendition | None:
    try:
        data = place.read_bytes()
        with Image.open(io.BytesIO(data), formats=list(_FORMS)) as image:
            return Rendition(data, _FORMS[str(image.format)], *image.size)
    except (OSError, KeyError):
        return None


def _keep(place: Path, data: bytes) -> None:
    """Write beside and rename: readers see nothing or the whole file."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(name).replace(place)


def _make(data: bytes, bounds: Bounds) -> Rendition:
    with Image.open(io.BytesIO(data), formats=list(_FORMS)) as opened:
        form = "JPEG" if bounds.jpeg_only else str(opened.format)
        image = opened.convert("RGBA" if opened.mode == "RGBA" else "RGB")
    image = ImageOps.contain(image, _first_size(image.size, bounds), Image.Resampling.LANCZOS)
    while min(image.size) >= 1 and max(image.size) >= min(_SMALLEST, bounds.max_side):
        for made in _encodings(image, form):
            if len(made.data) <= bounds.max_bytes:
                return made
        smaller = (max(1, int(image.width * _SHRINK)), max(1, int(image.height * _SHRINK)))
        if smaller == image.size:
            break
        image = image.resize(smaller, Image.Resampling.LANCZOS)
    raise BadPicture("cannot_fit")


def _first_size(size: tuple[int, int], bounds: Bounds) -> tuple[int, int]:
    scale = min(1.0, bounds.max_side / max(size))
    if bounds.max_pixels:
        scale = min(scale, (bounds.max_pixels / (size[0] * size[1])) ** 0.5)
    return max(1, int(size[0] * scale)), max(1, int(size[1] * scale))


def _encodings(image: Image.Image, form: str) -> list[Rendition]:
    """Candidates from best to smallest: PNG stays PNG while it fits, then JPEG on white."""
    made = [_encode(image, "PNG", 0)] if form == "PNG" else []
    flat = image
    if image.mode == "RGBA":
        flat = Image.new("RGB", image.size, "white")
        flat.paste(image, mask=image.getchannel("A"))
    return made + [_encode(flat, "JPEG", quality) for quality in _QUALITIES]


def _encode(image: Image.Image, form: str, quality: int) -> Rendition:
    out = io.BytesIO()
    if form == "JPEG":
        image.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    else:
        image.save(out, "PNG")
    return Rendition(out.getvalue(), _FORMS[form], *image.size)
