"""What Instagram counts for our own posts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from wellspoken.networks import graph
from wellspoken.networks.base import Account
from wellspoken.networks.figures import counts, one_by_one
from wellspoken.networks.line import Line
from wellspoken.networks.reading import MetricsRead

PLACES = {"likes": ("like_count",), "comments": ("comments_count",)}


class InstagramReading:
    """The reading half of the connector."""

    clock: Callable[[], datetime]

    def read_metrics(self, account: Account, remote_ids: tuple[str, ...]) -> MetricsRead:
        """Return likes and comments. Changes nothing, never raises."""
        line = Line(account, self.clock, graph.MANNER)
        asked = {"fields": "like_count,comments_count"}
        return one_by_one(
            line, remote_ids, lambda number: counts(line.get(f"/{graph.VERSION}/{number}", asked), PLACES)
        )
