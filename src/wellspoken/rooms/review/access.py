"""The door to reviews: fetching and permission in one call."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from wellspoken.rooms.content.access import may_edit
from wellspoken.rooms.content.models import Post, Revision
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.access import Denied, get_team, may, rights_of
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review.errors import OwnWork
from wellspoken.rooms.review.models import Decision, OutsideReviewer, ReviewRequest, Workflow

_FETCH = ("post__team", "post__author", "post__current", "revision__author", "asked_by")
#: the reader's own look, joined by `get_request`
_LOOK: tuple[str, ...] = ("look__revision", "look__before")


def visible_requests(user: User | AnonymousUser, right: Right = Right.VIEW) -> QuerySet[ReviewRequest]:
    """Requests about posts of the teams in which the person holds `right`."""
    teams = rights_of(user).teams(right)
    requests = ReviewRequest.objects.select_related(*_FETCH).annotate(wrote=wrote_since_approval(user.pk or 0))
    return requests if teams is None else requests.filter(post__team_id__in=teams)


def wrote_since_approval(user_id: int) -> Exists:
    """Whether the person saved words of the post since its last approval; see `writers_of`."""
    approved = Decision.objects.filter(
        post=OuterRef(OuterRef("post")), verdict="approve", final=True, taken_back_at__isnull=True
    ).exclude(revision=OuterRef(OuterRef("post__current")))
    since = approved.order_by("-revision__number").values("revision__number")[:1]
    saved = Revision.objects.filter(post=OuterRef("post"), author=user_id)
    return Exists(saved.filter(number__gt=Coalesce(Subquery(since), 0)))


def is_own(user: User, request: ReviewRequest) -> bool:
    """Whether the person wrote part of what a request from `visible_requests` names. No query."""
    return bool(getattr(request, "wrote", False)) or user.pk in {request.asked_by_id, request.post.author_id}


def get_request(user: User | AnonymousUser, pk: int, right: Right = Right.REVIEW) -> ReviewRequest:
    """The request, for somebody who holds `right` in the post's team, with their own `look` at the post, if any.

    `asked_outside` is how many people from outside were asked, None for none.

    Raises `NotThere` when the person may not see the post at all, `Denied` when only the right is missing.
    """
    mine = FilteredRelation("post__looks", condition=Q(post__looks__user=user.pk or 0))
    outside = OutsideReviewer.objects.filter(request=OuterRef("pk")).order_by().values("request")
    asked = Subquery(outside.annotate(count=Count("pk")).values("count"))
    requests = visible_requests(user).annotate(look=mine, asked_outside=asked).select_related(*_FETCH, *_LOOK)
    request = requests.filter(pk=pk).first()
    if request is None:
        raise NotThere(f"review {pk}")
    if not may(user, right, request.post.team_id):
        raise Denied(right, request.post.team)
    return request


def get_workflow(user: User | AnonymousUser, pk: int) -> Workflow:
    """A workflow in use, for those who change the settings of its team; raises `NotThere`, `Denied`."""
    found = Workflow.objects.select_related("team").filter(pk=pk, ended_at__isnull=True).first()
    if found is None:
        raise NotThere(f"workflow {pk}")
    get_team(user, found.team_id, Right.SETTINGS)
    return found


def require(user: User, right: Right, post: Post) -> None:
    """Raise `Denied` unless the person holds the right in the post's team."""
    if not may(user, right, post.team_id):
        raise Denied(right, post.team)


def require_voice(user: User, post: Post) -> None:
    """Raise `Denied` unless the person may review this post or change its words: those may comment."""
    if not may(user, Right.REVIEW, post.team_id) and not may_edit(user, post):
        raise Denied(Right.REVIEW, post.team)


def writers_of(post: Post, asked_by_id: int | None = None) -> set[int]:
    """Keys of everybody whose words may be in the post: its author, who asked, who saved since the last approval.

    One query.
    """
    keys = saved_since_approval(post).order_by().values_list("author_id", flat=True)
    return {pk for pk in (*keys, post.author_id, asked_by_id) if pk is not None}


def saved_since_approval(post: Post) -> QuerySet[Revision]:
    """The versions saved since the last approval of earlier words. No query of its own."""
    approved = Decision.objects.filter(post=post, verdict="approve", final=True, taken_back_at__isnull=True)
    earlier = approved.exclude(revision=post.current) if post.current else approved
    since = earlier.order_by("-revision__number").values("revision__number")[:1]
    return Revision.objects.filter(post=post, number__gt=Coalesce(Subquery(since), 0))


def require_other(user: User, post: Post, asked_by_id: int | None = None) -> None:
    """Raise `OwnWork` when the person wrote part of what is judged."""
    if user.pk in writers_of(post, asked_by_id):
        raise OwnWork(str(post.pk))
