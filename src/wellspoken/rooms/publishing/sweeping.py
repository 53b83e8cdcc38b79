"""The sweep: claim what is due, find what was dropped. Any number of workers may sweep at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zlib import crc32

from django.db import transaction
from django.db.models import Q, QuerySet

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.kernel.retrying import writing
from wellspoken.rooms.kernel.states import ManySteps, StateConflict, Step, move, move_many
from wellspoken.rooms.publishing import holding
from wellspoken.rooms.publishing.actor import WORKER
from wellspoken.rooms.publishing.clockwork import QUEUE_LEASE, late_limit, outage_limit
from wellspoken.rooms.publishing.landing import lost, unsay
from wellspoken.rooms.publishing.mailing import tell_author
from wellspoken.rooms.publishing.models import Delivery, Hold
from wellspoken.rooms.publishing.outages import overdue
from wellspoken.rooms.publishing.pacing import Budgets
from wellspoken.rooms.publishing.states import DELIVERY

BATCH = 64
#: rows let go of in one transaction
RELEASED = 200
#: why a channel in this state stops its deliveries
STOPPED = {"paused": "channel_paused", "broken": "channel_broken", "removed": "channel_removed"}


@dataclass(frozen=True, slots=True)
class Bell:
    """One claimed row: the engine carries nothing else.

    `house` is a number that channels of one server share; `again`: an earlier
    bell of this row was lost, so the sweeping worker carries it itself.
    """

    delivery_id: int
    fence: int
    channel_id: int = 0
    house: int = 0
    again: bool = False


def house_of(channel: Channel) -> int:
    """The number of the channel's server."""
    return crc32(f"{channel.network} {channel.server}".encode())


def bell_for(row: Delivery) -> Bell:
    """The bell of a row just claimed."""
    return Bell(row.pk, row.fence, row.channel_id, house_of(row.channel), again=row.fence > row.tries + 1)


#: a server: network and base address
House = tuple[str, str]


def due_rows(now: datetime, crowded: Sequence[House] = ()) -> QuerySet[Delivery]:
    """Scheduled rows whose moment has come and whose channel may be called; uses the partial index `delivery_due`.

    Also those whose channel waits, once they have waited so long that a person is to be asked. Rows of `crowded`
    servers are left for later: their claimed rows wait for hands already, and others shall not wait behind them.
    """
    open_channel = Q(channel__not_before=None) | Q(channel__not_before__lte=now) | Q(due_at__lt=now - late_limit())
    rows = Delivery.objects.filter(open_channel, state="scheduled", not_before__lte=now)
    for network, server in crowded:
        rows = rows.exclude(channel__network=network, channel__server=server)
    return rows.order_by("not_before", "pk")


def waiting_rows(now: datetime) -> QuerySet[Delivery]:
    """Scheduled rows whose moment is still to come, soonest first; the same index."""
    return Delivery.objects.filter(state="scheduled", not_before__gt=now).order_by("not_before")


def next_due(now: datetime) -> datetime | None:
    """The next moment at which a scheduled row becomes due, or None."""
    return waiting_rows(now).values_list("not_before", flat=True).first()


def sweep(now: datetime, worker: str = "", crowded: Sequence[House] = ()) -> list[Bell]:
    """Claim up to a batch of due rows for `worker`, and recover what dead workers held. Returns the bells to ring."""
    recover(now)
    due = dict(due_rows(now, crowded).values_list("pk", "channel_id")[:BATCH])
    if not due:
        return []
    with writing(), transaction.atomic():  # one commit for the batch
        channels = holding.lock_channels(due.values())
        round_ = _Round(now, worker, holding.standing(), Budgets(channels.values(), now))
        # on PostgreSQL every row is locked before the first is written; one that somebody else holds waits for later
        rows = Delivery.objects.select_for_update(of=("self",), skip_locked=True, no_key=True)
        rows = rows.filter(pk__in=due, state="scheduled", not_before__lte=now).order_by("not_before", "pk")
        claimed = _claim([row for row in rows if _free(_on(row, channels), round_)], round_)
    return [bell_for(row) for row in claimed]


def _on(row: Delivery, channels: dict[int, Channel]) -> Delivery:
    row.channel = channels[row.channel_id]
    return row


@dataclass(frozen=True, slots=True)
class _Round:
    now: datetime
    worker: str
    holds: list[Hold]
    budgets: Budgets


