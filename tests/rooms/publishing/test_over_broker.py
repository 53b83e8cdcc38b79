"""Bells over a broker: what it cannot carry is carried here, and what it carries are four numbers."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from wellspoken.rooms.publishing import celery_bell
from wellspoken.rooms.publishing.sweeping import Bell

BELL = Bell(7, 2, channel_id=3, house=4)


class Heard:
    """Remembers what was answered."""

    def __init__(self) -> None:
        self.bells: list[Bell] = []
        self.some = threading.Event()

    def __call__(self, bell: Bell) -> None:
        self.bells.append(bell)
        self.some.set()


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
    doorbell = celery_bell.OverBroker(heard, 2, "amqp://guest:guest@127.0.0.1:9//")
    if task is not None:
        doorbell._task = task
    doorbell._local.start()
    return doorbell, heard


def test_the_broker_carries_numbers_only() -> None:
    task = Task()
    doorbell, heard = over(task)
    doorbell.ring(BELL)
    assert task.sent == [(7, 2, 3, 4)]
    assert heard.bells == []
    doorbell._local.stop()


@pytest.mark.django_db
def test_what_comes_from_the_broker_is_answered() -> None:
    doorbell, heard = over(None)
    doorbell._task(7, 2, 3, 4)
    assert heard.bells == [BELL]
    doorbell._local.stop()


@pytest.mark.parametrize("error", [ConnectionRefusedError(), OSError("reset"), RuntimeError("odd")])
def test_a_broker_that_is_away_is_not_waited_for(error: Exception) -> None:
    task = Task(error)
    doorbell, heard = over(task)
    doorbell.ring(BELL)
    assert heard.some.wait(5)
    assert heard.bells == [BELL]
    assert doorbell.broker() == "down"
    task.error = None
    doorbell.ring(Bell(8, 1))  # not asked again at once
    assert task.sent == []
    doorbell._away_until = 0.0
    doorbell.ring(Bell(9, 1))
    assert len(task.sent) == 1
    doorbell._local.stop()


def test_a_bell_that_was_lost_before_is_carried_by_who_noticed() -> None:
    task = Task()
    doorbell, heard = over(task)
    doorbell.ring(Bell(7, 3, again=True))
    assert heard.some.wait(5)
    assert task.sent == []
    doorbell._local.stop()


def test_the_real_client_gives_up_quickly() -> None:
    doorbell, heard = over(None)
    began = time.monotonic()
    doorbell.ring(BELL)  # nobody listens on that port
    assert heard.some.wait(10)
    assert time.monotonic() - began < 8
    doorbell._local.stop()


def test_the_queue_is_a_quorum_queue_and_nothing_is_kept() -> None:
    conf = celery_bell.make_app("amqp://h//").conf
    [queue] = conf.task_queues
    assert queue.queue_arguments["x-queue-type"] == "quorum"
    assert conf.task_acks_late
    assert conf.task_ignore_result
    assert not conf.task_publish_retry
    assert conf.result_backend is None
