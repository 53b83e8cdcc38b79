"""What LinkedIn counts for a page's posts. A member's figures are not given to applications like ours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from urllib.parse import quote

from wellspoken.networks.base import Account
from wellspoken.networks.figures import counts, one_by_one
from wellspoken.networks.line import Line
from wellspoken.networks.linkedin.api import MANNER
from wellspoken.networks.linkedin.publishing import is_page
from wellspoken.networks.outcomes import Outcome, Sent
from wellspoken.networks.reading import MetricsRead


class LinkedInReading:
    """The reading half of the connector."""

    clock: Callable[[], datetime]

    def read_metrics(self, account: Account, remote_ids: tuple[str, ...]) -> MetricsRead:
        """Return reactions (of all kinds together) and comments. Changes nothing, never raises."""
        if not is_page(account.remote_id):
            return MetricsRead(failure=Sent(Outcome.REFUSED, reason="not_supported"))
        line = Line(account, self.clock, MANNER)

        def read(urn: str) -> dict[str, int]:
            found = line.get(f"/rest/socialMetadata/{quote(urn, safe='')}")
            kinds = found.get("reactionSummaries")
            each = [counts(one, {"n": ("count",)}).get("n", 0) for one in kinds.values()] if kinds else []
            return {"reactions": sum(each), **counts(found, {"comments": ("commentSummary", "count")})}

        return one_by_one(line, remote_ids, read)
