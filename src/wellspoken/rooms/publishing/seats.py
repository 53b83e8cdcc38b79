"""A worker's seat: a name held by a file lock. Who gets a seat knows that its earlier holder is dead."""

from __future__ import annotations

import fcntl
import itertools
import secrets
import socket
from pathlib import Path
from typing import TextIO

from django.conf import settings


class Seat:
    """`name` is stable over restarts on this machine and data folder; the lock ends with the process.

    `journal` is a file that only the seat's holder uses.
    """

    def __init__(self, name: str, lock: TextIO, journal: Path) -> None:
        self.name, self.journal = name, journal
        self._lock = lock

    def leave(self) -> None:
        """Give the seat up."""
        self._lock.close()


def take() -> Seat:
    """The first free seat of this data folder."""
    folder = Path(settings.DATA) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    for number in itertools.count(1):
        lock = (folder / f"worker-{number}").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            continue
        return Seat(f"{socket.gethostname()[:70]}-{_folder_name(folder)}-{number}", lock, folder / f"journal-{number}")
    raise AssertionError("unreachable")


def _folder_name(folder: Path) -> str:
    """What tells this data folder from those of other workers on a machine of the same name."""
    path = folder / "name"
    try:
        with path.open("x") as file:
            file.write(secrets.token_hex(3))
    except FileExistsError:
        pass
    return path.read_text()[:8] or "0"
