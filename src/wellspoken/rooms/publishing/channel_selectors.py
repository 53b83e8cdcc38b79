"""What a channel's page tells about deliveries."""

from __future__ import annotations

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.publishing.models import Delivery


def recent(channel: Channel, most: int = 8) -> list[Delivery]:
    """The channel's latest deliveries with their posts, newest first; cancelled ones left out."""
    rows = Delivery.objects.filter(channel=channel).exclude(state="cancelled").select_related("post")
    return list(rows.order_by("-due_at", "-pk")[:most])


def waiting_count(channel: Channel) -> int:
    """How many deliveries still wait to go out here."""
    return Delivery.objects.filter(channel=channel, state__in=["scheduled", "queued", "held", "late"]).count()
