"""What people write about a location: reviews. Google gives no figures for single news any more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from wellspoken.networks.base import Account
from wellspoken.networks.google_business.signin import manner
from wellspoken.networks.likeness import moment
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.reading import InboxRead, Message

PAGES = 5
STARS = {"ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4, "FIVE": 5}


def _message(review: Mapping[str, Any]) -> Message | None:
    """Return a review as a message: its stars are the first word."""
    made, name = moment(review.get("updateTime") or review.get("createTime")), str(review.get("name") or "")
    if made is None or not name:
        return None
    number = STARS.get(str(review.get("starRating")), 0)
    stars = "★" * number + "☆" * (5 - number) if number else ""
    reviewer = review.get("reviewer")
    author = str(reviewer.get("displayName") or "") if isinstance(reviewer, dict) else ""
    words = f"{stars} {review.get('comment') or ''}".strip()
    return Message(name, "comment", author, words, made)


class GoogleBusinessReading:
    """The reading half of the connector."""

    clock: Callable[[], datetime]

    def read_inbox(self, account: Account, since: datetime) -> InboxRead:
        """Return reviews written or changed since then, oldest first. Google gives the newest first."""
        line, found = Line(account, self.clock, manner()), list[Message]()
        params = {"pageSize": "50", "orderBy": "updateTime desc"}
        try:
            line.ready()
            for _ in range(PAGES):
                page = line.get(f"/v4/{account.remote_id}/reviews", params)
                reviews = page.get("reviews", [])
                read = [_message(one) for one in reviews if isinstance(one, dict)] if isinstance(reviews, list) else []
                new = [one for one in read if one is not None and one.created_at >= since]
                found += new
                if len(new) < len(read) or not page.get("nextPageToken"):
                    break
                params["pageToken"] = str(page["nextPageToken"])
        except Refused as refused:
            return InboxRead(tuple(found[::-1]), refused.sent, line.renewed)
        return InboxRead(tuple(found[::-1]), new_secrets=line.renewed)
