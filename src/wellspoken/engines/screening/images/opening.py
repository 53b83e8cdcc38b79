"""From the bytes of a file to pixels: only formats we know, never more than memory allows, nothing from outside."""

import io
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

Pixels = np.ndarray[Any, np.dtype[np.uint8]]

MAX_BYTES = 25 * 2**20
MAX_PIXELS = 64_000_000
#: larger pictures are looked at in this size; writing that is smaller than that cannot be read by people either
MAX_SIDE = 3200
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


class NotOpened(Exception):
    """The file is no picture that can be looked at; `why` is a key of report.REASONS."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Opened:
    """The upright picture as seen on white: `colour` (rows, columns, red-green-blue), and its size in the file."""

    colour: Pixels
    width: int
    height: int


def opened(data: bytes) -> Opened:
    """Decode a picture. Raises `NotOpened` for medical imaging files, other files, damaged and huge ones."""
    if data[128:132] == b"DICM":
        raise NotOpened("dicom")
    if len(data) > MAX_BYTES:
        raise NotOpened("too_big")
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            _check_size(image)
            image.draft("RGB", (MAX_SIDE, MAX_SIDE))
            return _upright(image)
    except NotOpened:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotOpened("too_big") from error
    except UnidentifiedImageError as error:
        raise NotOpened("not_picture") from error
    except Exception as error:  # decoders raise anything for a damaged file
        raise NotOpened("broken") from error


def _check_size(image: Image.Image) -> None:
    """Refuse more pixels than there is room for, before any is decoded."""
    if image.size[0] * image.size[1] > MAX_PIXELS:
        raise NotOpened("too_big")


def _upright(image: Image.Image) -> Opened:
    turned = ImageOps.exif_transpose(image)
    turned.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    if turned.mode in {"RGBA", "LA", "PA"} or "transparency" in turned.info:
        clear = turned.convert("RGBA")
        ground = Image.new("RGBA", clear.size, "white")
        turned = Image.alpha_composite(ground, clear)
    pixels = np.asarray(turned.convert("RGB"), dtype=np.uint8)
    return Opened(pixels, turned.width, turned.height)
