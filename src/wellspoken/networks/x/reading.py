"""Reading from X: what others wrote to the account, and what X counts. Both cost the application's quota."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from wellspoken.networks.base import Account
from wellspoken.networks.likeness import moment
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.reading import Figures, InboxRead, Message, MetricsRead
from wellspoken.networks.x.api import MANNER, ask
from wellspoken.networks.x.publishing import address

MOST = 100
PAGES = 5
COUNTED = {
    "retweet_count": "reposts",
    "repost_count": "reposts",
    "reply_count": "replies",
    "like_count": "likes",
    "quote_count": "quotes",
    "bookmark_count": "bookmarks",
    "impression_count": "views",
}


def _rows(found: Mapping[str, Any], name: str = "data") -> list[dict[str, Any]]:
    rows = found.get(name, [])
    return [one for one in rows if isinstance(one, dict)] if isinstance(rows, list) else []


def _figures(post: dict[str, Any]) -> Figures:
    counted = post.get("public_metrics")
    values = counted if isinstance(counted, dict) else {}
    named = {ours: values[theirs] for theirs, ours in COUNTED.items() if isinstance(values.get(theirs), int)}
    return Figures(str(post.get("id", "")), named)


def _message(post: dict[str, Any], people: Mapping[str, str]) -> Message | None:
    made = moment(post.get("created_at"))
    if made is None or not post.get("id"):
        return None
    linked = post.get("referenced_posts") or post.get("referenced_tweets")
    answered = [one for one in linked if isinstance(one, dict)] if isinstance(linked, list) else []
    about = next((str(one.get("id", "")) for one in answered if one.get("type") == "replied_to"), "")
    author, number = people.get(str(post.get("author_id")), ""), str(post["id"])
    kind = "reply" if about else "mention"
    return Message(number, kind, author, str(post.get("text", "")), made, about, address(author or "i", number))


class XReading:
    """The reading half of the connector."""

    clock: Callable[[], datetime]

    def read_metrics(self, account: Account, remote_ids: tuple[str, ...]) -> MetricsRead:
        """Return the figures of our own posts; what is not there any more is left out."""
        line = Line(account, self.clock, MANNER)
        posts: list[Figures] = []
        try:
            line.ready()
            for start in range(0, len(remote_ids), MOST):
                ids = ",".join(remote_ids[start : start + MOST])
                posts += [_figures(one) for one in _rows(ask(line, "/2/tweets", {"ids": ids}, "public_metrics"))]
        except Refused as refused:
            return MetricsRead(tuple(posts), refused.sent, line.renewed)
        return MetricsRead(tuple(posts), new_secrets=line.renewed)

    def read_inbox(self, account: Account, since: datetime) -> InboxRead:
        """Return replies and mentions since then, oldest first."""
        line = Line(account, self.clock, MANNER)
        found: list[Message] = []
        params = {"max_results": str(MOST), "start_time": f"{since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"}
        params |= {"expansions": "author_id", "user.fields": "username"}
        fields = "created_at,author_id,referenced_posts"
        try:
            line.ready()
            for _ in range(PAGES):
                page = ask(line, f"/2/users/{account.remote_id}/mentions", params, fields)
                included = page.get("includes")
                users = _rows(included, "users") if isinstance(included, dict) else []
                people = {str(one.get("id")): str(one.get("username", "")) for one in users}
                found += [one for one in (_message(post, people) for post in _rows(page)) if one]
                meta = page.get("meta")
                following = meta.get("next_token") if isinstance(meta, dict) else None
                if not following:
                    break
                params["pagination_token"] = str(following)
        except Refused as refused:
            return InboxRead(tuple(found[::-1]), refused.sent, line.renewed)
        return InboxRead(tuple(found[::-1]), new_secrets=line.renewed)
