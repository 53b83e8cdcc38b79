"""A picture at the door: really decoded, turned upright, stripped of everything that is not the picture. Pure."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import dataclass, field

from PIL import Image, ImageCms, ImageOps

from wellspoken.rooms.media.errors import BadPicture
from wellspoken.rooms.media.metadata import told_by
from wellspoken.rooms.media.sniffing import kind, refuse_hidden_files

MAX_PIXELS = 64_000_000
MAX_SIDE = 4096
QUALITY = 90
_MARKS = re.compile(r"[\\/:*?\"<>|\x00-\x1f\x7f]+")
_EXTENSION = {"image/jpeg": ".jpg", "image/png": ".png"}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A picture that holds nothing but the picture: JPEG or PNG bytes, pixels, and what was taken out."""

    data: bytes = field(repr=False)
    mime: str
    width: int
    height: int
    removed: list[str]


def clean(data: bytes) -> Cleaned:
    """Decode, turn upright, convert to sRGB, limit to 4096 pixels a side, encode anew.

    Raises `BadPicture` for everything that is not a whole, still picture.
    """
    form = kind(data)
    _verify(data, form)
    refuse_hidden_files(data)
    image, removed = _decode(data, form)
    image.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    return encode(image, photo=form in {"JPEG", "WEBP"}, removed=removed)


def _verify(data: bytes, form: str) -> None:
    """The cheap look first: structure and size, before any pixel is decoded."""
    try:
        with Image.open(io.BytesIO(data), formats=[form]) as image:
            pixels = image.size[0] * image.size[1]
            moving = form != "GIF" and int(getattr(image, "n_frames", 1)) > 1
            if pixels <= MAX_PIXELS:
                image.verify()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadPicture("too_many_pixels") from error
    except Exception as error:  # decoders raise anything for a damaged file
        raise BadPicture("broken") from error
    if pixels > MAX_PIXELS:
        raise BadPicture("too_many_pixels")
    if moving:
        raise BadPicture("moving")


def _decode(data: bytes, form: str) -> tuple[Image.Image, list[str]]:
    try:
        with Image.open(io.BytesIO(data), formats=[form]) as image:
            removed = told_by(image)
            if form == "GIF" and int(getattr(image, "n_frames", 1)) > 1:
                removed.append("motion")
                image.seek(0)
            image.load()
            upright = ImageOps.exif_transpose(image)
            return _to_srgb(upright), removed
    except Exception as error:  # decoders raise anything for a damaged file
        raise BadPicture("broken") from error


def _to_srgb(image: Image.Image) -> Image.Image:
    """RGB, or RGBA where something shows through; colours as meant by the file's own profile."""
    profile = image.info.get("icc_profile")
    clear = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    if image.mode.startswith("I") or image.mode == "F":
        image = _grey(image)
    if profile and image.mode in {"RGB", "RGBA", "CMYK"}:
        image = _by_profile(image, profile)
    plain = image.convert("RGBA" if clear else "RGB")
    if clear and plain.getchannel("A").getextrema() == (255, 255):
        plain = plain.convert("RGB")
    plain.info = {}
    return plain


def _grey(image: Image.Image) -> Image.Image:
    """16-bit grey to 8-bit grey."""
    return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image:
    """Colours translated from the file's profile to sRGB; what shows through stays."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    solid = image.convert("RGB") if alpha else image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        made = ImageCms.profileToProfile(solid, source, target, outputMode="RGB") or solid
    except (ImageCms.PyCMSError, OSError):
        return image  # an unusable profile changes shades, not the picture
    if alpha:
        made.putalpha(alpha)
    return made


def encode(image: Image.Image, *, photo: bool, removed: list[str]) -> Cleaned:
    """JPEG for photographs, PNG for drawings and whatever lets something show through."""
    out = io.BytesIO()
    if photo and image.mode == "RGB":
        image.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
        mime = "image/jpeg"
    else:
        image.save(out, "PNG", optimize=image.size[0] * image.size[1] < 4_000_000)
        mime = "image/png"
    return Cleaned(out.getvalue(), mime, *image.size, removed)


def clean_name(name: str, mime: str) -> str:
    """A file name people recognise, safe in a header, with the true extension; at most 100 characters."""
    base = _MARKS.sub(" ", re.split(r"[\\/]", name)[-1])
    base = "".join(c for c in unicodedata.normalize("NFC", base) if unicodedata.category(c)[0] != "C")
    stem = base.rsplit(".", 1)[0] if "." in base.strip(".") else base
    stem = " ".join(stem.split()).strip(". ")[:90]
    return (stem or "picture") + _EXTENSION.get(mime, "")
