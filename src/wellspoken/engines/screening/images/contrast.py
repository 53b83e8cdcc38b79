"""How well writing stands out from its ground: the contrast ratio of WCAG 2, measured in the pixels."""

from typing import Any

import cv2
import numpy as np

from wellspoken.engines.screening.images.opening import Pixels

Tones = np.ndarray[Any, np.dtype[np.float64]]

_WEIGHTS = np.array([0.2126, 0.7152, 0.0722])
_FEWEST = 60
#: writing covers so much of its line at least and at most; otherwise the two parts are something else
_THINNEST, _THICKEST = 0.02, 0.48


def contrast(colour: Pixels) -> float | None:
    """The ratio (1 to 21) between the two tones of one level line of writing; None when it cannot be told.

    The middle tone of the ground is set against the purest tenth of the strokes, because their edges are blurred.
    """
    if colour.shape[0] * colour.shape[1] < _FEWEST:
        return None
    light = _luminance(colour)
    grey = (255 * light ** (1 / 2.2)).astype(np.uint8)
    _, parted = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    bright = np.asarray(parted) > 0
    share = float(bright.mean())
    strokes = bright if share < 0.5 else ~bright
    part = min(share, 1 - share)
    if not _THINNEST <= part <= _THICKEST:
        return None
    ground = float(np.median(light[~strokes]))
    pure = float(np.percentile(light[strokes], 90 if share < 0.5 else 10))
    high, low = max(ground, pure), min(ground, pure)
    return round((high + 0.05) / (low + 0.05), 1)


def _luminance(colour: Pixels) -> Tones:
    """Relative luminance of each pixel, 0 to 1."""
    tone = colour.astype(np.float64) / 255
    linear = np.where(tone <= 0.04045, tone / 12.92, ((tone + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ _WEIGHTS, dtype=np.float64)
