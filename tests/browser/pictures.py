"""A photograph as a telephone makes it: JPEG, large, with the place written into it."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw


def lake(file: Path) -> Path:
    """Draw a lake, write it with a position in its hidden data, and return where it is."""
    picture = Image.new("RGB", (1600, 1200), "#bcd7e8")
    draw = ImageDraw.Draw(picture)
    draw.polygon([(0, 700), (500, 380), (900, 640), (1300, 420), (1600, 700)], fill="#6d8f7a")
    draw.rectangle((0, 700, 1600, 1200), fill="#3f7f93")
    exif = Image.Exif()
    exif[0x010F] = "A telephone"
    exif.get_ifd(0x8825)[1] = "N"
    picture.save(file, quality=90, exif=exif)
    return file
