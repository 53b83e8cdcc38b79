"""Moves claimed deliveries along: taken and begun in groups, spoken by many threads, finished in groups.

One thread speaks to the database, others to the networks. Few rows are begun
ahead of the calls under way: a row that is begun cannot be taken back by
others, and after a power cut somebody must look after it.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypeVar

from django.db import DatabaseError, close_old_connections, connections

from wellspoken.rooms.publishing.carrying import beginning, finishing, speaking, stops, taking
from wellspoken.rooms.publishing.carrying.hands import SPARE, Hands
from wellspoken.rooms.publishing.carrying.journal import Journal
from wellspoken.rooms.publishing.carrying.keeping import Keeper
from wellspoken.rooms.publishing.carrying.work import Work
from wellspoken.rooms.publishing.resting import rest
from wellspoken.rooms.publishing.sweeping import Bell, house_of

log = logging.getLogger(__name__)
#: rows of one server begun beyond the calls under way, and of one channel in all
AHEAD, AHEAD_OF_CHANNEL = 40, 3
#: rows taken and not begun, per server, and how many are taken at once
TAKEN, GROUP = 64, 64
#: a bell this old (seconds) is let go: its row's claim is over
STALE = 25.0
#: seconds between rounds while many calls are under way, so that groups are worth their transaction
GATHER = 0.04
#: rows under way from which on it is a burst: groups are gathered, other work gives way
MANY = 8
#: how often waiting things are looked at again, and how long nothing is waited for at most, in seconds
AGAIN, LONGEST = 0.2, 5.0

T = TypeVar("T")
R = TypeVar("R")


class Carrier:
    """Carries what is added until it is stopped. `worker` is the seat in whose name it works."""

    def __init__(self, worker: str, at_once: int, journal: Journal | None = None, spare: int = SPARE) -> None:
        self._worker, self._at_once, self._journal = worker, at_once, journal
        self._hands = Hands(at_once, spare)
        self._keeper = Keeper()
        self._change = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="carrier", daemon=True)
        # handed over by other threads
        self._bells: deque[tuple[float, Bell]] = deque()
        self._prepared_back: deque[Work] = deque()
        self._spoken: deque[Work] = deque()
        # the carrier's own
        self._taken: list[Work] = []
        self._preparing: set[Work] = set()
        self._prepared: list[Work] = []
        self._begun: set[Work] = set()

    def start(self) -> None:
        """Begin to carry."""
        self._hands.start()
        self._thread.start()

    def add(self, bells: Iterable[Bell]) -> None:
        """Carry these rows soon; never waits."""
        now = time.monotonic()
        with self._change:
            self._bells.extend((now, bell) for bell in bells)
            self._change.notify()

    def wait_for_room(self, seconds: float) -> bool:
        """Wait until no more rows wait here than one group; False when that did not happen in time."""
        with self._change:
            return self._change.wait_for(lambda: self._stopping or len(self._bells) < GROUP, seconds)

    def wait_for_calm(self, seconds: float) -> bool:
        """Wait until no burst is under way here; False when that did not happen in time."""
        end = time.monotonic() + seconds
        while self._amount() > MANY:
            if self._stopping or time.monotonic() > end:
                return False
            time.sleep(AGAIN)
        return True

    def stop_taking(self) -> None:
        """From now on nothing new is begun."""
        with self._change:
            self._stopping = True
            self._change.notify_all()

    def stop(self) -> None:
        """Let the calls under way end; what has not been spoken is given back."""
        self.stop_taking()
        if self._thread.ident is not None:
            self._thread.join()
        self._hands.stop()

    def _run(self) -> None:
        while not (self._stopping and not self._begun and not self._preparing):
            self._pause()
            try:
                self._round()
            except Exception:
                log.exception("a round of the carrier failed; its rows will be found again")
                close_old_connections()
                time.sleep(AGAIN)
        self._keeper.leave_all()
        connections.close_all()

    def _pause(self) -> None:
        """Wait for something to do; gather a little while many calls are under way."""
        busy = self._busy()
        if not busy:
            rest()
        with self._change:
            self._change.wait_for(self._has_news, AGAIN if busy else LONGEST)
        if len(self._begun) > MANY:
            time.sleep(GATHER)

    def _busy(self) -> bool:
        return bool(self._begun or self._preparing or self._prepared or self._taken)

    def _amount(self) -> int:
        return sum(map(len, (self._begun, self._preparing, self._prepared, self._taken, self._bells)))

    def _has_news(self) -> bool:
        fresh = bool(self._bells) and not self._full()
        return bool(self._spoken or self._prepared_back or fresh or self._stopping)

    def _full(self) -> bool:
        return len(self._taken) + len(self._preparing) + len(self._prepared) >= 2 * TAKEN

    def _round(self) -> None:
        self._finish(_drained(self._spoken))
        self._sort(_drained(self._prepared_back))
        if not self._stopping:
            self._begin(self._next_to_begin())
            self._take(self._next_to_take())
            self._prepare()
        self._keeper.leave({work.delivery.channel_id for work in (*self._preparing, *self._begun)}, self._wanted())

    def _wanted(self) -> set[int]:
        """Channels with work for which a line is needed."""
        return {work.delivery.channel_id for work in (*self._taken, *self._prepared)}

    def _finish(self, works: Sequence[Work]) -> None:
        self._begun.difference_update(works)
        if works:
            finishing.finish(works)
        if self._journal is not None and not self._begun:
            self._journal.shorten()

    def _sort(self, works: Sequence[Work]) -> None:
        """What came back from preparing: to be begun, or to be written off."""
        self._preparing.difference_update(works)
        self._prepared += [work for work in works if work.prepared is not None]
        for work in works:
            if work.line is not None:
                finishing.keep_secrets(work.line)
            if work.halt is not None:
                work.halt()

    def _next_to_begin(self) -> list[Work]:
        """Prepared works for which there is room, in their order."""
        by_channel = Counter(work.delivery.channel_id for work in self._begun)
        by_house = Counter(house_of(work.delivery.channel) for work in self._begun)
        chosen = []
        for work in self._prepared:
            channel, house = work.delivery.channel_id, house_of(work.delivery.channel)
            room = self._hands.turns.room(house)
            most = room + (AHEAD if room == self._at_once else 0)
            if self._keeper.open(channel) and by_channel[channel] < AHEAD_OF_CHANNEL and by_house[house] < most:
                by_channel[channel] += 1
                by_house[house] += 1
                chosen.append(work)
        return chosen

    def _begin(self, works: Sequence[Work]) -> None:
        if not works:
            return
        chosen = set(works)
        self._prepared = [work for work in self._prepared if work not in chosen]
        for work in works:
            work.line = self._keeper.line(work.delivery.channel_id)
            if work.line is not None:
                work.delivery.channel = work.line.channel
        if self._journal is not None:
            self._journal.begun([(work.delivery.pk, work.delivery.fence) for work in works])
        for work in _apart(beginning.begin, works):
            self._begun.add(work)
            self._give(work, partial(self._speak, work))

    def _speak(self, work: Work) -> None:
        """In a thread of the hands."""
        try:
            if self._stopping or work.line is None:
                work.withheld = True
            else:
                speaking.speak(work, work.line, self._note)
        except Exception:  # nothing after the first byte raises: see `speaking.call`
            log.exception("delivery %s was not spoken", work.delivery.pk)
            work.withheld = work.sent is None
        self._back(self._spoken, work)

    def _note(self, work: Work) -> None:
        if self._journal is not None:
            self._journal.spoken((work.delivery.pk, work.delivery.fence))

    def _next_to_take(self) -> dict[int, int | None]:
        """Bells of servers that have room here: key and fence; stale ones are let go."""
        waiting = Counter(house_of(w.delivery.channel) for w in (*self._taken, *self._preparing, *self._prepared))
        chosen: dict[int, int | None] = {}
        now = time.monotonic()
        with self._change:
            kept: list[tuple[float, Bell]] = []
            for at, bell in self._bells:
                if now - at > STALE:
                    continue
                if len(chosen) < GROUP and waiting[bell.house] < TAKEN:
                    waiting[bell.house] += 1
                    chosen[bell.delivery_id] = bell.fence
                else:
                    kept.append((at, bell))
            self._bells = deque(kept)
            self._change.notify_all()
        return chosen

    def _take(self, fences: dict[int, int | None]) -> None:
        if fences:
            rows = taking.load(fences)
            self._taken += _apart(partial(taking.take, worker=self._worker), rows)

    def _prepare(self) -> None:
        """Get the lines of channels that have work, and have what was taken prepared on them."""
        channels = {w.delivery.channel_id: w.delivery.channel for w in (*self._prepared, *self._taken)}
        for channel in self._keeper.take(channels.values()):
            self._without(channel, stops.unsealed)
        for channel in self._keeper.given_up():
            self._without(channel, stops.busy)
        waiting: list[Work] = []
        for work in self._taken:
            work.line = self._keeper.line(work.delivery.channel_id)
            if work.line is None:
                waiting.append(work)
            else:
                self._preparing.add(work)
                self._give(work, partial(self._make_ready, work))
        self._taken = waiting

    def _make_ready(self, work: Work) -> None:
        """In a thread of the hands."""
        try:
            if work.line is not None and not self._stopping:
                work.delivery.channel = work.line.channel
                speaking.ready(work, work.line)
        except Exception:
            log.exception("delivery %s could not be prepared; its row will be found again", work.delivery.pk)
        self._back(self._prepared_back, work)

    def _without(self, channel_id: int, act: Callable[..., object]) -> None:
        """No line can be had: write that down for everything of the channel."""
        for works in (self._taken, self._prepared):
            for work in [work for work in works if work.delivery.channel_id == channel_id]:
                works.remove(work)
                act(work.delivery)

    def _give(self, work: Work, job: Callable[[], object]) -> None:
        self._hands.do(work.delivery.channel_id, house_of(work.delivery.channel), job)

    def _back(self, where: deque[Work], work: Work) -> None:
        with self._change:
            where.append(work)
            self._change.notify()


def _drained(works: deque[Work]) -> list[Work]:
    found = []
    while works:
        found.append(works.popleft())
    return found


def _apart(act: Callable[[Sequence[T]], list[R]], rows: Sequence[T]) -> list[R]:
    """Do it for all at once; when one of them is a stumbling block, one by one without it."""
    try:
        return act(rows)
    except DatabaseError:
        raise
    except Exception:
        log.exception("one of %d rows is a stumbling block", len(rows))
    found: list[R] = []
    for row in rows:
        try:
            found += act([row])
        except DatabaseError:
            raise
        except Exception:
            log.exception("a row failed; it will be found again")
    return found