def _free(row: Delivery, round_: _Round) -> bool:
    """Whether one row may be taken; else it is put aside for a person, or until its channel's budget is free."""
    now = round_.now
    if hold := holding.over(row.channel, round_.holds):
        _aside(row, "held", holding.CAUGHT, {"hold": hold.pk})
        return False
    if overdue(row, now):
        _aside(row, "late", "too_late", {"because": row.reason})
        return False
    if row.channel.state in STOPPED:
        _aside(row, "held", STOPPED[row.channel.state], {})
        return False
    waits = row.channel.not_before
    if waits is not None and waits > now:
        _wait(row, waits, "channel_waits", now)
        return False
    if free := round_.budgets.take(row.channel_id):
        _wait(row, free, "budget", now)
        return False
    return True


def _claim(rows: list[Delivery], round_: _Round) -> list[Delivery]:
    """Take these rows, which this transaction holds; returns those taken."""
    lease = round_.now + QUEUE_LEASE
    step = ManySteps(
        to="queued",
        actor=WORKER,
        action="delivery.claimed",
        only_from=["scheduled"],
        same=["fence"],
        changes=lambda row: {"fence": row.fence + 1, "lease_until": lease, "worker": round_.worker},
        data=lambda row: {"channel": row.channel.name},
    )
    return moved_together(rows, step)


def moved_together(rows: Sequence[Delivery], step: ManySteps) -> list[Delivery]:
    """Take the rows through the step at once; where one does not fit, each by itself. Returns those that were moved."""
    try:
        move_many(rows, DELIVERY, step)
    except StateConflict:
        return [row for row in rows if _moved_alone(row, step)]
    return list(rows)


def _moved_alone(row: Delivery, step: ManySteps) -> bool:
    try:
        move_many([row], DELIVERY, step)
    except StateConflict:
        return False
    return True


def _wait(row: Delivery, free: datetime, reason: str, now: datetime) -> None:
    """Leave it on the calendar until its channel is free, at the latest until it would be too late."""
    limit = late_limit() if now - row.due_at <= late_limit() else outage_limit()
    until = min(free, row.due_at + limit + timedelta(seconds=1))
    mine = Delivery.objects.filter(pk=row.pk, state="scheduled", fence=row.fence)
    mine.update(not_before=until, reason=reason, reason_data={"again": free.isoformat()})


def _aside(row: Delivery, to: str, reason: str, data: dict[str, Any]) -> None:
    step = Step(
        to=to,
        actor=WORKER,
        action=f"delivery.{to}",
        only_from=["scheduled"],
        where=Q(fence=row.fence),
        changes={"reason": reason, "reason_data": data},
        data={"channel": row.channel.name, "reason": reason},
    )
    if _moved(row, step) and reason != holding.CAUGHT:  # of a hold everybody heard when it was placed
        tell_author(row)


def _moved(row: Delivery, step: Step) -> bool:
    try:
        move(row, DELIVERY, step)
    except StateConflict:
        return False
    return True


def dropped_rows(now: datetime) -> QuerySet[Delivery]:
    """Claimed rows whose lease is over; uses the partial index `delivery_leased` (only claimed rows have a lease)."""
    return Delivery.objects.filter(lease_until__lt=now, state__in=["queued", "sending"]).order_by("lease_until")


def recover(now: datetime) -> None:
    """Give back queued rows whose bell was lost; declare lost the outcome of attempts that outlived their lease."""
    _release(dropped_rows(now), now)


def release_seat(worker: str, now: datetime, unspoken: Collection[tuple[int, int]] = ()) -> None:
    """Do the same at once for everything a worker of this name held: its process is known to be dead.

    `unspoken` are rows (key, fence) of which it is proven that it sent nothing.
    """
    _release(Delivery.objects.filter(state__in=["queued", "sending"], worker=worker), now, unspoken)


def _release(rows: QuerySet[Delivery], now: datetime, unspoken: Collection[tuple[int, int]] = ()) -> None:
    """Let go of these rows, a batch in one commit; one that somebody else holds is left for the next time."""
    keys = list(rows.values_list("pk", flat=True)[:RELEASED])
    if not keys:
        return
    with writing(), transaction.atomic():
        locked = rows.filter(pk__in=keys).select_for_update(of=("self",), skip_locked=True, no_key=True)
        for row in locked.select_related("channel"):
            if row.state == "queued":
                _moved(row, _back(row))
            elif (row.pk, row.fence) in unspoken:
                unsay(row, now)
            elif row.state == "sending":
                lost(row, "worker_died", now)  # nobody knows what the network did: it is asked, never told again


def _back(row: Delivery) -> Step:
    return Step(
        to="scheduled",
        actor=WORKER,
        action="delivery.not_sent",
        only_from=["queued"],
        where=Q(fence=row.fence, lease_until=row.lease_until),
        changes={"lease_until": None},
        data={"channel": row.channel.name, "reason": "bell_lost"},
    )
