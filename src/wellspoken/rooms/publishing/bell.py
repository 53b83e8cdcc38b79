"""The doorbell: Huey in this process's memory. A bell carries a row id and a fence and may be lost or doubled.

Nothing durable lives here: the table is the calendar, and the sweep rings again
for rows whose bell was lost.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from django.db import close_old_connections, connections
from huey import Huey
from huey.consumer import Consumer
from huey.storage import MemoryStorage

from wellspoken.rooms.publishing.sweeping import Bell

log = logging.getLogger(__name__)
WAIT_SECONDS = 0.5


class WaitingStorage(MemoryStorage):  # type: ignore[misc]
    """Huey's memory storage whose readers sleep until something comes, instead of asking again and again."""

    blocking = True

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._filled = threading.Condition(self._lock)

    def enqueue(self, data: bytes, priority: float | None = None) -> None:
        """Add and wake one reader."""
        with self._filled:
            super().enqueue(data, priority)
            self._filled.notify()

    def dequeue(self) -> bytes | None:
        """Take the oldest, waiting up to half a second for one."""
        with self._filled:
            if not self._queue:
                self._filled.wait(WAIT_SECONDS)
            found: bytes | None = super().dequeue()
            return found


class _Quiet(Consumer):  # type: ignore[misc]
    """Huey's consumer as threads of a process that handles its own signals."""

    def _set_signal_handlers(self) -> None:
        """Leave signals to the worker."""


class Turns:
    """One job per channel at a time; a thread that finds a channel busy leaves its job to the one at work there."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: dict[int, deque[Callable[[], object]]] = {}

    def run(self, channel_id: int, job: Callable[[], object]) -> None:
        """Run `job` now, or soon in another thread. Errors of jobs left here are logged."""
        with self._guard:
            if channel_id in self._waiting:
                self._waiting[channel_id].append(job)
                return
            self._waiting[channel_id] = deque()
        following: Callable[[], object] | None = job
        while following is not None:
            _safely(following)
            following = self._next(channel_id)

    def _next(self, channel_id: int) -> Callable[[], object] | None:
        with self._guard:
            line = self._waiting[channel_id]
            if line:
                return line.popleft()
            del self._waiting[channel_id]
            return None


def _safely(job: Callable[[], object]) -> None:
    """Run one job; whatever it raises must not end the worker: the row's lease brings it back."""
    close_old_connections()
    try:
        job()
    except Exception:
        log.exception("a delivery task failed; its row will be found again")


class Doorbell:
    """Rings delivering threads. `answer(bell)` runs in one of them, one at a time per channel."""

    def __init__(self, answer: Callable[[Bell], object], threads: int) -> None:
        self._turns, self._stopping = Turns(), False
        self._huey = Huey("delivery", storage_class=WaitingStorage, results=False)
        self._task = self._huey.task(name="deliver")(self._run)
        self._huey.on_shutdown()(connections.close_all)
        self._consumer = _Quiet(self._huey, workers=threads, periodic=False, worker_type="thread")
        self._answer = answer

    def start(self) -> None:
        """Start the threads."""
        self._consumer.start()

    def ring(self, bell: Bell) -> None:
        """Ask for a row to be delivered."""
        self._task(bell.delivery_id, bell.fence, bell.channel_id)

    def stop(self) -> None:
        """Let each thread finish the attempt under way, then end; bells still waiting are lost on purpose."""
        self._stopping = True
        self._consumer.stop(graceful=True)

    def _run(self, delivery_id: int, fence: int, channel_id: int) -> None:
        bell = Bell(delivery_id, fence, channel_id)
        self._turns.run(channel_id, lambda: None if self._stopping else self._answer(bell))
