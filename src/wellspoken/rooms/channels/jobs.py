"""Regular work of the channels room, called by the worker."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db.models import F, Q

from wellspoken.rooms.channels.models import Channel, PendingChoice, PendingConnection
from wellspoken.rooms.channels.services.choosing import CHOICE_LIFE
from wellspoken.rooms.channels.services.health import check_health
from wellspoken.rooms.channels.services.oauth import PENDING_LIFE
from wellspoken.rooms.channels.states import ChannelState

log = logging.getLogger(__name__)
#: how long a working channel may be silent before it is asked after
EVERY = timedelta(minutes=30)
#: how often every channel is asked, also a busy or a paused one: sign-ins are renewed then
AT_LEAST = timedelta(hours=6)


def check_channels(now: datetime, most: int = 20) -> int:
    """Ask after up to `most` channels; returns how many were asked. Of several workers one asks.

    Working ones that nobody has heard of for half an hour; working and paused
    ones that were not asked for six hours, so that their sign-ins are renewed
    before they end. Broken ones wait for a person.
    """
    unasked = Q(checked_at__isnull=True) | Q(checked_at__lt=now - AT_LEAST)
    quiet = Q(last_ok_at__isnull=True) | Q(last_ok_at__lt=now - EVERY)
    untried = Q(last_error_at__isnull=True) | Q(last_error_at__lt=now - EVERY)
    recently = Q(checked_at__gte=now - EVERY)
    due = Q(state=ChannelState.ACTIVE) & quiet & untried & ~recently
    due |= Q(state__in=[ChannelState.ACTIVE, ChannelState.PAUSED]) & unasked
    due &= ~Q(settings__has_key="invented")  # the sample hospital's accounts live nowhere
    rows = Channel.objects.filter(due).defer("secrets").order_by(F("checked_at").asc(nulls_first=True))[:most]
    asked = [channel for channel in rows if _mine(channel, now)]
    for channel in asked:
        if not check_health(channel):
            log.info("channel %s does not answer well: %s", channel.pk, channel.last_error)
    tidy(now)
    return len(asked)


def _mine(channel: Channel, now: datetime) -> bool:
    rows = Channel.objects.filter(pk=channel.pk, checked_at=channel.checked_at)
    return rows.update(checked_at=now) == 1


def tidy(now: datetime) -> None:
    """Throw away sign-ins and choices nobody came back to; they hold secrets."""
    PendingConnection.objects.filter(created__lt=now - PENDING_LIFE).delete()
    PendingChoice.objects.filter(created__lt=now - CHOICE_LIFE).delete()
