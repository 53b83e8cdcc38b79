"""Who could review: whether anybody can, besides the person who writes."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.access import rights_of
from wellspoken.rooms.people.models import Grant, Team, User
from wellspoken.rooms.people.roles import Right, roles_with


def _reviewing() -> QuerySet[Grant]:
    return Grant.objects.filter(role__in=roles_with(Right.REVIEW), user__is_active=True)


def somebody_else_reviews(user: User, post: Post) -> bool:
    """Whether the post's team has a reviewer who is neither its author nor this person. One query."""
    others = _reviewing().exclude(user_id__in={user.pk, post.author_id} - {None})
    return others.filter(Q(team=post.team_id) | Q(team__isnull=True)).exists()


def teams_without_reviewer(user: User) -> list[Team]:
    """Teams in which this person writes and nobody else may review, by name. At most one query."""
    writes = rights_of(user).teams(Right.SUGGEST)
    if writes == []:
        return []
    others = _reviewing().exclude(user=user)
    here = others.filter(Q(team=OuterRef("pk")) | Q(team__isnull=True))
    teams = Team.objects.filter(~Exists(here))
    return list((teams if writes is None else teams.filter(pk__in=writes)).order_by("name"))
