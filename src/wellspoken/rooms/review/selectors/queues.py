"""What waits for a decision, in the order in which it goes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Count, Min, Q, QuerySet

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.models import Post, Revision
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review.access import visible_requests
from wellspoken.rooms.review.models import Look, ReviewRequest
from wellspoken.rooms.review.states import RequestState

MOST = 200
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Row:
    """One waiting request. `own`: the reader wrote part of it; `seen`: number of the version they last looked at."""

    request: ReviewRequest
    channels: tuple[str, ...]
    own: bool
    seen: int | None

    @property
    def words(self) -> str:
        """The title, or the first words."""
        return self.request.post.title or str(self.request.revision.body.get("text", ""))[:90]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a request stands in the reader's queue: `number` of `total`, and its neighbours' keys."""

    number: int
    total: int
    previous: int | None
    next: int | None


def queue(user: User) -> list[Row]:
    """Open requests the person may decide, soonest first; their own work, which others decide, at the end."""
    requests = list(_waiting(user).defer("post__current__body")[:MOST])
    names = _channel_names({c for r in requests for c in r.revision.body.get("channels", [])})
    looks = dict(
        Look.objects.filter(user=user, post__in=[r.post_id for r in requests]).values_list("post", "revision__number")
    )
    wrote = _posts_written_by(user, requests)
    rows = [
        Row(
            request,
            tuple(names[c] for c in request.revision.body.get("channels", []) if c in names),
            request.post_id in wrote,
            looks.get(request.post_id),
        )
        for request in requests
    ]
    return sorted(rows, key=lambda row: (row.own, *_order(row.request)))


def waiting(user: User) -> int:
    """How many requests wait for this person: those they asked for or began are left out. One query."""
    return _waiting(user).exclude(post__author=user).exclude(asked_by=user).count()


@dataclass(frozen=True, slots=True)
class Pending:
    """How many requests wait for a person, and when the first of them should go out (UTC; None: no time chosen)."""

    count: int
    first: datetime | None


def pending(user: User, now: datetime) -> Pending:
    """`waiting` together with the soonest time still ahead of `now`. One query."""
    rows = _waiting(user).exclude(post__author=user).exclude(asked_by=user)
    ahead = Min("post__plan_at", filter=Q(post__plan_at__gt=now))
    found = rows.order_by().aggregate(count=Count("pk"), first=ahead)
    return Pending(found["count"], found["first"])


def place_in(user: User, request: ReviewRequest) -> Place:
    """The request's place among what this person can decide; a decided one stands at 0. Two queries."""
    open_ones = list(_waiting(user).exclude(post__author=user).exclude(asked_by=user).only(*_LIGHT)[:MOST])
    keys = [r.pk for r in sorted(open_ones, key=_order)]
    if request.pk not in keys:
        return Place(0, len(keys), None, keys[0] if keys else None)
    at = keys.index(request.pk)
    following = keys[at + 1] if at + 1 < len(keys) else None
    return Place(at + 1, len(keys), keys[at - 1] if at else None, following)


def open_request_of(post: Post) -> ReviewRequest | None:
    """The request about this post that waits for a decision."""
    return ReviewRequest.objects.filter(post=post, state=RequestState.OPEN).first()


_LIGHT = (
    "pk",
    "asked_at",
    "asked_by__id",
    "revision__author__id",
    "post__plan_kind",
    "post__plan_at",
    "post__team__id",
    "post__author__id",
    "post__current__id",
)


def _waiting(user: User) -> QuerySet[ReviewRequest]:
    return visible_requests(user, Right.REVIEW).filter(state=RequestState.OPEN)


def _order(request: ReviewRequest) -> tuple[datetime, datetime]:
    """What goes out as soon as it is approved comes first, what has no time last; then who asked first."""
    post = request.post
    due = request.asked_at if post.plan_kind == "now" else post.plan_at
    return (due or _NEVER, request.asked_at)


def _channel_names(keys: set[int]) -> dict[int, str]:
    return dict(Channel.objects.filter(pk__in=keys).values_list("pk", "name"))


def _posts_written_by(user: User, requests: list[ReviewRequest]) -> set[int]:
    posts = {r.post_id for r in requests}
    own = {r.post_id for r in requests if user.pk in {r.asked_by_id, r.post.author_id}}
    saved = Revision.objects.filter(post__in=posts, author=user).values_list("post_id", flat=True)
    return own | set(saved)
