"""Calm little landscapes, drawn here, so that the sample needs nobody's photographs."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageDraw, ImageFilter

SIZE = (1600, 1000)
#: scene -> sky top, sky bottom, hills far to near, ground
PALETTES: dict[str, tuple[str, str, tuple[str, ...], str]] = {
    "lake": ("#cfe6ee", "#f6efe0", ("#9dbfc4", "#6fa3a6", "#3f7d80"), "#dcd2b8"),
    "clinic": ("#e9f1ef", "#ffffff", ("#cfe3df", "#b6d4cf"), "#e7dfce"),
    "harbour": ("#bfdcea", "#eef5f2", ("#8fb4c4", "#5e90a8"), "#3d6f86"),
    "night": ("#1b2a41", "#53627c", ("#2d3f57", "#24344a"), "#e8ecf2"),
    "sunrise": ("#f9d9a8", "#fdf1dc", ("#c9b979", "#93a860", "#5f8a4e"), "#7fa35a"),
}


def draw(scene: str) -> bytes:
    """A JPEG of 1600 x 1000 pixels; the same scene always gives the same picture."""
    chance = random.Random(scene)  # noqa: S311 only for shapes
    top, bottom, hills, ground = PALETTES[scene]
    picture = _sky(top, bottom)
    pen = ImageDraw.Draw(picture)
    pen.ellipse((1150, 140, 1330, 320), fill="#fff6dc" if scene != "night" else "#e9e6d4")
    for depth, colour in enumerate(hills):
        _hill(pen, chance, 430 + 130 * depth, colour)
    pen.rectangle((0, 820, *SIZE), fill=ground)
    EXTRAS.get(scene, _nothing)(pen, chance)
    out = io.BytesIO()
    picture.filter(ImageFilter.GaussianBlur(0.6)).save(out, "JPEG", quality=88)
    return out.getvalue()


def _sky(top: str, bottom: str) -> Image.Image:
    mask = Image.linear_gradient("L").resize(SIZE)
    return Image.composite(Image.new("RGB", SIZE, bottom), Image.new("RGB", SIZE, top), mask)


def _hill(pen: ImageDraw.ImageDraw, chance: random.Random, base: int, colour: str) -> None:
    points: list[tuple[float, float]] = [(0.0, 1000.0)]
    height = float(base)
    for x in range(0, 1700, 100):
        height = min(base + 90, max(base - 90, height + chance.uniform(-60, 60)))
        points.append((float(x), height))
    pen.polygon([*points, (1600.0, 1000.0)], fill=colour)


def _houses(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    for number, colour in enumerate(("#b5483c", "#e2b04a", "#f3efe6", "#7d9b76", "#b5483c", "#d98e5f")):
        left, height = 180 + number * 210, 200 + chance.randint(-30, 40)
        pen.rectangle((left, 820 - height, left + 170, 820), fill=colour)
        pen.polygon([(left - 10, 820 - height), (left + 85, 730 - height), (left + 180, 820 - height)], fill="#4a4e57")
        for window in range(4):
            x, y = left + 30 + 70 * (window % 2), 850 - height + 70 * (window // 2)
            pen.rectangle((x, y, x + 38, y + 44), fill="#ffe7a8")


def _desk(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    pen.rounded_rectangle((380, 560, 1220, 840), 24, fill="#0b5c5e")
    pen.rounded_rectangle((350, 520, 1250, 585), 18, fill="#e2f0ee")
    pen.rounded_rectangle((610, 250, 990, 420), 18, fill="#ffffff", outline="#0b5c5e", width=8)
    for row in range(3):
        pen.rounded_rectangle((650, 285 + 40 * row, 950 - 60 * row, 303 + 40 * row), 9, fill="#8fb9b6")


def _path(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    pen.polygon([(700, 1000), (1000, 1000), (880, 820), (830, 820)], fill="#f4ead2")
    for left in (720, 860):
        pen.rounded_rectangle((left, 880, left + 110, 935), 26, fill="#a3162a" if left == 720 else "#0f7a78")


def _nothing(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    """A landscape with nothing in front."""


EXTRAS = {"harbour": _houses, "night": _houses, "clinic": _desk, "lake": _path}
