"""One person's day at a glance: what goes out, what went out, what came back to its author. Two queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from wellspoken.rooms.content.access import visible_posts
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.models import User
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.publishing.selectors import visible

#: rows read for each part; a day with more is opened in the calendar
MOST = 36
#: how far back "went out" looks
BACK = timedelta(days=3)

_GOING = ("scheduled", "queued", "sending")
_ROW = ("state", "due_at", "live_at", "url", "post__title", "channel__network")
_PLANNED = ("draft", "changes", "in_review", "rejected")


@dataclass(frozen=True, slots=True)
class Sheet:
    """`going`: deliveries still to come today; `planned`: posts meant for today that nobody has approved;

    `out`: deliveries live lately, newest first; `returned`: the person's own posts with changes asked for.
    """

    going: list[Delivery]
    planned: list[Post]
    out: list[Delivery]
    returned: list[Post]

    @property
    def whole(self) -> bool:
        """Whether `going` and `planned` hold the whole day, not only its beginning."""
        return len(self.going) < MOST and len(self.planned) < MOST


def sheet(user: User, start: datetime, end: datetime, now: datetime) -> Sheet:
    """The day from `start` to `end` (UTC) of the teams that the person may see."""
    rows = visible(user).select_related(None)
    going = rows.filter(state__in=_GOING, due_at__gte=start, due_at__lt=end).order_by("due_at", "pk")
    out = rows.filter(state="live", live_at__gte=now - BACK).order_by("-live_at", "-pk")
    both = Q(pk__in=going.values("pk")[:MOST]) | Q(pk__in=out.values("pk")[:MOST])
    drawn = rows.filter(both).select_related("post", "channel").only(*_ROW)
    found = list(drawn.order_by("due_at", "channel_id"))
    posts = _posts(user, start, end)
    return Sheet(
        going=[row for row in found if row.state in _GOING],
        planned=[post for post in posts if _within(post, start, end)],
        out=sorted((row for row in found if row.state == "live"), key=_went, reverse=True),
        returned=[post for post in posts if post.state == "changes" and post.author_id == user.pk],
    )


def _posts(user: User, start: datetime, end: datetime) -> list[Post]:
    rows = visible_posts(user).select_related(None)
    planned = rows.filter(state__in=_PLANNED, plan_at__gte=start, plan_at__lt=end).order_by("plan_at", "pk")
    returned = rows.filter(state="changes", author=user).order_by("-changed_at")
    both = Q(pk__in=planned.values("pk")[:MOST]) | Q(pk__in=returned.values("pk")[:MOST])
    drawn = rows.filter(both).only("title", "state", "plan_at", "author_id")
    return list(drawn.order_by("plan_at", "pk"))


def _within(post: Post, start: datetime, end: datetime) -> bool:
    return post.plan_at is not None and start <= post.plan_at < end


def _went(row: Delivery) -> datetime:
    return row.live_at or row.due_at
