"""Looks at one picture in every way there is, and says what it could not look at. Never raises."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from wellspoken.engines.screening.images import codes, contrast, faces, tesseract
from wellspoken.engines.screening.images.opening import NotOpened, Pixels, opened
from wellspoken.engines.screening.images.reading import Expired, Written, written
from wellspoken.engines.screening.images.report import Box, Line, PictureReport, Unseen, nothing

#: a corner is this share of each side; burnt-in writing is at most so high
_CORNER, _SMALL = 0.3, 0.05
_DARK = 60
#: a line read with less confidence than this may say something else
_UNCLEAR = 70.0


def look(data: bytes, expired: Expired) -> PictureReport:
    """What is in the picture whose file is `data`. `expired` is asked between steps whether time is over."""
    try:
        picture = opened(data)
    except NotOpened as error:
        return nothing(error.why)
    except Exception as error:  # noqa: BLE001 - whatever a decoder does, the picture counts as not seen
        return nothing("failed", type(error).__name__)
    report = PictureReport(picture.width, picture.height)
    grey: Pixels = np.asarray(cv2.cvtColor(picture.colour, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    view = View(picture.colour, grey, expired)
    for part, step in (("codes", _codes), ("faces", _faces), ("text", _text)):
        report = _safely(part, report, step, view)
    return report


@dataclass(frozen=True, slots=True)
class View:
    """One picture in colour and in grey, and whether the time for it is over."""

    colour: Pixels
    grey: Pixels
    expired: Expired


Step = Callable[[PictureReport, View], PictureReport]


def _safely(part: str, report: PictureReport, step: Step, view: View) -> PictureReport:
    """One kind of looking; when it fails, that is said and the others go on."""
    try:
        return step(report, view)
    except Exception as error:  # noqa: BLE001 - a part that fails is a part not seen
        return _without(report, Unseen(part, "failed", type(error).__name__))


def _codes(report: PictureReport, view: View) -> PictureReport:
    return replace(report, codes=codes.codes(view.colour), seen=(*report.seen, "codes"))


def _faces(report: PictureReport, view: View) -> PictureReport:
    return replace(report, faces=faces.faces(view.grey), seen=(*report.seen, "faces"))


def _text(report: PictureReport, view: View) -> PictureReport:
    """Writing and its contrast; what is missing for it is said."""
    have = tesseract.languages()
    usable = [code for code in tesseract.LANGUAGES if code in have]
    if not usable:
        return _without(report, Unseen("text", "program_missing"))
    for code in tesseract.LANGUAGES:
        if code not in have:
            report = _without(report, Unseen("text", "language_missing", code))
    try:
        found, whole = written(view.grey, usable, view.expired)
    except tesseract.NoAnswer as error:
        return _without(report, Unseen("text", "failed", str(error)))
    if not whole:
        report = _without(report, Unseen("text", "time_out"))
    lines = tuple(Line(w.text, w.box, w.confidence, contrast.contrast(_strip(view.colour, w))) for w in found)
    if any(line.confidence < _UNCLEAR for line in lines):
        report = _without(report, Unseen("text", "unclear"))
    burnt_in = _burnt_in(lines, view.grey)
    return replace(report, lines=lines, burnt_in=burnt_in, seen=(*report.seen, "text", "contrast"))


def _strip(colour: Pixels, line: Written) -> Pixels:
    """The line in colour, level, as it lay in the piece in which it was read."""
    back = line.frame.back
    place = line.place
    shift = np.array([[1.0, 0, place.left], [0, 1.0, place.top], [0, 0, 1.0]])
    size = (max(1, round(place.width)), max(1, round(place.height)))
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(colour, (back @ shift)[:2], size, flags=flags), dtype=np.uint8)


def _burnt_in(lines: Sequence[Line], grey: Pixels) -> bool:
    """Whether small lines stand in a dark corner, as X-ray and ultrasound machines write the patient's data."""
    height, width = grey.shape
    return any(line.box.height < _SMALL * height and _dark_corner(line.box, grey, width, height) for line in lines)


def _dark_corner(box: Box, grey: Pixels, width: int, height: int) -> bool:
    sides = box.left < _CORNER * width or box.left + box.width > (1 - _CORNER) * width
    ends = box.top < _CORNER * height or box.top + box.height > (1 - _CORNER) * height
    ground = grey[box.top : box.top + box.height, box.left : box.left + box.width]
    return sides and ends and ground.size > 0 and float(np.median(ground)) < _DARK


def _without(report: PictureReport, what: Unseen) -> PictureReport:
    return replace(report, unseen=(*report.unseen, what))
