"""The worker's part: take a waiting binder, make it, say how far it is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from wellspoken.rooms.kernel.actors import Actor, SystemActor
from wellspoken.rooms.kernel.states import StateConflict, Step, move
from wellspoken.rooms.records import archiving
from wellspoken.rooms.records.binder.making import Stopped, make, posts_of
from wellspoken.rooms.records.models import Binder
from wellspoken.rooms.records.states import BINDER, BinderState

RECORDS = SystemActor("records")
SECONDS = 2.0
#: a worker that says nothing for this long is dead, and the binder begins anew elsewhere
LEASE = timedelta(minutes=5)


def work(ended: Callable[[], bool]) -> bool:
    """Make one waiting binder; False when none waits."""
    _bring_back(timezone.now())
    binder = Binder.objects.filter(state=BinderState.WAITING).select_related("team", "post").order_by("pk").first()
    if binder is None:
        return False
    archiving.chore(ended)  # the archive says what was public in a period
    try:
        _move(binder, "running", lease_until=timezone.now() + LEASE, done=0, total=len(posts_of(binder)))
    except StateConflict:
        return False
    carry(binder, ended)
    return True


def carry(binder: Binder, ended: Callable[[], bool]) -> None:
    """Make a binder that is `running`; whatever goes wrong leaves it failed, never half done."""
    try:
        size, digest = make(binder, lambda done: not ended() and _noted(binder, done))
    except Stopped:
        with suppress(StateConflict):
            _move(binder, "waiting", lease_until=None)
    except Exception:
        with suppress(StateConflict):
            _move(binder, "failed", ended_at=timezone.now(), lease_until=None)
        raise
    else:
        with suppress(StateConflict):
            over: dict[str, Any] = {"ended_at": timezone.now(), "lease_until": None, "done": binder.total}
            _move(binder, "done", data={"sha256": digest}, size=size, sha256=digest, **over)


def _bring_back(now: datetime) -> None:
    """Binders of dead workers wait again."""
    for binder in Binder.objects.filter(state=BinderState.RUNNING, lease_until__lt=now):
        with suppress(StateConflict):
            _move(binder, "waiting", where=Q(lease_until=binder.lease_until), lease_until=None)


def _noted(binder: Binder, done: int) -> bool:
    rows = Binder.objects.filter(pk=binder.pk, state=BinderState.RUNNING)
    return rows.update(done=done, lease_until=timezone.now() + LEASE) == 1


def _move(
    binder: Binder, to: str, actor: Actor = RECORDS, where: Q | None = None, data: dict[str, Any] | None = None,
    **changes: Any,
) -> None:  # fmt: skip
    action = "binder.made" if to == "done" else "binder.moved"
    move(binder, BINDER, Step(to=to, actor=actor, action=action, where=where, changes=changes, data=data or {}))
