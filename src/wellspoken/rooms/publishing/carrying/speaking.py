"""Everything said to a network about one delivery. Needs no leave from the database, so many can speak at once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from wellspoken.networks.contract import PUBLISH_SECONDS, Account, Limits, Outcome, Outgoing, Prepared, Sent
from wellspoken.rooms.publishing import clockwork, correcting, landing
from wellspoken.rooms.publishing.carrying.watching import WATCH
from wellspoken.rooms.publishing.carrying.work import Line, Work
from wellspoken.rooms.publishing.clockwork import send_lease
from wellspoken.rooms.publishing.filming import FilmChanged, FilmNotReady, FilmUnfit
from wellspoken.rooms.publishing.models import Attempt, Delivery
from wellspoken.rooms.publishing.outgoing import PictureChanged, outgoing_for
from wellspoken.rooms.publishing.resting import rest

log = logging.getLogger(__name__)
#: answers after which the channel is left alone, so what waits for its turn on the same line is not sent
CLOSING = frozenset({Outcome.NOT_SENT, Outcome.BROKEN})


def ready(work: Work, line: Line) -> None:
    """Make the exact request: the stored one when there is one, else built now. Invisible steps only, so repeatable.

    Sets `prepared`, or `halt` when it cannot be sent as it is.
    """
    delivery = work.delivery
    if delivery.prepared is not None:
        work.prepared = Prepared.from_json(delivery.prepared)
        return
    limits = work.connector.limits(line.account)
    outgoing = _said(work, limits)
    if outgoing is None:
        return
    unfit = correcting.wrong(delivery.post, delivery.revision.content, delivery.channel)
    if problems := [*unfit, *work.connector.check(outgoing, limits)]:
        work.halt = partial(landing.refused, delivery, problems[0].code, dict(problems[0].params))
        return
    rest()
    first = work.connector.prepare(line.account, outgoing, delivery.key)
    if delivery.replaces_id is not None:  # only words change: nothing is uploaded
        work.prepared = first
        return
    result = work.connector.upload(line.account, outgoing, first)
    line.renew(result.new_secrets)
    work.prepared = result.prepared
    if result.prepared is None:
        failure = result.failure or Sent(Outcome.NOT_SENT, reason="odd_answer")
        work.halt = partial(not_uploaded, delivery, failure)


def _said(work: Work, limits: Limits) -> Outgoing | None:
    """What the delivery says; None when its pictures or film are not as approved, or not ready: then `halt` is set."""
    delivery = work.delivery
    try:
        return outgoing_for(delivery, limits, clockwork.now())
    except PictureChanged:
        work.halt = partial(landing.held, delivery, "picture_changed")
    except FilmChanged:
        work.halt = partial(landing.held, delivery, "film_changed")
    except FilmUnfit:
        work.halt = partial(landing.refused, delivery, "film_form", {})
    except FilmNotReady:
        work.halt = partial(not_uploaded, delivery, Sent(Outcome.NOT_SENT, reason="film_not_ready", retry_after=60.0))
    return None


def not_uploaded(delivery: Delivery, failure: Sent) -> None:
    """Write down that an invisible step failed: nothing visible was asked for, so as good as not sent."""
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
    if failure.outcome is Outcome.UNKNOWN:
        failure = Sent(Outcome.NOT_SENT, reason=failure.reason, raw=failure.raw)
    Delivery.objects.filter(pk=delivery.pk, fence=delivery.fence).update(tries=delivery.tries + 1)
    delivery.tries += 1
    landing.land(delivery, failure, now)


def speak(work: Work, line: Line, note: Callable[[Work], None] = lambda _work: None) -> None:
    """The one visible call, unless since the intent a hold came, the network asked for peace, or the time ran out.

    `note` writes down that the call comes next; when it raises there is no call.
    """
    if line.closed or _too_late(work.delivery) or WATCH.stops(work.delivery.channel, work.begun):
        work.withheld = True
        return
    rest()
    note(work)
    work.sent = call(work, line.account)
    line.renew(work.sent.new_secrets)
    line.closed = work.sent.outcome in CLOSING


def call(work: Work, account: Account) -> Sent:
    """Call once. A connector that breaks its contract and raises has proven nothing."""
    if work.prepared is None:
        raise ValueError("nothing was prepared")
    try:
        return correcting.send(work.connector, account, work.delivery, work.prepared)
    except Exception as error:
        log.exception("connector %s raised in publish", work.connector.code)
        return Sent(Outcome.UNKNOWN, reason="crash", raw=type(error).__name__)


def _too_late(delivery: Delivery) -> bool:
    """Whether a call that begins now might last longer than the row is ours."""
    lease = send_lease().total_seconds()
    needed = min(PUBLISH_SECONDS + 5.0, lease / 2)
    until = delivery.lease_until
    return until is not None and (until - clockwork.now()).total_seconds() < needed
