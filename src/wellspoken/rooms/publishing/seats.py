"""A worker's seat: a name held by a file lock. Who gets a seat knows that its earlier holder is dead."""

from __future__ import annotations

import fcntl
import itertools
import socket
from pathlib import Path
from typing import TextIO

from django.conf import settings


class Seat:
    """`name` is stable over restarts on this machine and data folder; the lock ends with the process."""

    def __init__(self, name: str, lock: TextIO) -> None:
        self.name = name
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
        return Seat(f"{socket.gethostname()[:80]}-{number}", lock)
    raise AssertionError("unreachable")
