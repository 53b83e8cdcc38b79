"""What a picture file tells beside the picture: found here so that people can be told what was taken out."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import ExifTags, Image

#: kinds in the order they are told
NAMES: dict[str, Any] = {
    "gps": gettext_lazy("location"),
    "camera": gettext_lazy("camera data"),
    "time": gettext_lazy("time taken"),
    "author": gettext_lazy("author"),
    "text": gettext_lazy("hidden text"),
    "motion": gettext_lazy("all frames but the first"),
}
_TAGS = {
    "camera": {"Make", "Model", "Software", "HostComputer", "LensMake", "LensModel", "MakerNote", "BodySerialNumber"},
    "time": {"DateTime", "DateTimeOriginal", "DateTimeDigitized"},
    "author": {"Artist", "Copyright", "CameraOwnerName", "XPAuthor"},
    "text": {"ImageDescription", "UserComment", "XPComment", "XPTitle", "XPKeywords", "XPSubject"},
}
_TEXT_KEYS = {"comment", "xmp", "XML:com.adobe.xmp", "photoshop", "Description", "Comment", "Title", "parameters"}


def told_by(image: Image.Image) -> list[str]:
    """Kinds of metadata the opened file carries, in the order of `NAMES`."""
    found = _exif_kinds(image)
    keys = {str(key) for key in image.info}
    if keys & _TEXT_KEYS or getattr(image, "text", None):
        found.add("text")
    if {"Author", "Copyright"} & keys:
        found.add("author")
    if "Software" in keys:
        found.add("camera")
    if "xmp" in keys and b"GPSLatitude" in _bytes(image.info["xmp"]):
        found.add("gps")
    return [name for name in NAMES if name in found]


def _bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


def _exif_kinds(image: Image.Image) -> set[str]:
    exif = image.getexif()
    if not exif:
        return set()
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    names = {ExifTags.TAGS.get(tag, "") for tag in [*exif, *inner]}
    found = {kind for kind, tags in _TAGS.items() if tags & names}
    if exif.get_ifd(ExifTags.IFD.GPSInfo):
        found.add("gps")
    return found or {"camera"}


def removed_sentence(kinds: list[str]) -> str:
    """What was taken out, as a sentence; '' when there was nothing."""
    names = [str(NAMES[name]) for name in NAMES if name in kinds]
    if not names:
        return ""
    listed = (
        names[0]
        if len(names) == 1
        else _("%(first)s and %(last)s")
        % {
            "first": ", ".join(names[:-1]),
            "last": names[-1],
        }
    )
    sentence = _("%(what)s removed") % {"what": listed}
    return sentence[:1].upper() + sentence[1:]
