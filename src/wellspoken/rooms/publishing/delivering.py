"""One delivery, carried in this thread. Everything is stored and committed before a byte of the visible call leaves."""

from __future__ import annotations

import logging

from wellspoken.networks.contract import Outcome, Sent
from wellspoken.rooms.kernel.leases import Busy
from wellspoken.rooms.kernel.sealed import SealBroken
from wellspoken.rooms.publishing import clockwork, landing, lines
from wellspoken.rooms.publishing.carrying import beginning, finishing, speaking, taking
from wellspoken.rooms.publishing.carrying.work import Line, Work
from wellspoken.rooms.publishing.models import Delivery

log = logging.getLogger(__name__)
#: seconds until a channel is tried again whose line another worker holds
LINE_PAUSE = 3.0


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
        unsealed(work.delivery)
    except Busy:
        busy(work.delivery)


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


def unsealed(delivery: Delivery) -> None:
    """The channel's stored tokens cannot be opened: it stops, and the delivery waits for it."""
    lines.unsealed(delivery.channel)
    landing.held(delivery, "channel_broken", {"why": "unsealed"})


def busy(delivery: Delivery) -> None:
    """Another worker is at this channel and slow: nothing was said to the network."""
    landing.not_sent(delivery, Sent(Outcome.NOT_SENT, reason="line_busy", retry_after=LINE_PAUSE), clockwork.now())
