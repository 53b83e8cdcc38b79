"""The program `tesseract` (Apache-2.0, a Debian package): found, asked for its languages, given pixels.

The picture goes in through a pipe and the words come out through one: no picture is ever written to a disk here.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import cv2

from wellspoken.engines.screening.images.opening import Pixels
from wellspoken.engines.screening.images.report import VERSION

PROGRAM = "tesseract"
PACKAGES = "tesseract-ocr tesseract-ocr-ind tesseract-ocr-nor"
LANGUAGES = ("eng", "ind", "nor")
SECONDS = 15.0
#: how the program shall see its picture: one block of lines, or words anywhere
BLOCK, ANYWHERE = 6, 11


class NoAnswer(Exception):
    """The program is missing or broke down."""


class TooSlow(NoAnswer):
    """One look took longer than SECONDS."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word as read: its line (block, paragraph, line), place in the given pixels and confidence 0 to 100."""

    text: str
    line: tuple[int, int, int]
    left: int
    top: int
    width: int
    height: int
    confidence: float


@lru_cache(maxsize=1)
def languages() -> frozenset[str]:
    """The languages that are installed; empty when the program is not there. Asked once per process."""
    if not shutil.which(PROGRAM):
        return frozenset()
    try:
        told = subprocess.run([PROGRAM, "--list-langs"], capture_output=True, timeout=SECONDS, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(told.stdout.decode("utf-8", "replace").split("\n")[1:]) - {""}


def version() -> str:
    """Names this way of looking: reports made with fewer languages, or an older way, are out of date."""
    return "+".join([VERSION, *(code for code in LANGUAGES if code in languages())])


def read(pixels: Pixels, layout: int, wanted: Sequence[str]) -> list[Word]:
    """The words in grey `pixels`, in reading order. Raises `NoAnswer`."""
    _, picture = cv2.imencode(".pgm", pixels)
    command = [PROGRAM, "stdin", "stdout", "--psm", str(layout), "-l", "+".join(wanted), "-c", "tessedit_create_tsv=1"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(  # noqa: S603
            command, input=picture.tobytes(), capture_output=True, timeout=SECONDS, check=True, env=environment
        )
    except subprocess.TimeoutExpired as error:
        raise TooSlow(type(error).__name__) from error
    except (OSError, subprocess.SubprocessError) as error:
        raise NoAnswer(type(error).__name__) from error
    return [word for row in done.stdout.decode("utf-8", "replace").splitlines() if (word := _word(row))]


def _word(row: str) -> Word | None:
    """A word from one row of the program's table; None for rows about pages, blocks and lines."""
    cells = row.split("\t")
    if len(cells) != 12 or cells[0] != "5" or not cells[11].strip():
        return None
    block, paragraph, line = (int(cell) for cell in cells[2:5])
    left, top, width, height = (int(cell) for cell in cells[6:10])
    return Word(cells[11].strip(), (block, paragraph, line), left, top, width, height, float(cells[10]))
