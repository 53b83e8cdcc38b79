"""Taking down what is live: delete, again and again until the network says it is gone. Deleting twice is harmless."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db.models import QuerySet

from wellspoken.networks.contract import Account, Connector, Outcome, Sent
from wellspoken.networks.newsroom.connector import NewsroomConnector
from wellspoken.rooms.kernel.sealed import SealBroken
from wellspoken.rooms.publishing import by_hand, clockwork, landing, lines
from wellspoken.rooms.publishing.actor import WORKER
from wellspoken.rooms.publishing.clockwork import next_try, send_lease
from wellspoken.rooms.publishing.mailing import tell_author
from wellspoken.rooms.publishing.models import Attempt, Delivery, Takedown
from wellspoken.rooms.publishing.resting import rest

log = logging.getLogger(__name__)
BATCH = 50
#: failed tries after which the author hears of it; trying goes on
TELL_AFTER = 4


def rows_to_delete(now: datetime) -> QuerySet[Delivery]:
    """Deliveries to be deleted from their network now; uses the partial index `delivery_withdraw`."""
    rows = Delivery.objects.filter(state="withdrawing", not_before__lte=now)
    return rows.exclude(task__state="open").order_by("not_before")  # a person is at those


def due_withdrawals(now: datetime) -> list[int]:
    """Keys of the first of them."""
    return list(rows_to_delete(now).values_list("pk", flat=True)[:BATCH])


def withdraw(delivery_id: int) -> str:
    """Delete once, if nobody else is at it; returns the state afterwards."""
    now = clockwork.now()
    rows = Delivery.objects.select_related("post__author", "channel__team", "revision")
    delivery = rows.filter(pk=delivery_id, state="withdrawing", not_before__lte=now).first()
    if delivery is None or not _mine(delivery, now):
        return ""
    if not by_hand.deletes(delivery):
        by_hand.open_task(delivery, "cannot_delete", now)
        return delivery.state
    attempt = Attempt.objects.create(delivery=delivery, fence=delivery.fence, kind="withdraw")
    sent = _delete(delivery)
    Attempt.objects.filter(pk=attempt.pk).update(
        ended_at=clockwork.now(), outcome=sent.outcome, reason=sent.reason, status=sent.status, raw=sent.raw
    )
    _conclude(delivery, sent, clockwork.now())
    delivery.refresh_from_db(fields=["state"])
    return delivery.state


def _mine(delivery: Delivery, now: datetime) -> bool:
    rows = Delivery.objects.filter(pk=delivery.pk, state="withdrawing", not_before=delivery.not_before)
    return rows.update(not_before=now + send_lease()) == 1


def _delete(delivery: Delivery) -> Sent:
    connector, channel = lines.connector_for(delivery), delivery.channel
    try:
        with lines.line(channel) as account:
            sent = _ask(delivery, connector, account)
            lines.keep_secrets(channel, account, sent.new_secrets)
            return sent
    except SealBroken:
        lines.unsealed(channel)
        return Sent(Outcome.BROKEN, reason="unsealed")
    except Exception as error:  # asked again later; deleting twice is harmless
        log.exception("connector %s raised in delete", connector.code)
        return Sent(Outcome.UNKNOWN, reason="crash", raw=type(error).__name__)


def _ask(delivery: Delivery, connector: Connector, account: Account) -> Sent:
    if not delivery.remote_id:  # a person saw it there and gave only its address: a person must delete it
        return Sent(Outcome.REFUSED, reason="no_id")
    if isinstance(connector, NewsroomConnector):
        return connector.withdraw(delivery.remote_id, _public_reason(delivery))
    rest()
    return connector.delete(account, delivery.remote_id)


def _public_reason(delivery: Delivery) -> str:
    asked = Takedown.objects.filter(post_id=delivery.post_id).order_by("at").first()
    return asked.public_reason if asked else ""


def _conclude(delivery: Delivery, sent: Sent, now: datetime) -> None:
    if sent.outcome is Outcome.LIVE:  # the call took effect: it is gone
        source = ("withdrawing",)
        if landing.apply(delivery, landing.Change("withdrawn", "delivery.withdrawn", only_from=source)):
            by_hand.finish_post(delivery.post, WORKER)
        return
    if sent.outcome is Outcome.REFUSED:  # asking again is of no use
        by_hand.open_task(delivery, sent.reason or "refused", now)
        return
    if sent.outcome is Outcome.BROKEN and not lines.renewed_elsewhere(delivery.channel):
        lines.broken(delivery.channel, sent.reason, sent.raw)
    tries = delivery.tries + 1
    again = max(next_try(tries, sent.retry_after, now), now + timedelta(seconds=1))
    rows = Delivery.objects.filter(pk=delivery.pk, state="withdrawing")
    rows.update(tries=tries, not_before=again, reason="still_up", reason_data={"why": sent.reason})
    if tries >= TELL_AFTER:
        delivery.refresh_from_db()
        tell_author(delivery)
