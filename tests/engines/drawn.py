"""Pictures drawn for tests: writing on cards, codes, a face made of ellipses. Nobody is in them."""

from __future__ import annotations

import io

import cv2
import numpy as np
import zxingcpp
from PIL import Image, ImageDraw, ImageFont

WRISTBAND = ("BRANNIGAN, ROSALIND", "DOB 04/17/1951  F", "MRN 7730164")


def card(
    lines: tuple[str, ...], *, size: int = 36, ink: str = "#111111", paper: str = "#ffffff", slant: float = 0
) -> Image.Image:
    """Lines of writing on paper, lying on a grey table, turned by some degrees."""
    font = ImageFont.load_default(size)
    width = int(max(font.getlength(line) for line in lines)) + 60
    sheet = Image.new("RGB", (width, int(size * 1.6) * len(lines) + 40), paper)
    pen = ImageDraw.Draw(sheet)
    for row, line in enumerate(lines):
        pen.text((30, 20 + row * int(size * 1.6)), line, font=font, fill=ink)
    table = Image.effect_noise((1100, 760), 24).convert("RGB")
    turned = sheet.convert("RGBA").rotate(slant, expand=True, resample=Image.Resampling.BICUBIC)
    table.paste(turned, ((1100 - turned.width) // 2, (760 - turned.height) // 2), turned)
    return table


def saved(image: Image.Image, form: str = "JPEG", quality: int = 85) -> bytes:
    """The bytes of a file."""
    out = io.BytesIO()
    image.save(out, form, quality=quality)
    return out.getvalue()


def code(text: str, kind: str = "QRCode") -> Image.Image:
    """A QR or bar code on a white poster."""
    made = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, kind))
    pixels = np.asarray(zxingcpp.write_barcode_to_image(made, scale=6))
    poster = Image.new("RGB", (900, 700), "white")
    poster.paste(Image.fromarray(pixels).convert("RGB"), (150, 150))
    return poster


def face() -> Image.Image:
    """Light skin-like oval, dark eyes and brows, nose and mouth: enough for the detector."""
    image = np.full((600, 800), 90, np.uint8)
    middle, scale = (400, 300), 1.5

    def oval(x: int, y: int, wide: int, high: int, tone: int) -> None:
        centre = (middle[0] + int(x * scale), middle[1] + int(y * scale))
        cv2.ellipse(image, centre, (int(wide * scale), int(high * scale)), 0, 0, 360, tone, -1)

    oval(0, 0, 75, 100, 200)
    for side in (-30, 30):
        oval(side, -25, 20, 11, 90)
        oval(side, -42, 22, 4, 90)
        oval(side, -25, 5, 5, 20)
    oval(0, 18, 12, 3, 140)
    oval(0, -10, 4, 26, 225)
    oval(0, 48, 30, 9, 100)
    return Image.fromarray(cv2.GaussianBlur(image, (0, 0), 5)).convert("RGB")
