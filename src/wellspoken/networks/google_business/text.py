"""What Google takes as news of a location.

Sources: developers.google.com/my-business, "Create posts" and "LocalPost" (1,500
characters; JPG and PNG), support.google.com/business, "Photo guidelines" (10 kB to
5 MB, at least 250 by 250 pixels). One picture, and no description of it: the
interface has no field for one.
"""

from __future__ import annotations

from collections.abc import Iterator

from wellspoken.networks import spans
from wellspoken.networks.base import Limits, Measure, Outgoing, Problem, Segment

LIMITS = Limits(
    max_length=1500,
    unit="utf16",
    max_pictures=1,
    picture_bytes=5_000_000,
    picture_types=("image/jpeg", "image/png"),
    fetches_pictures=True,
    can=frozenset({"delete", "edit"}),
)
LEAST_PIXELS, LEAST_BYTES = 250, 10_240


def measure(text: str, limits: Limits) -> Measure:
    """Count UTF-16 units, which are never fewer than what any other way counts."""
    count = len(text.encode("utf-16-le", "surrogatepass")) // 2
    return Measure(count, limits.max_length, limits.unit, max(0, count - limits.max_length))


def segments(text: str) -> list[Segment]:
    """Return links; tags and names are plain words on a profile."""
    found = [Segment(kind, start, end, text[start:end], to) for kind, start, end, to in spans.marks(text)]
    return sorted((one for one in found if one.kind == "link"), key=lambda one: one.start)


def too_small(outgoing: Outgoing) -> Iterator[Problem]:
    """Yield the pictures Google finds too small, and a picture without words."""
    for number, picture in enumerate(outgoing.pictures, 1):
        few_bytes = picture.size is not None and 0 < picture.size < LEAST_BYTES
        if min(picture.width, picture.height) < LEAST_PIXELS or few_bytes:
            yield Problem("picture_too_small", {"number": number})
    if outgoing.pictures and not outgoing.text.strip():
        yield Problem("empty")
