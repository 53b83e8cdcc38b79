"""The intents of a group: stored and committed before a byte of the visible calls leaves."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from wellspoken.rooms.kernel.many import insert_many
from wellspoken.rooms.kernel.retrying import again_after_collision, writing
from wellspoken.rooms.kernel.states import ManySteps
from wellspoken.rooms.publishing import clockwork, gates
from wellspoken.rooms.publishing.actor import WORKER
from wellspoken.rooms.publishing.carrying.stops import stop
from wellspoken.rooms.publishing.carrying.work import Work
from wellspoken.rooms.publishing.clockwork import send_lease
from wellspoken.rooms.publishing.models import Attempt, Delivery
from wellspoken.rooms.publishing.sweeping import moved_together


def begin(works: Sequence[Work]) -> list[Work]:
    """Begin these attempts, in one transaction; returns those that begun. The others were stopped, or are another's.

    From its commit on a post may be out. Nothing was sent before it.
    """
    rows = {work.delivery.pk: work for work in works}
    begun, stops = _store([work for work in works if work.prepared is not None])
    stop([work.delivery for work in works], stops)
    now = time.monotonic()
    for row in begun:
        rows[row.pk].begun = now
    return [rows[row.pk] for row in begun]


@again_after_collision
def _store(works: Sequence[Work]) -> tuple[list[Delivery], dict[int, gates.Stop]]:
    """Look at approval, holds, channel and time once more, under lock; then store the intents of those that may go."""
    now = clockwork.now()
    prepared = {work.delivery.pk: work.prepared for work in works}
    with writing(), transaction.atomic(durable=True):
        rows = [work.delivery for work in works]
        stops = gates.cheap(rows, now)
        begun = store_intents([row for row in rows if row.pk not in stops], prepared)
    return begun, stops


def store_intents(rows: Sequence[Delivery], prepared: dict[int, Any]) -> list[Delivery]:
    """Write key, exact bytes, handles and lease of each row, and its attempt; a row that is not ours is left out."""
    now = clockwork.now()
    step = ManySteps(
        to="sending",
        actor=WORKER,
        action="delivery.sending",
        only_from=["queued"],
        same=["fence"],
        changes=lambda row: {
            "key": prepared[row.pk].key,
            "prepared": prepared[row.pk].to_json(),
            "lease_until": now + send_lease(),
            "sent_at": row.sent_at or now,
            "tries": row.tries + 1,
            "reason": "",
        },
        data=lambda row: {"channel": row.channel.name, "key": prepared[row.pk].key, "fence": row.fence},
    )
    begun = moved_together(rows, step)
    insert_many([Attempt(delivery=row, fence=row.fence) for row in begun])
    return begun
