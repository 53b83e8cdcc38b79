"""Where writing may stand: places whose edges are stronger or denser than in the rest of the picture."""

import cv2
import numpy as np

from wellspoken.engines.screening.images.opening import Pixels
from wellspoken.engines.screening.images.report import Box

MOST = 6
_REACH = 31
_MARGIN = 12
_SMALLEST = 900


def regions(grey: Pixels) -> list[Box]:
    """At most MOST rectangles that may hold writing, the largest first."""
    smooth = cv2.GaussianBlur(grey, (0, 0), 1.2).astype(np.float32)
    edges = cv2.magnitude(cv2.Sobel(smooth, cv2.CV_32F, 1, 0), cv2.Sobel(smooth, cv2.CV_32F, 0, 1))
    dense = np.asarray(cv2.boxFilter(edges, -1, (_REACH, _REACH)))
    usual = float(np.median(dense))
    spread = float(np.median(np.abs(dense - usual)))
    marked = (dense > usual + max(4 * spread, 8.0)).astype(np.uint8)
    closed = cv2.morphologyEx(marked, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
    _, _, rows, _ = cv2.connectedComponentsWithStats(closed)
    height, width = grey.shape
    found = [_box(row, width, height) for row in rows[1:].tolist() if row[2] * row[3] >= _SMALLEST and row[4] > 600]
    found.sort(key=lambda box: -box.width * box.height)
    return [box for at, box in enumerate(found) if not any(_inside(box, larger) for larger in found[:at])][:MOST]


def _inside(box: Box, larger: Box) -> bool:
    """Whether the middle of `box` lies in `larger`."""
    x, y = box.left + box.width / 2, box.top + box.height / 2
    return larger.left < x < larger.left + larger.width and larger.top < y < larger.top + larger.height


def _box(row: list[int], width: int, height: int) -> Box:
    """A component's rectangle with a margin, inside the picture."""
    left, top = max(0, row[0] - _MARGIN), max(0, row[1] - _MARGIN)
    right, bottom = min(width, row[0] + row[2] + _MARGIN), min(height, row[1] + row[3] + _MARGIN)
    return Box(left, top, right - left, bottom - top)
