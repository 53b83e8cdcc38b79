"""Who could review: whether anybody can, besides the person who writes."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.access import rights_of
from wellspoken.rooms.people.models import Grant, Team, User
from wellspoken.rooms.people.roles import Right, roles_with
from wellspoken.rooms.review.models import Release


def _reviewing() -> QuerySet[Grant]:
    return Grant.objects.filter(role__in=roles_with(Right.REVIEW), user__is_active=True)


class Around(NamedTuple):
    """What a writer should know: findings released for the words as stored; whether anybody else may review them."""

    released: list[str]
    reviewed: bool


def around(user: User, post: Post) -> Around:
    """What holds around a post that this person writes; its author does not count as a reviewer. One query."""
    others = _reviewing().exclude(user_id__in=[pk for pk in (user.pk, post.author_id) if pk is not None])
    others = others.filter(Q(team=post.team_id) | Q(team__isnull=True)).annotate(mark=Value(""))
    words = post.current.content_hash if post.current else ""
    findings = Release.objects.filter(post=post, content_hash=words).order_by().values_list("finding")
    found = {row[0] for row in findings.union(others.order_by().values_list("mark"))}
    return Around(sorted(found - {""}), "" in found)


def teams_without_reviewer(user: User) -> list[Team]:
    """Teams in which this person writes and nobody else may review, by name. At most one query."""
    writes = rights_of(user).teams(Right.SUGGEST)
    if writes == []:
        return []
    others = _reviewing().exclude(user=user)
    here = others.filter(Q(team=OuterRef("pk")) | Q(team__isnull=True))
    teams = Team.objects.filter(~Exists(here))
    return list((teams if writes is None else teams.filter(pk__in=writes)).order_by("name"))
