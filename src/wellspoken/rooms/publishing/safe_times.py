"""A time by which a post will have been reviewed: a free slot of one of its channels, or the next half hour."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.plans import Plan
from wellspoken.rooms.kernel.walltime import Moment, from_utc
from wellspoken.rooms.publishing import slots

HALF_HOUR = timedelta(minutes=30)
_START = datetime(2000, 1, 1, tzinfo=UTC)


def safe_time(post: Post, after: datetime) -> Moment:
    """The first moment at or after `after` (aware) at which the post may go out, on the clock of its team.

    Three queries at most.
    """
    body = post.current.content if post.current else None
    wanted = body.channels if body else ()
    channels = Channel.objects.filter(pk__in=wanted, team=post.team_id).exclude(state="removed").defer("secrets")
    ready = list(channels.select_related("team").prefetch_related("slots"))
    return slots.first_free(ready, after) or from_utc(_rounded(after), post.team.time_zone)


def _rounded(at: datetime) -> datetime:
    """The next full half hour in UTC; the moment itself when it is one."""
    return at + (_START - at) % HALF_HOUR


def plan_at(moment: Moment) -> Plan:
    """The plan that means a moment."""
    return Plan("at", moment.wall, moment.zone, moment.fold)
