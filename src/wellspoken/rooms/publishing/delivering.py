"""One delivery, carried in this thread. Everything is stored and committed before a byte of the visible call leaves."""

from __future__ import annotations

from wellspoken.rooms.kernel.leases import Busy
from wellspoken.rooms.kernel.sealed import SealBroken
from wellspoken.rooms.publishing import lines
from wellspoken.rooms.publishing.carrying import beginning, finishing, speaking, stops, taking
from wellspoken.rooms.publishing.carrying.work import Line, Work
from wellspoken.rooms.publishing.models import Delivery


def deliver(delivery_id: int, fence: int | None = None, worker: str = "") -> str:
    """Carry one claimed delivery to its outcome and return its state; '' when the bell was stale or doubled.

    `worker` is the seat that carries it, which need not be the one that claimed it.
    Never raises for anything a network does. Runs one visible call at most.
    """
    rows = taking.load({delivery_id: fence})
    if not rows:
        return ""
    for work in taking.take(rows, worker):
        _carry(work)
    return Delivery.objects.values_list("state", flat=True).get(pk=delivery_id)


def _carry(work: Work) -> None:
    channel = work.delivery.channel
    try:
        with lines.line(channel) as account:
            _talk(work, Line(channel, account))
    except SealBroken:
        stops.unsealed(work.delivery)
    except Busy:
        stops.busy(work.delivery)


def _talk(work: Work, line: Line) -> None:
    """Everything said to the network, while no other call of this account runs."""
    speaking.ready(work, line)
    finishing.keep_secrets(line)
    if work.halt is not None:
        work.halt()
        return
    if not beginning.begin([work]):
        return
    work.line = line
    speaking.speak(work, line)
    finishing.finish([work])
