"""A network that cannot be reached: its channels wait with growing pauses, its owner hears of it once, others go on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.publishing.clockwork import outage_limit, too_late
from wellspoken.rooms.publishing.models import Delivery, Outage

#: answers that say the network itself has trouble, whatever the post
DOWN = frozenset({"network_down", "server_error", "busy"})
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(minutes=2)
#: trouble shorter than this is nobody's news
NEWS_AFTER = timedelta(minutes=3)


def note_failure(channel: Channel, reason: str, now: datetime) -> datetime:
    """Count a failure of the channel's server; returns the moment until which its channels should wait."""
    rows = Outage.objects.filter(network=channel.network, server=channel.server, ended_at=None)
    if rows.update(failures=F("failures") + 1, reason=reason) == 0:
        try:
            with transaction.atomic():
                Outage.objects.create(network=channel.network, server=channel.server, reason=reason, began_at=now)
        except IntegrityError:  # another worker noted it first
            rows.update(failures=F("failures") + 1)
    failures = rows.values_list("failures", flat=True).first() or 1
    seconds: float = min(LONGEST_PAUSE.total_seconds(), FIRST_PAUSE.total_seconds() * 2.0 ** min(failures - 1, 8))
    return now + timedelta(seconds=seconds)


def note_work(channels: Iterable[Channel], now: datetime) -> None:
    """The servers of these channels took posts: their trouble is over."""
    for standing in Outage.objects.filter(ended_at=None):
        if any((standing.network, standing.server) == (channel.network, channel.server) for channel in channels):
            Outage.objects.filter(pk=standing.pk, ended_at=None).update(ended_at=now)


def overdue(row: Delivery, now: datetime) -> bool:
    """Whether a post must not go out any more without a new time.

    One that waited only because its network was down has longer: see `DELIVERY_OUTAGE_LIMIT_MINUTES`.
    """
    if not too_late(row.due_at, now):
        return False
    if now - row.due_at > outage_limit():
        return True
    during = Q(ended_at=None) | Q(ended_at__gte=row.due_at)
    mine = Outage.objects.filter(during, network=row.channel.network, server=row.channel.server, began_at__lte=now)
    return not mine.exists()
