"""One attempt. Everything is stored and committed before a byte of the visible call leaves."""

from __future__ import annotations

import logging
import time
from datetime import datetime

from django.db import InterfaceError, OperationalError, close_old_connections, transaction
from django.db.models import Q

from wellspoken.networks.contract import Account, Connector, Outcome, Prepared, Sent, UploadResult
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.kernel.leases import Busy
from wellspoken.rooms.kernel.retrying import again_after_collision
from wellspoken.rooms.kernel.sealed import SealBroken
from wellspoken.rooms.kernel.states import StateConflict, Step, move
from wellspoken.rooms.publishing import clockwork, gates, landing, lines
from wellspoken.rooms.publishing.actor import WORKER
from wellspoken.rooms.publishing.clockwork import send_lease
from wellspoken.rooms.publishing.models import Attempt, Delivery
from wellspoken.rooms.publishing.outgoing import PictureChanged, outgoing_for
from wellspoken.rooms.publishing.resting import rest
from wellspoken.rooms.publishing.scheduling import cancel_one
from wellspoken.rooms.publishing.states import DELIVERY

log = logging.getLogger(__name__)
#: seconds between tries to store an outcome; shorter in all than a lease
WRITE_PAUSES = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0, 8.0)
#: seconds until a channel is tried again whose line another worker holds
LINE_PAUSE = 3.0


class Stopped(Exception):
    """The delivery does not go out now; what became of it is written down already."""


def deliver(delivery_id: int, fence: int | None = None, worker: str = "") -> str:
    """Carry one claimed delivery to its outcome and return its state; '' when the bell was stale or doubled.

    `worker` is the seat that carries it, which need not be the one that claimed it.
    Never raises for anything a network does. Runs one visible call at most.
    """
    rows = Delivery.objects.select_related("post__team", "post__author", "channel__team", "revision")
    delivery = rows.filter(pk=delivery_id, state="queued").first()
    if delivery is None or (fence is not None and delivery.fence != fence):
        return ""
    delivery.worker = worker or delivery.worker
    try:
        _attempt(delivery)
    except Stopped:
        log.info("delivery %s stopped before sending", delivery_id)
    delivery.refresh_from_db(fields=["state"])
    return delivery.state


def _attempt(delivery: Delivery) -> None:
    now = clockwork.now()
    _stop_if(delivery, gates.cheap(delivery, now) or gates.checks(delivery))
    _extend(delivery)
    try:
        with lines.line(delivery.channel) as account:
            _talk(delivery, account)
    except SealBroken:
        lines.unsealed(delivery.channel)
        landing.held(delivery, "channel_broken", {"why": "unsealed"})
    except Busy:  # another worker is at this channel and slow: nothing was said to the network
        landing.not_sent(delivery, Sent(Outcome.NOT_SENT, reason="line_busy", retry_after=LINE_PAUSE), clockwork.now())


def _talk(delivery: Delivery, account: Account) -> None:
    """Everything said to the network, while no other call of this account runs."""
    connector, channel = lines.connector_for(delivery), delivery.channel
    prepared, account = _ready(delivery, connector, account)
    attempt = _begin(delivery, prepared)
    delivery.channel = channel  # as it was when its tokens were read: tells later whether they were renewed
    sent = _speak(connector, account, prepared)
    _finish(delivery, attempt, sent)
    lines.keep_secrets(channel, account, sent.new_secrets)
    if sent.outcome is Outcome.LIVE:
        _note_works(channel)


def _stop_if(delivery: Delivery, stop: gates.Stop | None) -> None:
    if stop is None:
        return
    if stop.state == "cancelled":
        cancel_one(delivery, WORKER, stop.reason)
    elif stop.state == "late":
        landing.late(delivery, stop.reason)
    elif stop.state == "scheduled":
        landing.waits(delivery, stop.reason, stop.data)
    else:
        landing.held(delivery, stop.reason, stop.data)
    raise Stopped(stop.reason)


def _extend(delivery: Delivery) -> None:
    """Take the row for as long as an attempt may last, with its key; somebody else's claim ends ours."""
    mine = Delivery.objects.filter(pk=delivery.pk, state="queued", fence=delivery.fence)
    if not delivery.key:
        delivery.key = lines.connector_for(delivery).key_for(clockwork.now())
    if mine.update(lease_until=clockwork.now() + send_lease(), key=delivery.key, worker=delivery.worker) != 1:
        raise Stopped("claimed by another")


