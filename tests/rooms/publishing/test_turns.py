"""Who goes next: one at a time per channel, no network takes all threads, nothing is forgotten."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from wellspoken.rooms.publishing import turns
from wellspoken.rooms.publishing.carrying.hands import Hands


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


def ring(many: range, house: int, hands: Hands, hall: Hall) -> None:
    for number in many:
        hands.do(number, house, hall.job)


def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_a_hanging_network_leaves_threads_to_the_others() -> None:
    hanging, others = Hall(), Hall()
    others.go.set()
    hands = Hands(4, spare=2)
    hands.start()
    ring(range(20), 1, hands, hanging)
    until(lambda: hanging.now == 4)
    ring(range(100, 130), 2, hands, others)
    until(lambda: others.done == 30)  # all of them, while the first network hangs
    assert hanging.most == 4
    hanging.go.set()
    until(lambda: hanging.done == 20)
    hands.stop()


def test_a_slow_network_gets_fewer_threads_until_it_is_quick_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "SLOW_SECONDS", 0.05)
    slow = Hall()
    hands = Hands(4, spare=0)
    hands.start()
    ring(range(4), 1, hands, slow)
    until(lambda: slow.now == 4)
    time.sleep(0.1)
    assert hands.turns.room(1) == turns.SLOW_MOST
    assert hands.turns.room(2) == 4
    slow.go.set()
    until(lambda: slow.done == 4)
    slow.go.clear()
    slow.most = 0
    ring(range(10, 20), 1, hands, slow)
    time.sleep(0.03)
    assert slow.most <= turns.SLOW_MOST
    monkeypatch.setattr(turns, "SLOW_SECONDS", 60.0)
    slow.go.set()
    until(lambda: slow.done == 14)
    slow.go.clear()
    ring(range(20, 24), 1, hands, slow)
    until(lambda: slow.now == 4)
    slow.go.set()
    hands.stop()


def test_jobs_given_before_the_stop_are_done() -> None:
    hall = Hall()
    hall.go.set()
    hands = Hands(2)
    hands.start()
    ring(range(9), 1, hands, hall)
    hands.stop()
    assert hall.done == 9
