"""The sample hospital from the browser: built in a thread, its progress in a small file that every process can read."""

from __future__ import annotations

import json
import logging
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from wellspoken.sample.build import AlreadyInUse, build

log = logging.getLogger(__name__)
SILENT_SECONDS = 60.0
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Progress:
    """`state` is `running`, `done` or `failed`; `at` is Unix time in seconds of the last word from the builder."""

    state: str
    done: int
    total: int
    at: float

    @property
    def percent(self) -> int:
        """0 to 100."""
        return 100 * self.done // self.total if self.total else 0


def _file() -> Path:
    return Path(settings.DATA) / "sample-progress.json"


def _write(state: str, done: int, total: int) -> None:
    """Replace the file in one step, so that readers never see half of it."""
    fresh = _file().with_suffix(".new")
    fresh.write_text(json.dumps(asdict(Progress(state, done, total, time.time()))))
    fresh.replace(_file())


def progress() -> Progress | None:
    """How far the builder is; None when it was never started. Silence for a minute counts as failed."""
    try:
        told = Progress(**json.loads(_file().read_text()))
    except FileNotFoundError:
        return None
    if told.state == "running" and time.time() - told.at > SILENT_SECONDS:
        return Progress("failed", told.done, told.total, told.at)
    return told


def start() -> bool:
    """Begin to build unless somebody already has; returns whether this call began it."""
    with _one_at_a_time:
        told = progress()
        if told is not None and told.state != "failed":
            return False
        _write("running", 0, 0)
    threading.Thread(target=_build, name="sample-hospital", daemon=True).start()
    return True


def _build() -> None:
    try:
        build(lambda done, total: _write("running", done, total))
        _write("done", 1, 1)
    except AlreadyInUse:
        _write("done", 1, 1)
    except Exception:
        log.exception("The sample hospital could not be built")
        _write("failed", 0, 0)
    finally:
        connection.close()
