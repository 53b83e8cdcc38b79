"""Releases that writers ask for."""

from __future__ import annotations

from django.db.models import Count, F, Q, QuerySet

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.states import PostState
from wellspoken.rooms.people.access import rights_of
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review.models import ReleaseRequest

_OPEN = (PostState.DRAFT, PostState.CHANGES, PostState.REJECTED)
MOST = 50


def release_asked(post: Post) -> ReleaseRequest | None:
    """The request that holds for the post's words as they are. One query."""
    if post.current is None:
        return None
    rows = ReleaseRequest.objects.filter(post=post, content_hash=post.current.content_hash)
    return rows.select_related("asked_by").first()


def wishes(user: User) -> list[ReleaseRequest]:
    """Requests for posts in which this person may release and has written nothing, oldest first. One query.

    Left out are posts whose words changed since, or whose stops are all released.
    """
    return list(open_wishes(user).select_related("post__team", "asked_by").order_by("asked_at")[:MOST])


def open_wishes(user: User) -> QuerySet[ReleaseRequest]:
    """The rows of `wishes`, in no order."""
    teams = rights_of(user).teams(Right.RELEASE)
    rows = ReleaseRequest.objects.filter(post__state__in=_OPEN, post__current__content_hash=F("content_hash"))
    rows = rows if teams is None else rows.filter(post__team_id__in=teams)
    each = Q(post__releases__content_hash=F("content_hash"), post__releases__along_with="")
    done = Count("post__releases", filter=each)
    rows = rows.annotate(done=done).filter(done__lt=F("stops"))
    return rows.exclude(post__author=user).exclude(asked_by=user).exclude(revision__author=user)