def _ready(delivery: Delivery, connector: Connector, account: Account) -> tuple[Prepared, Account]:
    """The exact request: the stored one when there is one, else built now. Invisible steps only, so repeatable."""
    if delivery.prepared is not None:
        return Prepared.from_json(delivery.prepared), account
    limits = connector.limits(account)
    try:
        outgoing = outgoing_for(delivery, limits, clockwork.now())
    except PictureChanged:
        landing.held(delivery, "picture_changed")
        raise Stopped("picture_changed") from None
    if problems := connector.check(outgoing, limits):
        landing.refused(delivery, problems[0].code, dict(problems[0].params))
        raise Stopped(problems[0].code)
    rest()
    result = connector.upload(account, outgoing, connector.prepare(account, outgoing, delivery.key))
    account = lines.keep_secrets(delivery.channel, account, result.new_secrets)
    return _uploaded(delivery, result), account


def _uploaded(delivery: Delivery, result: UploadResult) -> Prepared:
    if result.prepared is not None:
        return result.prepared
    failure = result.failure or Sent(Outcome.NOT_SENT, reason="odd_answer")
    now = clockwork.now()
    Attempt.objects.create(
        delivery=delivery,
        fence=delivery.fence,
        kind="prepare",
        ended_at=now,
        outcome=failure.outcome,
        reason=failure.reason,
        status=failure.status,
        raw=failure.raw,
    )
    if failure.outcome is Outcome.UNKNOWN:  # nothing visible was asked for: as good as not sent
        failure = Sent(Outcome.NOT_SENT, reason=failure.reason, raw=failure.raw)
    Delivery.objects.filter(pk=delivery.pk, fence=delivery.fence).update(tries=delivery.tries + 1)
    delivery.tries += 1
    landing.land(delivery, failure, now)
    raise Stopped(failure.reason)


@again_after_collision
def _begin(delivery: Delivery, prepared: Prepared) -> Attempt:
    """Store the intent: from the commit of this transaction on, the post may be out. Nothing was sent before it."""
    now = clockwork.now()
    with transaction.atomic(durable=True):
        stop = gates.cheap(delivery, now)
        if stop is None:
            return _store_intent(delivery, prepared, now)
    _stop_if(delivery, stop)
    raise Stopped(stop.reason)


def _store_intent(delivery: Delivery, prepared: Prepared, now: datetime) -> Attempt:
    step = Step(
        to="sending",
        actor=WORKER,
        action="delivery.sending",
        only_from=["queued"],
        where=Q(fence=delivery.fence),
        changes={
            "key": prepared.key,
            "prepared": prepared.to_json(),
            "lease_until": now + send_lease(),
            "sent_at": delivery.sent_at or now,
            "tries": delivery.tries + 1,
            "reason": "",
        },
        data={"channel": delivery.channel.name, "key": prepared.key, "fence": delivery.fence},
    )
    try:
        move(delivery, DELIVERY, step)
    except StateConflict:
        raise Stopped("claimed by another") from None
    return Attempt.objects.create(delivery=delivery, fence=delivery.fence)


def _speak(connector: Connector, account: Account, prepared: Prepared) -> Sent:
    """The one visible call. A connector that breaks its contract and raises has proven nothing."""
    rest()
    try:
        return connector.publish(account, prepared)
    except Exception as error:
        log.exception("connector %s raised in publish", connector.code)
        return Sent(Outcome.UNKNOWN, reason="crash", raw=type(error).__name__)


def _finish(delivery: Delivery, attempt: Attempt, sent: Sent) -> None:
    """Write the outcome at once, again and again while the database is away.

    If even this fails, the lease ends and the outcome is settled by asking.
    """
    for pause in WRITE_PAUSES:
        try:
            _write(delivery, attempt, sent)
            return
        except (OperationalError, InterfaceError) as error:
            log.warning("outcome of delivery %s not stored yet: %s", delivery.pk, type(error).__name__)
            time.sleep(pause)
            close_old_connections()
    _write(delivery, attempt, sent)


def _write(delivery: Delivery, attempt: Attempt, sent: Sent) -> None:
    now = clockwork.now()
    with transaction.atomic():
        Attempt.objects.filter(pk=attempt.pk).update(
            ended_at=now, outcome=sent.outcome, reason=sent.reason, status=sent.status, raw=sent.raw
        )
        landing.land(delivery, sent, now)


def _note_works(channel: Channel) -> None:
    """What happens after the visible call can neither fail nor repeat it."""
    try:
        lines.works(channel)
    except Exception:
        log.exception("could not note that channel %s works", channel.pk)
