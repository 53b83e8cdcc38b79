"""Regular work of the channels room, called by the worker."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db.models import Q

from wellspoken.rooms.channels.models import Channel, PendingConnection
from wellspoken.rooms.channels.services.health import check_health
from wellspoken.rooms.channels.services.oauth import PENDING_LIFE
from wellspoken.rooms.channels.states import ChannelState

log = logging.getLogger(__name__)
EVERY = timedelta(minutes=30)


def check_channels(now: datetime, most: int = 20) -> int:
    """Ask after up to `most` working channels that nobody has heard of for half an hour; returns how many.

    Paused and broken ones are left alone: a person has taken them in hand.
    """
    quiet = Q(last_ok_at__isnull=True) | Q(last_ok_at__lt=now - EVERY)
    untried = Q(last_error_at__isnull=True) | Q(last_error_at__lt=now - EVERY)
    due = Channel.objects.filter(quiet & untried, state=ChannelState.ACTIVE)
    rows = list(due.defer("secrets").order_by("last_ok_at")[:most])
    for channel in rows:
        if not check_health(channel):
            log.info("channel %s does not answer well: %s", channel.pk, channel.last_error)
    PendingConnection.objects.filter(created__lt=now - PENDING_LIFE).delete()
    return len(rows)
