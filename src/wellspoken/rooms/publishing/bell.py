"""The doorbell: threads of this process that carry deliveries. A bell carries ids, and may be lost or doubled.

Nothing durable lives here: the table is the calendar, and the sweep rings again
for rows whose bell was lost.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Protocol

from django.db import connections

from wellspoken.rooms.publishing.sweeping import Bell
from wellspoken.rooms.publishing.turns import Turns

Answer = Callable[[Bell], object]
#: threads beyond what one network may use, so that a hanging one leaves some to the others
SPARE = 4


class Doorbell(Protocol):
    """What an engine is to the worker. `ring` never raises and never waits for a delivery."""

    name: str

    def start(self) -> None:
        """Be ready for bells."""

    def ring(self, bell: Bell) -> None:
        """Ask for a row to be delivered, here or by another worker."""

    def stop(self) -> None:
        """Let each attempt under way end; bells still waiting are lost on purpose."""

    def broker(self) -> str:
        """State of what stands between the workers: "" nothing, "ok" or "down"."""


class Embedded:
    """Bells ring in this process: `workers` deliveries per network at a time, one per channel."""

    name = "embedded"

    def __init__(self, answer: Answer, workers: int, spare: int = SPARE) -> None:
        self._answer, self._stopping = answer, False
        self._turns = Turns(workers)
        self._bells: queue.SimpleQueue[Bell | None] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=self._listen, name=f"delivery-{number}", daemon=True)
            for number in range(workers + spare)
        ]

    def start(self) -> None:
        """Start the threads."""
        for thread in self._threads:
            thread.start()

    def ring(self, bell: Bell) -> None:
        """Ask for a row to be delivered in one of the threads."""
        self._bells.put(bell)

    def hear(self, bell: Bell) -> None:
        """Deliver in this thread, or leave it to one that is at work on the same channel."""
        self._turns.run(bell.channel_id, lambda: None if self._stopping else self._answer(bell), bell.house)

    def stop_answering(self) -> None:
        """From now on bells are let go."""
        self._stopping = True

    def stop(self) -> None:
        """Let each thread finish the attempt under way, then end; bells still waiting are lost on purpose."""
        self.stop_answering()
        for _ in self._threads:
            self._bells.put(None)
        for thread in self._threads:
            if thread.ident is not None:
                thread.join()

    def broker(self) -> str:
        """Nothing stands between us and the threads."""
        return ""

    def _listen(self) -> None:
        while (bell := self._bells.get()) is not None:
            self.hear(bell)
        connections.close_all()
