"""The worker as a whole: threads, turns, seats, signs of life, and survival."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from tests.factories import make_channel
from tests.publishing_kit import Net, approved_post, at, post_on, soon
from wellspoken.networks.contract import Outcome, Prepared, Sent
from wellspoken.rooms.channels import jobs as channel_jobs
from wellspoken.rooms.publishing import backlog, seats, selectors, settling, sweeping, withdrawing, worker
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.publishing.sweeping import Bell


def until(true: Callable[[], object], seconds: float = 20.0) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


class Running:
    """A worker in a thread of the test."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        self.thread = threading.Thread(target=worker.run, args=(self.stop,))

    def __enter__(self) -> Running:
        self.thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self.stop.set()
        self.thread.join(30)
        assert not self.thread.is_alive()


@pytest.fixture(autouse=True)
def _quiet_channels(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    monkeypatch.setattr(channel_jobs, "check_channels", lambda now: 0)


@pytest.mark.django_db(transaction=True)
class TestWorker:
    def test_delivers_settles_and_shows_signs_of_life(self, net: Net) -> None:
        approved_post(("bluesky", "mastodon", "newsroom"))
        net.will(Sent(Outcome.UNKNOWN, reason="lost_reply"), visible=True)
        with Running():
            until(lambda: Delivery.objects.filter(state="live").count() == 2)
            Delivery.objects.filter(state="unknown").update(settle_at=timezone.now())
            until(lambda: Delivery.objects.filter(state="live").count() == 3)
            assert selectors.heartbeat().ok
        assert sum(net.posts.values()) == 3

    def test_wakes_at_the_due_moment(self, net: Net, settings: Any) -> None:
        settings.DELIVERY_SWEEP_SECONDS = 20.0
        _, [delivery] = approved_post(**at(soon(seconds=2)))
        with Running():
            until(lambda: Delivery.objects.filter(state="live").exists(), 15)
        delivery.refresh_from_db()
        assert delivery.live_at is not None
        assert delivery.live_at >= delivery.due_at

    def test_stopping_finishes_the_attempt_under_way_and_gives_the_rest_back(self, net: Net) -> None:
        channel = make_channel(network="bluesky")
        for _ in range(3):
            post_on([channel])
        speaking, go = threading.Event(), threading.Event()

        def hold(prepared: Prepared) -> None:
            speaking.set()
            go.wait(10)

        net.before = hold
        with Running() as running:
            assert speaking.wait(15)
            running.stop.set()
            time.sleep(0.2)
            go.set()
        assert sorted(Delivery.objects.values_list("state", flat=True)) == ["live", "scheduled", "scheduled"]

    def test_a_locked_database_or_a_failing_task_costs_one_round(
        self, net: Net, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        kept, trouble = sweeping.sweep, [OperationalError("database is locked"), RuntimeError("odd")]

        def sweep(*args: Any) -> list[Bell]:
            if trouble:
                raise trouble.pop()
            return kept(*args)

        monkeypatch.setattr(sweeping, "sweep", sweep)
        approved_post()
        with Running():
            until(lambda: Delivery.objects.filter(state="live").exists())
        assert trouble == []

    def test_a_new_worker_in_the_seat_takes_over_at_once(self, net: Net) -> None:
        seat = seats.take()
        approved_post()
        approved_post()
        sweeping.sweep(timezone.now(), seat.name)
        one = Delivery.objects.order_by("pk")[0]
        Delivery.objects.filter(pk=one.pk).update(state="sending", prepared={"key": "k", "body": "{}", "handles": {}})
        seat.leave()  # as the end of a process does
        with Running():
            until(lambda: Delivery.objects.filter(state="live").count() == 1, 10)
        one.refresh_from_db()
        assert one.state == "unknown"
        assert one.reason == "worker_died"


@pytest.mark.django_db
def test_a_worker_claims_no_more_than_can_be_carried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backlog, "MOST", 2)
    approved_post()
    sweeping.sweep(timezone.now(), "w")
    assert not backlog.crowded("w")
    approved_post()
    sweeping.sweep(timezone.now(), "w")
    full = backlog.crowded("w")
    assert full == [("bluesky", "https://social.example.org")]
    approved_post()
    _, [other] = approved_post(("mastodon",))
    assert [b.delivery_id for b in sweeping.sweep(timezone.now(), "w", full)] == [other.pk]
    assert not backlog.crowded("another")
    Delivery.objects.filter(state="queued").update(worker="another")  # somebody began with them
    assert not backlog.crowded("w")


def test_seats_are_taken_once_and_come_back() -> None:
    first, second = seats.take(), seats.take()
    assert first.name != second.name
    first.leave()
    assert seats.take().name == first.name
    second.leave()


@pytest.mark.django_db
def test_an_overdue_post_alarms_its_author_once(mailoutbox: list[Any], django_capture_on_commit_callbacks: Any) -> None:
    approved_post(("newsroom",))
    Delivery.objects.update(not_before=soon(minutes=-6), due_at=soon(minutes=-6))
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            worker.watch()
    assert len(mailoutbox) == 1
    assert "has not gone out" in mailoutbox[0].body


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "index"),
    [
        (lambda: sweeping.due_rows(timezone.now()), "delivery_due"),
        (lambda: sweeping.waiting_rows(timezone.now()), "delivery_due"),
        (lambda: sweeping.dropped_rows(timezone.now()), "delivery_leased"),
        (lambda: settling.rows_to_look_up(timezone.now()), "delivery_settle"),
        (lambda: withdrawing.rows_to_delete(timezone.now()), "delivery_withdraw"),
    ],
)
def test_the_sweep_reads_partial_indexes_only(query: Callable[[], Any], index: str) -> None:
    """So that a million finished or future rows cost nothing."""
    rows = query()
    _fill(2000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        sql, parameters = rows.values_list("pk")[:50].query.sql_with_params()
        cursor.execute(f"EXPLAIN {'QUERY PLAN' if connection.vendor == 'sqlite' else ''} {sql}", parameters)
        plan = [str(row[-1]) for row in cursor.fetchall()]
    assert any(index in line for line in plan), plan
    assert not any("SCAN publishing_delivery" in line or "Seq Scan on publishing_delivery" in line for line in plan)


def _fill(count: int) -> None:
    """Finished and far-off rows, written straight to the table."""
    _, [like] = approved_post(("newsroom",), **at(soon(days=1)))
    same = {"post_id": like.post_id, "revision_id": like.revision_id, "channel_id": like.channel_id}
    when = {"due_at": soon(days=2), "not_before": soon(days=2)}
    Delivery.objects.bulk_create(Delivery(**same, **when, state="cancelled") for _ in range(count))
