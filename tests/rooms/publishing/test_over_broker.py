"""Bells over a broker: what it cannot carry is carried here, and what it carries are four numbers."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import pytest

from wellspoken.rooms.publishing import celery_bell, sweeping
from wellspoken.rooms.publishing.sweeping import Bell

BELL = Bell(7, 2, channel_id=3, house=4)


class Heard:
    """A carrier that remembers what it was to carry."""

    def __init__(self) -> None:
        self.bells: list[Bell] = []
        self.room = True

    def start(self) -> None:
        """Nothing to start."""

    def add(self, bells: Sequence[Bell]) -> None:
        self.bells += bells

    def wait_for_room(self, seconds: float) -> bool:
        assert seconds < sweeping.QUEUE_LEASE.total_seconds()  # else the claim is over before
        return self.room

    def stop_taking(self) -> None:
        """Nothing to stop."""

    def stop(self) -> None:
        """Nothing to stop."""


class Task:
    """Stands in for the broker."""

    def __init__(self, error: Exception | None = None) -> None:
        self.sent: list[tuple[Any, ...]] = []
        self.error = error

    def apply_async(self, args: tuple[Any, ...], **options: Any) -> None:
        assert options == {"retry": False}
        if self.error:
            raise self.error
        self.sent.append(args)


def over(task: Task | None) -> tuple[celery_bell.OverBroker, Heard]:
    heard = Heard()
    doorbell = celery_bell.OverBroker(heard, "amqp://guest:guest@127.0.0.1:9//")
    if task is not None:
        doorbell._task = task
    return doorbell, heard


def test_the_broker_carries_numbers_only() -> None:
    task = Task()
    doorbell, heard = over(task)
    doorbell.ring([BELL])
    assert task.sent == [([[7, 2, 3, 4]],)]
    assert heard.bells == []


def test_a_burst_is_cut_into_tasks_that_workers_can_share() -> None:
    task = Task()
    doorbell, heard = over(task)
    doorbell.ring([Bell(number, 1) for number in range(40)])
    assert [len(rows) for (rows,) in task.sent] == [16, 16, 8]
    assert [row[0] for (rows,) in task.sent for row in rows] == list(range(40))
    assert heard.bells == []


@pytest.mark.django_db
def test_what_comes_from_the_broker_is_answered() -> None:
    doorbell, heard = over(None)
    doorbell._task([[7, 2, 3, 4]])
    assert heard.bells == [BELL]
    heard.room = False  # whoever claims the row anew will carry it
    doorbell._task([[8, 2, 3, 4]])
    assert heard.bells == [BELL]


@pytest.mark.parametrize("error", [ConnectionRefusedError(), OSError("reset"), RuntimeError("odd")])
def test_a_broker_that_is_away_is_not_waited_for(error: Exception) -> None:
    task = Task(error)
    doorbell, heard = over(task)
    doorbell.ring([BELL])
    assert heard.bells == [BELL]
    assert doorbell.broker() == "down"
    task.error = None
    doorbell.ring([Bell(8, 1)])  # not asked again at once
    assert task.sent == []
    doorbell._away_until = 0.0
    doorbell.ring([Bell(9, 1)])
    assert len(task.sent) == 1


def test_a_bell_that_was_lost_before_is_carried_by_who_noticed() -> None:
    task = Task()
    doorbell, heard = over(task)
    again = Bell(7, 3, again=True)
    doorbell.ring([again, Bell(8, 1)])
    assert heard.bells == [again]
    assert task.sent == [([[8, 1, 0, 0]],)]


def test_the_real_client_gives_up_quickly() -> None:
    doorbell, heard = over(None)
    began = time.monotonic()
    doorbell.ring([BELL])  # nobody listens on that port
    assert heard.bells == [BELL]
    assert time.monotonic() - began < 8


def test_the_queue_is_a_quorum_queue_and_nothing_is_kept() -> None:
    conf = celery_bell.make_app("amqp://h//").conf
    [queue] = conf.task_queues
    assert queue.queue_arguments["x-queue-type"] == "quorum"
    assert conf.task_acks_late
    assert conf.task_ignore_result
    assert not conf.task_publish_retry
    assert conf.result_backend is None
