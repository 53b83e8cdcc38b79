"""What a worker was about to say, noted on its own disk, so that a restart need not call everything unknown.

A line before a group's intents are stored, and a line right before each visible
call. A process that is killed leaves its lines behind. So a row that its seat
began and never spoke about was not sent: that is a proof, for as long as the
machine has not been started anew since (a crash of the machine may lose lines).
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

#: names one start of this machine (Linux; elsewhere nothing is ever proven)
BOOT = Path("/proc/sys/kernel/random/boot_id")
BEGUN, SPOKEN = "b", "s"
#: length in bytes beyond which the journal is begun anew, when nothing is under way
LONG = 1_000_000

Row = tuple[int, int]


class Journal:
    """The journal of one seat; `path` is kept by its holder alone."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def begin(self) -> None:
        """Forget earlier lives."""
        os.ftruncate(self._file, 0)
        self._write(f"{_boot()}\n")

    def begun(self, rows: Iterable[Row]) -> None:
        """These rows (key, fence) are about to be begun. Raises `OSError`: then they must not be."""
        self._write("".join(f"{BEGUN} {key} {fence}\n" for key, fence in rows))

    def spoken(self, row: Row) -> None:
        """The visible call of this row comes next. Raises `OSError`: then it must not."""
        self._write(f"{SPOKEN} {row[0]} {row[1]}\n")

    def unspoken(self) -> set[Row]:
        """Rows that were begun, by this or the earlier holder of the seat, and of which not one byte was sent."""
        header, *lines = self._path.read_text("ascii", "replace").split("\n")[:-1] or [""]
        if not header or header != _boot():
            return set()
        noted: dict[str, set[Row]] = {BEGUN: set(), SPOKEN: set()}
        try:
            for line in lines:
                kind, key, fence = line.split(" ")
                noted[kind].add((int(key), int(fence)))
        except (ValueError, KeyError):  # a line that was not written whole: nothing is proven
            return set()
        return noted[BEGUN] - noted[SPOKEN]

    def shorten(self) -> None:
        """Begin anew when it has grown long; only while nothing is under way."""
        if os.fstat(self._file).st_size > LONG:
            self.begin()

    def close(self) -> None:
        """Give the file back."""
        os.close(self._file)

    def _write(self, text: str) -> None:
        data = text.encode()
        if os.write(self._file, data) != len(data):
            raise OSError("the journal could not be written whole")


def _boot() -> str:
    try:
        return BOOT.read_text().strip()
    except OSError:
        return ""
