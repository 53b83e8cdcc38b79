"""What waits for a decision, in the order in which it goes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import (
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.utils import timezone

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.access import rights_of
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review.access import is_own, visible_requests, wrote_since_approval
from wellspoken.rooms.review.flow.mine import open_to
from wellspoken.rooms.review.models import Look, Mention, ReviewRequest
from wellspoken.rooms.review.selectors.wishes import open_wishes
from wellspoken.rooms.review.states import RequestState

MOST = 200
MENTION_DAYS = 30
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
    requests = list(_waiting(user).defer("post__current__body", "checks")[:MOST])
    names = _channel_names({c for r in requests for c in r.revision.body.get("channels", [])})
    looks = dict(
        Look.objects.filter(user=user, post__in=[r.post_id for r in requests]).values_list("post", "revision__number")
    )
    rows = [
        Row(
            request,
            tuple(names[c] for c in request.revision.body.get("channels", []) if c in names),
            is_own(user, request),
            looks.get(request.post_id),
        )
        for request in requests
    ]
    return sorted(rows, key=lambda row: (row.own, *_order(row.request)))


def waiting(user: User) -> int:
    """How many reviews and releases wait for this person: their own work is left out. At most one query."""
    return len(_line(user)) + user._releases_asked  # type: ignore[attr-defined,no-any-return]


@dataclass(frozen=True, slots=True)
class Pending:
    """How many requests wait for a person, and when the first of them should go out (UTC; None: no time chosen)."""

    count: int
    first: datetime | None


def pending(user: User, now: datetime) -> Pending:
    """`waiting` together with the soonest time still ahead of `now`. One query, none when the line is known."""
    line = _line(user)
    if len(line) < MOST:
        return Pending(len(line), min((at for at in line.values() if at and at > now), default=None))
    rows = _to_decide(user)
    ahead = Min("post__plan_at", filter=Q(post__plan_at__gt=now))
    found = rows.order_by().aggregate(count=Count("pk"), first=ahead)
    return Pending(found["count"], found["first"])


def place_in(user: User, request: ReviewRequest) -> Place:
    """The request's place among what this person can decide; a decided one stands at 0. At most one query."""
    keys = list(_line(user))
    if request.pk not in keys:
        return Place(0, len(keys), None, keys[0] if keys else None)
    at = keys.index(request.pk)
    following = keys[at + 1] if at + 1 < len(keys) else None
    return Place(at + 1, len(keys), keys[at - 1] if at else None, following)


def open_request_of(post: Post) -> ReviewRequest | None:
    """The request about this post that waits for a decision."""
    return ReviewRequest.objects.filter(post=post, state=RequestState.OPEN).first()


def mentions_of(user: User) -> list[int]:
    """The newest request about the post of each comment that mentions the person and that they have not opened.

    Newest comments first; of the last month, about posts they may see. At most one query.
    """
    _line(user)
    found: list[int] = user._mentioned_in  # type: ignore[attr-defined]
    return found


def _line(user: User) -> dict[int, datetime | None]:
    """The requests this person can decide: key -> planned time, soonest first; read once, kept on the instance."""
    known: dict[int, datetime | None] | None = getattr(user, "_review_line", None)
    if known is None:
        columns = ("kind", "pk", "asked_at", "post__plan_kind", "post__plan_at")
        rows = _to_decide(user).order_by().annotate(kind=Value("review")).values_list(*columns)
        others: list[QuerySet[Any, Any]] = [_mentions(user)]
        if rights_of(user).has(Right.RELEASE):
            others.append(open_wishes(user).order_by().annotate(kind=Value("release")).values_list(*columns))
        found = list(rows.union(*others, all=True).order_by("asked_at")[:MOST])
        reviews = [row[1:] for row in found if row[0] == "review"]
        known = {row[0]: row[3] for row in sorted(reviews, key=lambda row: _when(*row[1:]))}
        user._review_line = known  # type: ignore[attr-defined]
        user._releases_asked = sum(1 for row in found if row[0] == "release")  # type: ignore[attr-defined]
        user._mentioned_in = [row[1] for row in reversed(found) if row[0] == "mention"]  # type: ignore[attr-defined]
    return known


def _mentions(user: User) -> QuerySet[Mention, tuple[Any, ...]]:
    """Unopened mentions, in the columns of `_line`: the key is that of the newest request about the post."""
    newest = ReviewRequest.objects.filter(post=OuterRef("comment__post")).order_by("-pk").values("pk")[:1]
    teams = rights_of(user).teams(Right.VIEW)
    recent = timezone.now() - timedelta(days=MENTION_DAYS)
    rows = Mention.objects.filter(user=user, seen_at__isnull=True, comment__at__gt=recent)
    rows = rows if teams is None else rows.filter(comment__post__team_id__in=teams)
    told = rows.annotate(
        kind=Value("mention"),
        number=Subquery(newest),
        moment=F("comment__at"),
        nothing=Value("", CharField()),
        never=Value(None, DateTimeField()),
    )
    return told.filter(number__isnull=False).values_list("kind", "number", "moment", "nothing", "never")


def _to_decide(user: User) -> QuerySet[ReviewRequest]:
    """`_waiting` without the person's own work. Every page asks this, so nothing is joined that is not needed."""
    others = Q(asked_by=None) | ~Q(asked_by=user.pk)
    rows = ReviewRequest.objects.filter(others, ~wrote_since_approval(user.pk), state=RequestState.OPEN)
    return rows.filter(_asks(user)).exclude(post__author=user.pk)


def _asks(user: User) -> Q:
    """Requests that ask this person now: any of their teams without a workflow, else an open step of theirs."""
    teams = rights_of(user).teams(Right.REVIEW)
    plain = Q(workflow="") if teams is None else Q(workflow="", post__team_id__in=teams)
    return plain | Q(Exists(open_to(user).filter(request=OuterRef("pk"))))


def _waiting(user: User) -> QuerySet[ReviewRequest]:
    """What asks the person, and what they wrote part of in teams where they review, however far it is."""
    teams = rights_of(user).teams(Right.REVIEW)
    wrote = Q(wrote_since_approval(user.pk)) | Q(asked_by=user.pk) | Q(post__author=user.pk)
    own = wrote if teams is None else wrote & Q(post__team_id__in=teams)
    return visible_requests(user).filter(_asks(user) | own, state=RequestState.OPEN)


def _order(request: ReviewRequest) -> tuple[datetime, datetime]:
    return _when(request.asked_at, request.post.plan_kind, request.post.plan_at)


def _when(asked_at: datetime, plan_kind: str, plan_at: datetime | None) -> tuple[datetime, datetime]:
    """What goes out as soon as it is approved comes first, what has no time last; then who asked first."""
    due = asked_at if plan_kind == "now" else plan_at
    return (due or _NEVER, asked_at)


def _channel_names(keys: set[int]) -> dict[int, str]:
    return dict(Channel.objects.filter(pk__in=keys).values_list("pk", "name"))
