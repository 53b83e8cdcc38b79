"""Finding out what became of a lost answer: ask the network, then a person. Never send again by machine meanwhile.

Only where the same request again never makes a second post (a record key, the number
of a post that was made unseen, our own Newsroom: ``repeatable`` connectors) does "it
is not there" lead back to the calendar.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db.models import QuerySet

from wellspoken.networks.contract import Account, Prepared, Presence, Settled
from wellspoken.rooms.kernel.sealed import SealBroken
from wellspoken.rooms.publishing import clockwork, correcting, landing, lines
from wellspoken.rooms.publishing.clockwork import next_look, send_lease
from wellspoken.rooms.publishing.mailing import tell_author
from wellspoken.rooms.publishing.models import Attempt, Delivery
from wellspoken.rooms.publishing.resting import rest
from wellspoken.rooms.publishing.stopping import taken_down

log = logging.getLogger(__name__)
BATCH = 20
#: a post's clock and the network's may differ
SKEW = timedelta(seconds=60)


def rows_to_look_up(now: datetime) -> QuerySet[Delivery]:
    """Deliveries of unknown outcome that are to be looked up now; uses the partial index `delivery_settle`."""
    return Delivery.objects.filter(state="unknown", settle_at__lte=now).order_by("settle_at")


def due_looks(now: datetime) -> list[int]:
    """Keys of the first of them."""
    return list(rows_to_look_up(now).values_list("pk", flat=True)[:BATCH])


def settle(delivery_id: int) -> str:
    """Look once, if nobody else is looking; returns the state afterwards."""
    now = clockwork.now()
    rows = Delivery.objects.select_related("post__team", "post__author", "channel__team", "revision", "replaces")
    delivery = rows.filter(pk=delivery_id, state="unknown", settle_at__lte=now).first()
    if delivery is None or not _mine(delivery, now):
        return ""
    attempt = Attempt.objects.create(delivery=delivery, fence=delivery.fence, kind="settle")
    found = _look(delivery)
    Attempt.objects.filter(pk=attempt.pk).update(ended_at=clockwork.now(), outcome=found.outcome, raw=found.raw)
    _conclude(delivery, found, clockwork.now())
    delivery.refresh_from_db(fields=["state"])
    return delivery.state


def _mine(delivery: Delivery, now: datetime) -> bool:
    """Claim the look by moving its time on; one of several wins. A look lost with its worker comes again."""
    rows = Delivery.objects.filter(pk=delivery.pk, state="unknown", settle_at=delivery.settle_at)
    return rows.update(settle_at=now + send_lease()) == 1


def _look(delivery: Delivery) -> Settled:
    prepared = Prepared.from_json(delivery.prepared or {"key": delivery.key, "body": "", "handles": {}})
    connector, channel = lines.connector_for(delivery), delivery.channel
    since = (delivery.sent_at or delivery.created_at) - SKEW
    try:
        with lines.line(channel) as account:
            rest()
            found = correcting.ask(connector, account, delivery, (prepared, since))
            _keep(delivery, account, found)
            return found
    except SealBroken:
        lines.unsealed(channel)
        return Settled(Presence.UNSURE, raw="unsealed")
    except Exception as error:  # a connector that raises has seen nothing
        log.exception("connector %s raised in settle", connector.code)
        return Settled(Presence.UNSURE, raw=type(error).__name__)


def _keep(delivery: Delivery, account: Account, found: Settled) -> None:
    lines.keep_secrets(delivery.channel, account, found.new_secrets)


def _conclude(delivery: Delivery, found: Settled, now: datetime) -> None:
    if found.outcome is Presence.LIVE:
        landing.live(delivery, found.remote_id, found.url, action="delivery.settled")
    elif found.outcome is Presence.ABSENT and lines.may_repeat(delivery):
        _absent(delivery, now)
    else:
        reason = "not_seen" if found.outcome is Presence.ABSENT else "cannot_tell"
        _look_again(delivery, reason, now)


def _absent(delivery: Delivery, now: datetime) -> None:
    """Proven not there, and the same key again is harmless."""
    source = ("unknown",)
    if taken_down(delivery):
        landing.apply(delivery, landing.Change("cancelled", "delivery.settled", "taken_down", source))
        return
    columns = {"not_before": now, "settle_at": None}
    landing.apply(delivery, landing.Change("scheduled", "delivery.settled", "not_there", source, columns))


def _look_again(delivery: Delivery, reason: str, now: datetime) -> None:
    """Look later with growing gaps; after the last look a person decides, and is told so."""
    again = next_look(delivery.looks + 1, now)
    columns = {"looks": delivery.looks + 1, "settle_at": again, "reason": reason}
    rows = Delivery.objects.filter(pk=delivery.pk, state="unknown", fence=delivery.fence)
    if rows.update(**columns) == 1 and again is None:
        delivery.refresh_from_db()
        tell_author(delivery)
