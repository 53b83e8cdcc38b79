"""Keeping posts of one channel apart when many want to go at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from wellspoken.rooms.publishing.models import Delivery

#: least time between two posts of a channel that were held back, unless a person chooses another
GAP = timedelta(minutes=10)


class Spacing:
    """Hands out moments per channel from `start` (aware) on, `gap` apart from each other and from what is planned."""

    def __init__(self, start: datetime, gap: timedelta) -> None:
        self.start, self.gap = start, gap
        self._taken: dict[int, list[datetime]] = {}

    def next_on(self, channel_id: int) -> datetime:
        """The next moment at which this channel is free; it is taken from then on."""
        taken = self._taken.setdefault(channel_id, self._planned(channel_id))
        moment = self.start
        for other in sorted(taken):
            if abs(other - moment) < self.gap:
                moment = other + self.gap
        taken.append(moment)
        return moment

    def _planned(self, channel_id: int) -> list[datetime]:
        rows = Delivery.objects.filter(channel=channel_id, due_at__gt=self.start - self.gap)
        going = rows.filter(state__in=["scheduled", "queued", "sending", "live", "unknown"])
        return list(going.order_by("due_at").values_list("due_at", flat=True)[:500])
