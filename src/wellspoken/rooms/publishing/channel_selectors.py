"""What a channel's page tells about deliveries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, Min, Q

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.channels.warning import Waiting
from wellspoken.rooms.publishing.models import Delivery


def recent(channel: Channel, most: int = 8) -> list[Delivery]:
    """The channel's latest deliveries with their posts, newest first; cancelled ones left out."""
    rows = Delivery.objects.filter(channel=channel).exclude(state="cancelled").select_related("post")
    return list(rows.order_by("-due_at", "-pk")[:most])


def waiting_count(channel: Channel) -> int:
    """How many deliveries still wait to go out here."""
    return Delivery.objects.filter(channel=channel, state__in=["scheduled", "queued", "held", "late"]).count()


def waiting_after(ends: Mapping[int, datetime | None]) -> dict[int, Waiting]:
    """For channels by key: what waits there from a moment on (None: at all); one query, channels without are absent."""
    wanted = Q()
    for key, end in ends.items():
        wanted |= Q(channel_id=key) & (Q(due_at__gte=end) if end else Q())
    if not ends:
        return {}
    rows = Delivery.objects.filter(wanted, state__in=["scheduled", "held"]).order_by().values("channel_id")
    counted = rows.annotate(count=Count("pk"), first=Min("due_at"))
    return {row["channel_id"]: Waiting(row["count"], row["first"]) for row in counted}
