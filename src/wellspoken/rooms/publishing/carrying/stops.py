"""Writing down that a delivery does not go out now."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence

from wellspoken.networks.contract import Outcome, Sent
from wellspoken.rooms.publishing import clockwork, landing, lines
from wellspoken.rooms.publishing.actor import WORKER
from wellspoken.rooms.publishing.gates import Stop
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.publishing.scheduling import cancel_one

log = logging.getLogger(__name__)
#: seconds until a channel is tried again whose line another worker holds
LINE_PAUSE = 3.0


def stop(rows: Sequence[Delivery], stops: Mapping[int, Stop]) -> list[Delivery]:
    """Stop those that are named; returns the others, which may go on."""
    for row in rows:
        if row.pk in stops:
            stop_one(row, stops[row.pk])
    return [row for row in rows if row.pk not in stops]


def stop_one(delivery: Delivery, found: Stop) -> None:
    """Move one to where the stop says, unless somebody else was first."""
    log.info("delivery %s stopped before sending: %s", delivery.pk, found.reason)
    if found.state == "cancelled":
        cancel_one(delivery, WORKER, found.reason)
    elif found.state == "late":
        landing.late(delivery, found.reason)
    elif found.state == "scheduled":
        landing.waits(delivery, found.reason, found.data)
    else:
        landing.held(delivery, found.reason, found.data)


def unsealed(delivery: Delivery) -> None:
    """The channel's stored tokens cannot be opened: it stops, and the delivery waits for it."""
    lines.unsealed(delivery.channel)
    landing.held(delivery, "channel_broken", {"why": "unsealed"})


def busy(delivery: Delivery) -> None:
    """Another worker is at this channel and slow: nothing was said to the network."""
    landing.not_sent(delivery, Sent(Outcome.NOT_SENT, reason="line_busy", retry_after=LINE_PAUSE), clockwork.now())
