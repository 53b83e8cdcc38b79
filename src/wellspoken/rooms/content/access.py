"""The door to posts: fetching and permission in one call."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from wellspoken.rooms.content.models import Post, PostImport
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.access import Denied, may, rights_of
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right

_FETCH = ("team", "author", "current", "current__author")


def visible_posts(user: User | AnonymousUser, right: Right = Right.VIEW) -> QuerySet[Post]:
    """The posts of the teams in which the person holds `right`."""
    teams = rights_of(user).teams(right)
    posts = Post.objects.select_related(*_FETCH)
    return posts if teams is None else posts.filter(team_id__in=teams)


def get_post(user: User | AnonymousUser, pk: int, right: Right = Right.VIEW) -> Post:
    """The post, for somebody who holds `right` in its team.

    Raises `NotThere` when it is not among the posts the person may see, `Denied` when only the right is missing.
    """
    post = visible_posts(user).filter(pk=pk).first()
    if post is None:
        raise NotThere(f"post {pk}")
    if not may(user, right, post.team_id):
        raise Denied(right, post.team)
    return post


def may_edit(user: User | AnonymousUser, post: Post) -> bool:
    """Editors may change any post of their team, contributors those they began."""
    if may(user, Right.WRITE, post.team_id):
        return True
    return may(user, Right.SUGGEST, post.team_id) and post.author_id is not None and post.author_id == user.pk


def get_editable(user: User | AnonymousUser, pk: int) -> Post:
    """The post, for somebody who may change its words; raises `NotThere` or `Denied`."""
    post = get_post(user, pk)
    if not may_edit(user, post):
        raise Denied(Right.WRITE, post.team)
    return post


def require_edit(actor: User | SystemActor, post: Post) -> None:
    """Raise `Denied` unless the person may change this post; a part of the system may."""
    if isinstance(actor, User) and not may_edit(actor, post):
        raise Denied(Right.WRITE, post.team)


def require_in(actor: User | SystemActor, right: Right, team: Team) -> None:
    """Raise `Denied` unless the person holds `right` in the team; a part of the system does."""
    if isinstance(actor, User) and not may(actor, right, team):
        raise Denied(right, team)


def get_import(user: User | AnonymousUser, pk: int) -> PostImport:
    """A table that was brought to a team, for somebody who may suggest posts there; raises `NotThere` or `Denied`."""
    teams = rights_of(user).teams(Right.VIEW)
    tables = PostImport.objects.select_related("team")
    found = (tables if teams is None else tables.filter(team_id__in=teams)).filter(pk=pk).first()
    if found is None:
        raise NotThere(f"import {pk}")
    if not may(user, Right.SUGGEST, found.team_id):
        raise Denied(Right.SUGGEST, found.team)
    return found
