"""Pieces of a picture turned, straightened and enlarged, remembering where every point came from."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from wellspoken.engines.screening.images.opening import Pixels
from wellspoken.engines.screening.images.report import Box

Matrix = np.ndarray[Any, np.dtype[np.float64]]
_ANGLES = tuple(range(-14, 15))
_PROFILE_SIDE = 400


@dataclass(frozen=True, slots=True)
class Piece:
    """Pixels (grey or colour) and the matrix that leads from their points back to those of the whole picture."""

    pixels: Pixels
    back: Matrix

    def home(self, left: float, top: float, width: float, height: float) -> Box:
        """The upright rectangle in the whole picture around a rectangle of this piece."""
        corners = np.array(
            [[left, top, 1], [left + width, top, 1], [left, top + height, 1], [left + width, top + height, 1]]
        )
        x, y = (corners @ self.back.T)[:, :2].T
        low_x, low_y = int(max(0.0, np.floor(x.min()))), int(max(0.0, np.floor(y.min())))
        return Box(low_x, low_y, int(np.ceil(x.max())) - low_x, int(np.ceil(y.max())) - low_y)


def piece(pixels: Pixels, box: Box) -> Piece:
    """The part of `pixels` inside `box`."""
    cut = pixels[box.top : box.top + box.height, box.left : box.left + box.width]
    return Piece(cut, np.array([[1.0, 0, box.left], [0, 1.0, box.top], [0, 0, 1.0]]))


def quarter_turns(part: Piece, turns: int) -> Piece:
    """The piece turned left by so many quarters."""
    height, width = part.pixels.shape[:2]
    turned: Pixels = np.ascontiguousarray(np.rot90(part.pixels, turns))
    ways = {
        0: [[1.0, 0, 0], [0, 1, 0], [0, 0, 1]],
        1: [[0.0, -1, width], [1, 0, 0], [0, 0, 1]],
        2: [[-1.0, 0, width], [0, -1, height], [0, 0, 1]],
        3: [[0.0, 1, 0], [-1, 0, height], [0, 0, 1]],
    }
    return Piece(turned, part.back @ np.array(ways[turns % 4]))


def rotated(part: Piece, degrees: float) -> Piece:
    """The piece turned left by some degrees, on a canvas that holds all of it."""
    if abs(degrees) < 0.5:
        return part
    height, width = part.pixels.shape[:2]
    cosine, sine = abs(np.cos(np.radians(degrees))), abs(np.sin(np.radians(degrees)))
    wide, high = int(width * cosine + height * sine), int(height * cosine + width * sine)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    matrix[0, 2] += (wide - width) / 2
    matrix[1, 2] += (high - height) / 2
    turned = cv2.warpAffine(part.pixels, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    whole = np.vstack([matrix, [0, 0, 1]])
    return Piece(np.asarray(turned, dtype=np.uint8), part.back @ np.linalg.inv(whole))


def scaled(part: Piece, factor: float) -> Piece:
    """The piece made larger or smaller."""
    if abs(factor - 1) < 0.05:
        return part
    way = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    made = cv2.resize(part.pixels, None, fx=factor, fy=factor, interpolation=way)
    return Piece(np.asarray(made, dtype=np.uint8), part.back @ np.diag([1 / factor, 1 / factor, 1.0]))


def slant(grey: Pixels) -> float:
    """By how many degrees lines of writing in `grey` must be turned left to lie level: -14 to 14.

    Level lines make rows of much ink next to rows of none; the angle with the sharpest change wins.
    """
    factor = min(1.0, _PROFILE_SIDE / max(grey.shape))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else grey
    soft = cv2.GaussianBlur(small, (0, 0), 0.8)
    edges = cv2.morphologyEx(soft, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)).astype(np.float32)
    height, width = edges.shape
    best, found = -1.0, 0
    for angle in _ANGLES:
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        rows = np.asarray(cv2.warpAffine(edges, matrix, (width, height))).sum(axis=1)
        sharp = float(np.square(np.diff(rows)).sum())
        if sharp > best:
            best, found = sharp, angle
    return float(found)
