"""Threads that talk to networks: one job per channel at a time, a few per server, and some left for the others."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

from django.db import connections

from wellspoken.rooms.publishing.turns import Turns

#: threads beyond what one server may use, so that a hanging one leaves some to the others
SPARE = 4

Job = Callable[[], object]


class Hands:
    """`at_once` jobs per server at a time, one per channel, in the order they came."""

    def __init__(self, at_once: int, spare: int = SPARE) -> None:
        self.turns = Turns(at_once)
        self._jobs: queue.SimpleQueue[tuple[int, int, Job] | None] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=self._work, name=f"delivery-{number}", daemon=True)
            for number in range(at_once + spare)
        ]

    def start(self) -> None:
        """Start the threads."""
        for thread in self._threads:
            thread.start()

    def do(self, channel_id: int, house: int, job: Job) -> None:
        """Have a job done when its channel's and its server's turn comes."""
        self._jobs.put((channel_id, house, job))

    def stop(self) -> None:
        """End the threads after the jobs that were given to them."""
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            if thread.ident is not None:
                thread.join()

    def _work(self) -> None:
        while (given := self._jobs.get()) is not None:
            channel_id, house, job = given
            self.turns.run(channel_id, job, house)
        connections.close_all()
