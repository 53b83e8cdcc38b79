"""Who goes next: one at a time per channel, no network takes all threads, nothing is forgotten."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from wellspoken.rooms.publishing import bell, turns
from wellspoken.rooms.publishing.sweeping import Bell


def together(jobs: list[Callable[[], object]]) -> None:
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert not any(thread.is_alive() for thread in threads)


@pytest.mark.parametrize("houses", [(7, 7), (7, 8)], ids=["one server", "two servers"])
def test_turns_keep_a_channel_in_one_thread_and_leave_the_others_free(houses: tuple[int, int]) -> None:
    line, active, seen, guard = turns.Turns(8), {0: 0, 1: 0}, [], threading.Lock()

    def job(channel: int) -> Callable[[], None]:
        def run() -> None:
            with guard:
                active[channel] += 1
                seen.append((channel, active[channel]))
            time.sleep(0.005)
            with guard:
                active[channel] -= 1
            if len(seen) % 7 == 0:
                raise RuntimeError("one failing job must not hold up the line")

        return run

    together([lambda n=n: line.run(n % 2, job(n % 2), houses[n % 2]) for n in range(40)])  # type: ignore[misc]
    assert len(seen) == 40
    assert {busy for _, busy in seen} == {1}


class Hall:
    """Jobs of many channels of one house: how many ran, and how many at once."""

    def __init__(self) -> None:
        self.now = self.most = self.done = 0
        self.guard, self.go = threading.Lock(), threading.Event()

    def job(self) -> None:
        with self.guard:
            self.now += 1
            self.most = max(self.most, self.now)
        self.go.wait(10)
        with self.guard:
            self.now -= 1
            self.done += 1


def ring(many: range, house: int, doorbell: bell.Embedded) -> None:
    for number in many:
        doorbell.ring(Bell(number, 1, channel_id=number, house=house))


def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_a_hanging_network_leaves_threads_to_the_others() -> None:
    hanging, others = Hall(), Hall()
    others.go.set()
    doorbell = bell.Embedded(lambda b: (hanging if b.house == 1 else others).job(), workers=4, spare=2)
    doorbell.start()
    ring(range(20), 1, doorbell)
    until(lambda: hanging.now == 4)
    ring(range(100, 130), 2, doorbell)
    until(lambda: others.done == 30)  # all of them, while the first network hangs
    assert hanging.most == 4
    hanging.go.set()
    until(lambda: hanging.done == 20)
    doorbell.stop()


def test_a_slow_network_gets_fewer_threads_until_it_is_quick_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "SLOW_SECONDS", 0.05)
    slow = Hall()
    doorbell = bell.Embedded(lambda b: slow.job(), workers=4, spare=0)
    doorbell.start()
    ring(range(4), 1, doorbell)
    until(lambda: slow.now == 4)
    time.sleep(0.1)
    slow.go.set()
    until(lambda: slow.done == 4)
    slow.go.clear()
    slow.most = 0
    ring(range(10, 20), 1, doorbell)
    time.sleep(0.03)
    assert slow.most <= turns.SLOW_MOST
    monkeypatch.setattr(turns, "SLOW_SECONDS", 60.0)
    slow.go.set()
    until(lambda: slow.done == 14)
    slow.go.clear()
    ring(range(20, 24), 1, doorbell)
    until(lambda: slow.now == 4)
    slow.go.set()
    doorbell.stop()


def test_after_the_stop_no_bell_is_answered() -> None:
    heard: list[Bell] = []
    doorbell = bell.Embedded(heard.append, workers=2)
    doorbell.start()
    doorbell.stop_answering()
    doorbell.ring(Bell(1, 1))
    doorbell.stop()
    assert heard == []
    assert doorbell.broker() == ""
