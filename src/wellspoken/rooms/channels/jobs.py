"""Regular work of the channels room, called by the worker."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from wellspoken.rooms.channels.models import Channel, PendingConnection
from wellspoken.rooms.channels.services.health import check_health
from wellspoken.rooms.channels.services.oauth import PENDING_LIFE
from wellspoken.rooms.channels.states import ChannelState

EVERY = timedelta(minutes=30)


def check_channels(now: datetime, most: int = 20) -> int:
    """Ask after up to `most` connected channels that nobody has heard of for half an hour; returns how many."""
    quiet = Q(last_ok_at__isnull=True) | Q(last_ok_at__lt=now - EVERY)
    untried = Q(last_error_at__isnull=True) | Q(last_error_at__lt=now - EVERY)
    due = Channel.objects.filter(quiet & untried, state__in=[ChannelState.ACTIVE, ChannelState.PAUSED])
    rows = list(due.defer("secrets").order_by("last_ok_at")[:most])
    for channel in rows:
        check_health(channel)
    PendingConnection.objects.filter(created__lt=now - PENDING_LIFE).delete()
    return len(rows)
