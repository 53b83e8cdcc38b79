"""Who goes next: one job per channel at a time, and no network may take every thread.

A *house* is one server of one network. While a house keeps us waiting, it gets
few threads, so that the others keep their time.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import close_old_connections

from wellspoken.rooms.publishing.resting import rest

log = logging.getLogger(__name__)
#: a job that lasts longer than this makes its house a slow one until a job is quicker
SLOW_SECONDS = 8.0
#: threads for a slow house
SLOW_MOST = 2

Job = Callable[[], object]


@dataclass
class _House:
    """Channels of one server whose jobs wait, in turn, and when each job under way began."""

    ready: deque[int] = field(default_factory=deque)
    began: dict[int, float] = field(default_factory=dict)
    slow: bool = False


class Turns:
    """A thread that finds a channel or its house full leaves its job to those at work there."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._guard = threading.Lock()
        self._houses: dict[int, _House] = {}
        self._lines: dict[int, deque[Job]] = {}

    def run(self, channel_id: int, job: Job, house_id: int = 0) -> None:
        """Run `job` now, or leave it to be run soon in another thread. Errors of jobs are logged."""
        with self._guard:
            house = self._houses.setdefault(house_id, _House())
            line = self._lines.setdefault(channel_id, deque())
            line.append(job)
            if len(line) == 1 and channel_id not in house.began:
                house.ready.append(channel_id)
        while following := self._next(house_id):
            channel, job = following
            try:
                _safely(job)
            finally:
                self._done(house_id, channel)

    def room(self, house_id: int) -> int:
        """How many jobs of this house may run at once, as it behaves now."""
        with self._guard:
            house = self._houses.get(house_id)
            return self._most if house is None else self._room(house)

    def _next(self, house_id: int) -> tuple[int, Job] | None:
        with self._guard:
            house = self._houses.get(house_id)
            if house is None or not house.ready or len(house.began) >= self._room(house):
                return None
            channel = house.ready.popleft()
            house.began[channel] = time.monotonic()
            return channel, self._lines[channel].popleft()

    def _room(self, house: _House) -> int:
        """How many of its jobs may run at once, as it behaves now."""
        now = time.monotonic()
        hangs = house.slow or any(now - began > SLOW_SECONDS for began in house.began.values())
        return min(self._most, SLOW_MOST) if hangs else self._most

    def _done(self, house_id: int, channel_id: int) -> None:
        with self._guard:
            house = self._houses[house_id]
            house.slow = time.monotonic() - house.began.pop(channel_id) > SLOW_SECONDS
            if self._lines[channel_id]:
                house.ready.append(channel_id)
            else:
                del self._lines[channel_id]
            if not house.began and not house.ready and not house.slow:
                del self._houses[house_id]


def _safely(job: Job) -> None:
    """Run one job; whatever it raises must not end the worker: the row's lease brings it back."""
    close_old_connections()
    try:
        job()
    except Exception:
        log.exception("a delivery task failed; its row will be found again")
    finally:
        rest()
