"""One holder at a time; a dead one loses it; collisions are done again."""

from __future__ import annotations

import threading
from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.db import OperationalError, connections, transaction
from django.db.models.functions import Now

from wellspoken.rooms.kernel import leases
from wellspoken.rooms.kernel.models import Lease
from wellspoken.rooms.kernel.retrying import TRIES, again_after_collision

SOON, AT_ONCE = timedelta(seconds=10), timedelta(0)


@pytest.mark.django_db(transaction=True)
def test_one_at_a_time() -> None:
    inside, most, guard = [0], [0], threading.Lock()

    def work() -> None:
        try:
            for _ in range(4):
                with leases.held("line", wait=timedelta(seconds=30)):
                    with guard:
                        inside[0] += 1
                        most[0] = max(most[0], inside[0])
                    with guard:
                        inside[0] -= 1
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    assert most == [1]
    assert Lease.objects.get().until is None


@pytest.mark.django_db
def test_another_is_told_that_it_is_busy_and_other_names_are_free() -> None:
    first = leases.held("a", wait=AT_ONCE)
    first.__enter__()
    with leases.held("b", wait=AT_ONCE), pytest.raises(leases.Busy), leases.held("a", wait=AT_ONCE):
        pass
    first.__exit__(None, None, None)
    with leases.held("a", wait=AT_ONCE):
        pass


@pytest.mark.django_db
def test_what_ran_out_is_free_and_its_late_holder_ends_nobody_elses() -> None:
    with leases.held("a", wait=AT_ONCE):
        Lease.objects.update(until=Now() - timedelta(seconds=1))
        second = leases.held("a", wait=AT_ONCE)
        second.__enter__()
    assert Lease.objects.get().until is not None  # the first one's leaving changed nothing
    second.__exit__(None, None, None)
    assert Lease.objects.get().until is None


@pytest.mark.django_db
def test_a_lease_that_ran_out_is_not_taken_back_by_renewing() -> None:
    Lease.objects.create(name="a", holder="x:1", until=Now() - timedelta(seconds=1))
    Lease.objects.create(name="b", holder="x:2", until=Now() + timedelta(seconds=1))
    before = Lease.objects.get(name="b").until
    Lease.objects.filter(holder__in=["x:1", "x:2"], until__gt=Now()).update(until=leases._until())
    assert Lease.objects.filter(name="a", until__lt=Now()).exists()
    after = Lease.objects.get(name="b").until
    assert before is not None
    assert after is not None
    assert after > before


@pytest.mark.django_db
def test_a_restarted_worker_frees_what_it_held_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases._HOLDERS, "process", leases._HOLDERS.process)
    leases.take_place_of("seat-1")
    left = leases.held("a", wait=AT_ONCE)
    left.__enter__()  # its process dies here
    leases.take_place_of("seat-2")
    with pytest.raises(leases.Busy), leases.held("a", wait=AT_ONCE):
        pass
    leases.take_place_of("seat-1")
    with leases.held("a", wait=AT_ONCE):
        pass


class _Collision(Exception):
    sqlstate = "40P01"


def _collision() -> OperationalError:
    error = OperationalError("deadlock detected")
    error.__cause__ = _Collision()
    return error


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("fails", "calls"), [(0, 1), (TRIES - 1, TRIES)])
def test_done_again_after_a_collision(fails: int, calls: int) -> None:
    seen: list[int] = []

    @again_after_collision
    def act(number: int) -> int:
        seen.append(number)
        if len(seen) <= fails:
            raise _collision()
        return number

    assert act(7) == 7
    assert len(seen) == calls


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("inside", [True, False], ids=["inside a transaction", "another error"])
def test_not_done_again(inside: bool) -> None:
    seen: list[int] = []

    @again_after_collision
    def act() -> None:
        seen.append(1)
        raise _collision() if inside else OperationalError("disk full")

    around = transaction.atomic() if inside else nullcontext()
    with pytest.raises(OperationalError), around:
        act()
    assert len(seen) == 1
