"""Faces, counted. Nobody is recognised: only how many there are and where."""

from functools import lru_cache
from pathlib import Path
from threading import local

import cv2

from wellspoken.engines.screening.images.opening import Pixels
from wellspoken.engines.screening.images.report import Box

_SIDE = 640
_SMALLEST = 24
_FRONT = "haarcascade_frontalface_alt2.xml"
_SECOND = "haarcascade_frontalface_default.xml"
_SIDEWAYS = "haarcascade_profileface.xml"
_OWN = local()  # a cascade keeps state while it looks, so each thread has its own


def faces(grey: Pixels) -> tuple[Box, ...]:
    """Faces seen from the front or from the side, each once, from left to right.

    A front counts when two detectors that learnt separately agree on it: grain and patterns fool one, seldom both.
    """
    factor = min(1.0, _SIDE / max(grey.shape))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else grey
    even = cv2.equalizeHist(cv2.GaussianBlur(small, (0, 0), 1.0))
    found = _agreed(_seen(even, _FRONT, 4), even)
    flipped = [_mirrored(box, even.shape[1]) for box in _seen(cv2.flip(even, 1), _SIDEWAYS, 8)]
    for box in _seen(even, _SIDEWAYS, 8) + flipped:
        if not any(_same(box, known) for known in found):
            found.append(box)
    return tuple(sorted((_home(box, factor) for box in found), key=lambda box: box.left))


def _agreed(first: list[Box], grey: cv2.typing.MatLike) -> list[Box]:
    """Those that the second detector sees too."""
    if not first:
        return []
    second = _seen(grey, _SECOND, 4)
    return [box for box in first if any(_same(box, other) for other in second)]


def _seen(grey: cv2.typing.MatLike, name: str, agreeing: int) -> list[Box]:
    looks = _cascade(name).detectMultiScale(grey, 1.15, agreeing, minSize=(_SMALLEST, _SMALLEST))
    return [Box(*(int(v) for v in row)) for row in looks]


def _cascade(name: str) -> cv2.CascadeClassifier:
    """This thread's detector; raises FileNotFoundError when OpenCV came without it."""
    mine: dict[str, cv2.CascadeClassifier] = _OWN.__dict__.setdefault("cascades", {})
    if name not in mine:
        mine[name] = cv2.CascadeClassifier(str(_file(name)))
    return mine[name]


@lru_cache(maxsize=4)
def _file(name: str) -> Path:
    path = Path(cv2.__file__).parent / "data" / name
    if not path.is_file():
        raise FileNotFoundError(name)
    return path


def _mirrored(box: Box, width: int) -> Box:
    return Box(width - box.left - box.width, box.top, box.width, box.height)


def _same(first: Box, second: Box) -> bool:
    """Whether the middle of one lies in the other."""
    x, y = first.left + first.width / 2, first.top + first.height / 2
    return second.left < x < second.left + second.width and second.top < y < second.top + second.height


def _home(box: Box, factor: float) -> Box:
    return Box(*(round(v / factor) for v in (box.left, box.top, box.width, box.height)))
