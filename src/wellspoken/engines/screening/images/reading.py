"""Writing in a picture: places that may hold some are turned upright, straightened, and read in several ways."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from wellspoken.engines.screening.images import tesseract
from wellspoken.engines.screening.images.layout import on_lists
from wellspoken.engines.screening.images.merging import Glyphs, Reading, merged
from wellspoken.engines.screening.images.opening import Pixels
from wellspoken.engines.screening.images.regions import regions
from wellspoken.engines.screening.images.report import Box
from wellspoken.engines.screening.images.tesseract import ANYWHERE, BLOCK, Word
from wellspoken.engines.screening.images.turning import Piece, piece, quarter_turns, rotated, scaled, slant
from wellspoken.engines.text import SMALL_WORDS

Expired = Callable[[], bool]
#: letters as high as this are read best, in pixels
_LETTER = 34.0
_LARGEST = 3600
#: so much sure writing leaves no doubt which way is up
_CLEAR = 2500.0
_LEAST = 120.0
#: from this roughness on (median of the Laplacian) a picture counts as grainy
_GRAINY = 22.0
_BETTER = 1.15
_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Written:
    """A line of writing with its place, and the level piece of the picture in which it was read."""

    text: str
    box: Box
    confidence: float
    frame: Piece
    place: Reading


@dataclass(frozen=True, slots=True)
class Pass:
    """One way of looking: how the pixels are prepared, and in which languages they are read."""

    prepare: Callable[[Pixels, float], Pixels]
    languages: tuple[str, ...]


@dataclass(slots=True)
class Reader:
    """Asks the program; a look that takes too long, or comes after the time is over, reads nothing and is counted."""

    languages: tuple[str, ...]
    expired: Expired
    missed: int = 0

    def read(self, pixels: Pixels, layout: int, wanted: Sequence[str]) -> list[Word]:
        """The words, or none when time was short."""
        try:
            if not self.expired():
                return tesseract.read(pixels, layout, wanted)
        except tesseract.TooSlow:
            pass  # counted like a look there was no time for: the report says so
        self.missed += 1
        return []


def written(grey: Pixels, languages: Sequence[str], expired: Expired) -> tuple[list[Written], bool]:
    """Lines of writing in `grey`, and whether the time was enough for all of it. Raises `NoAnswer`."""
    reader = Reader(tuple(languages), expired)
    calm = _without_grain(grey)
    found: list[Written] = []
    for box in regions(grey):
        fresh = _read_region(piece(calm, box), reader)
        found += [line for line in fresh if not any(_covers(f.box, line.box) for f in found)]
    found += [line for line in _at_large(calm, reader) if not any(_covers(f.box, line.box) for f in found)]
    return found, reader.missed == 0


def _without_grain(grey: Pixels) -> Pixels:
    """The picture with its grain smoothed, if it has much: every grain would be looked at as if it were a letter."""
    rough = float(np.median(np.abs(cv2.Laplacian(grey, cv2.CV_32F))))
    return np.asarray(cv2.medianBlur(grey, 3), dtype=np.uint8) if rough > _GRAINY else grey


def _read_region(part: Piece, reader: Reader) -> list[Written]:
    """The lines of one place; none when nothing there reads like writing."""
    level, first, weight = _upright(part, reader)
    if weight < _LEAST:
        return []
    factor = _factor(level, first)
    readings = [_lines(first)]
    for way in _passes(reader.languages):
        bigger = scaled(level, factor)
        prepared = Piece(_light_ground(way.prepare(bigger.pixels, factor)), bigger.back)
        readings.append(_lines(reader.read(prepared.pixels, BLOCK, way.languages), factor))
    return [_line(level, reading) for reading in merged(readings, _known)]


def _passes(languages: Sequence[str]) -> list[Pass]:
    """Different eyes make different mistakes: three preparations, each with other dictionaries."""
    have = [code for code in languages if code in tesseract.LANGUAGES]
    pairs = [tuple(c for c in have if c in pair) or tuple(have) for pair in (("nor",), ("eng", "ind"), ("eng", "nor"))]
    return [Pass(_inked, pairs[0]), Pass(_calmed, pairs[1]), Pass(_stretched, pairs[2])]


def _upright(part: Piece, reader: Reader) -> tuple[Piece, list[Word], float]:
    """The piece turned so that its writing reads best, the words read, and how much sure writing that is."""
    wanted = tuple(code for code in reader.languages if code in ("eng", "nor")) or reader.languages
    best: tuple[Piece, list[Word], float] | None = None
    enlarge = 2.0 if max(part.pixels.shape) < 900 else 1.0
    for turns in (0, 1, 3, 2):
        turned = quarter_turns(part, turns)
        level = rotated(turned, slant(turned.pixels))
        big = _light_ground(_stretched(scaled(level, enlarge).pixels, enlarge))
        words = [_smaller(word, enlarge) for word in reader.read(big, BLOCK, wanted)]
        weight = _weight(words)
        if best is None or weight > best[2] * _BETTER:
            best = (level, words, weight)
        if weight > _CLEAR:
            break
    return best or (part, [], 0.0)


def _weight(words: Sequence[Word]) -> float:
    """How much sure writing there is: letters times confidence."""
    return sum(len(w.text) * w.confidence for w in words if w.confidence > 50 and len(_letters(w.text)) > 1)


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text)


def _smaller(word: Word, factor: float) -> Word:
    """The word as it lies in pixels `factor` times smaller."""
    left, top, width, height = (round(v / factor) for v in (word.left, word.top, word.width, word.height))
    return Word(word.text, word.line, left, top, width, height, word.confidence)


def _factor(level: Piece, words: Sequence[Word]) -> float:
    """How much to enlarge so that letters get their best height."""
    heights = [w.height for w in words if w.confidence > 40 and len(_letters(w.text)) > 1]
    wanted = _LETTER / max(6.0, float(np.median(heights))) if heights else 2.0
    return float(min(4.0, max(1.0, wanted), _LARGEST / max(level.pixels.shape)))


def _lines(words: Sequence[Word], factor: float = 1.0) -> list[Reading]:
    """Words joined to lines, in the frame before it was enlarged."""
    grouped: dict[tuple[int, int, int], list[Word]] = {}
    for word in words:
        grouped.setdefault(word.line, []).append(word)
    return [_joined(line, factor) for line in grouped.values() if any(_letters(w.text) for w in line)]


def _joined(line: Sequence[Word], factor: float) -> Reading:
    left, top = min(w.left for w in line), min(w.top for w in line)
    right, bottom = max(w.left + w.width for w in line), max(w.top + w.height for w in line)
    words = tuple(Glyphs(w.text, w.left / factor, w.width / factor, w.confidence) for w in line)
    return Reading(words, left / factor, top / factor, (right - left) / factor, (bottom - top) / factor)


def _known(word: str) -> bool:
    """Whether the word is a name from the lists or a small word of the three languages."""
    return on_lists(word) or word in SMALL_WORDS


def _line(level: Piece, reading: Reading) -> Written:
    home = level.home(reading.left, reading.top, reading.width, reading.height)
    return Written(reading.text, home, round(reading.confidence, 1), level, reading)


def _at_large(grey: Pixels, reader: Reader) -> list[Written]:
    """One look at the whole picture, for sure words outside of the places that were looked at closely."""
    whole = piece(grey, Box(0, 0, grey.shape[1], grey.shape[0]))
    factor = 2.0 if max(grey.shape) < 1000 else 1.0
    words = [_smaller(w, factor) for w in reader.read(scaled(whole, factor).pixels, ANYWHERE, reader.languages)]
    sure = [w for w in words if w.confidence > 70 and len(_letters(w.text)) > 2]
    return [_line(whole, reading) for reading in _lines(sure) if reading.sound]


def _covers(known: Box, new: Box) -> bool:
    """Whether a known line already lies over the middle of a new one."""
    x, y = new.left + new.width / 2, new.top + new.height / 2
    return known.left <= x <= known.left + known.width and known.top <= y <= known.top + known.height


def _stretched(pixels: Pixels, factor: float) -> Pixels:
    """Greys spread over the whole range."""
    low, high = np.percentile(pixels, (2, 98))
    spread = (pixels.astype(np.float32) - low) * 255 / max(1.0, float(high - low))
    return np.asarray(spread.clip(0, 255), dtype=np.uint8)


def _inked(pixels: Pixels, factor: float) -> Pixels:
    """Pure black and white, parted where the two differ most."""
    soft = cv2.GaussianBlur(pixels, (0, 0), max(0.6, factor * 0.5))
    _, parted = cv2.threshold(soft, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return np.asarray(parted, dtype=np.uint8)


def _calmed(pixels: Pixels, factor: float) -> Pixels:
    """Grain smoothed away, edges kept."""
    return np.asarray(cv2.bilateralFilter(_stretched(pixels, factor), 7, 45, 5), dtype=np.uint8)


def _light_ground(pixels: Pixels) -> Pixels:
    """Light writing on dark ground turned into its negative."""
    return np.asarray(255 - pixels, dtype=np.uint8) if float(np.median(pixels)) < 110 else pixels
