"""What Facebook counts for a page's posts and films."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from wellspoken.networks import graph
from wellspoken.networks.base import Account
from wellspoken.networks.facebook.publishing import path
from wellspoken.networks.figures import counts, one_by_one
from wellspoken.networks.line import Line
from wellspoken.networks.reading import MetricsRead

_SUMS = "limit(0).summary(total_count)"
POST = f"reactions.{_SUMS},comments.{_SUMS},shares"
FILM = f"likes.{_SUMS},comments.{_SUMS}"
PLACES = {
    "reactions": ("reactions", "summary", "total_count"),
    "likes": ("likes", "summary", "total_count"),
    "comments": ("comments", "summary", "total_count"),
    "shares": ("shares", "count"),
}


class FacebookReading:
    """The reading half of the connector."""

    clock: Callable[[], datetime]

    def read_metrics(self, account: Account, remote_ids: tuple[str, ...]) -> MetricsRead:
        """Return reactions, comments and shares; films have likes instead. Changes nothing, never raises."""
        line = Line(account, self.clock, graph.MANNER)

        def read(number: str) -> dict[str, int]:
            return counts(line.get(path(number), {"fields": POST if "_" in number else FILM}), PLACES)

        return one_by_one(line, remote_ids, read)
