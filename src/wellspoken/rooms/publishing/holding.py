"""Whether a hold stands over a channel: read inside the claim, and again inside the transaction before bytes leave.

Placing a hold, claiming and beginning an attempt all lock the channel's row
first. So once a hold is committed, nothing it covers can begin to be sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Q, QuerySet

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.publishing.models import Delivery, Hold

ORGANISATION = "organisation"
#: why a delivery that a hold caught is `held`: while the hold stands, and after it was lifted
CAUGHT, LIFTED = "hold", "hold_lifted"


def lock_channels(keys: Iterable[int]) -> dict[int, Channel]:
    """Lock these channels' rows until the transaction ends, always in the same order; returns them as they are now."""
    rows = (
        Channel.objects.select_for_update(of=("self",), no_key=True)
        .defer("secrets")
        .filter(pk__in=set(keys))
        .order_by("pk")
    )
    return {channel.pk: channel for channel in rows}


def channels_now(keys: Iterable[int]) -> dict[int, Channel]:
    """These channels as they are now; inside a transaction their rows stay locked until its end."""
    if transaction.get_connection().in_atomic_block:
        return lock_channels(keys)
    return {channel.pk: channel for channel in Channel.objects.defer("secrets").filter(pk__in=set(keys))}


def standing() -> list[Hold]:
    """Every hold that stands; mostly none. One quick query on the partial index `hold_standing`."""
    return list(Hold.objects.filter(state="standing").order_by("pk"))


def over(channel: Channel, holds: Sequence[Hold]) -> Hold | None:
    """The first of `holds` that covers the channel."""
    mine = {ORGANISATION, f"team:{channel.team_id}", f"channel:{channel.pk}"}
    return next((hold for hold in holds if hold.target in mine), None)


def hold_on(channel: Channel) -> Hold | None:
    """The hold that stands over a channel now."""
    return over(channel, standing())


def covered(hold: Hold) -> QuerySet[Channel]:
    """The channels under a hold."""
    if hold.channel_id:
        return Channel.objects.filter(pk=hold.channel_id)
    return Channel.objects.filter(team=hold.team_id) if hold.team_id else Channel.objects.all()


def caught(hold: Hold) -> QuerySet[Delivery]:
    """What the hold caught and nobody has decided about yet, soonest first."""
    by_it = Q(state="held", reason__in=[CAUGHT, LIFTED], reason_data__hold=hold.pk)
    return Delivery.objects.filter(by_it).order_by("due_at", "pk")
