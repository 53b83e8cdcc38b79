"""QR codes and bar codes, decoded."""

import zxingcpp

from wellspoken.engines.screening.images.opening import Pixels
from wellspoken.engines.screening.images.report import Box, Code

MOST = 20
LONGEST = 2000


def codes(colour: Pixels) -> tuple[Code, ...]:
    """The codes in a picture (red-green-blue), at most MOST; what they say is cut at LONGEST characters."""
    found = zxingcpp.read_barcodes(colour)
    return tuple(Code(_name(code.format), code.text[:LONGEST], _box(code.position)) for code in found[:MOST])


def _name(kind: object) -> str:
    """ "QRCode", "Code128", ... as the reader calls it."""
    return str(kind).removeprefix("BarcodeFormat.").replace(" ", "")


def _box(position: object) -> Box:
    corners = [getattr(position, name) for name in ("top_left", "top_right", "bottom_left", "bottom_right")]
    xs, ys = [c.x for c in corners], [c.y for c in corners]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
