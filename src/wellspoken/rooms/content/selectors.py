"""Reads of the content room."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from wellspoken.rooms.content.access import visible_posts
from wellspoken.rooms.content.models import Post, Revision
from wellspoken.rooms.content.states import PostState
from wellspoken.rooms.people.models import User


def posts_for(user: User, *, states: Iterable[str] | None = None, search: str = "") -> QuerySet[Post]:
    """The posts a person may see, newest change first; binned ones only when asked for by state."""
    posts = visible_posts(user)
    posts = posts.exclude(state=PostState.BINNED) if states is None else posts.filter(state__in=list(states))
    return posts.filter(title__icontains=search) if search else posts


def own_drafts(user: User, limit: int = 10) -> list[Post]:
    """What this person began and has not sent, newest change first."""
    open_states = [PostState.DRAFT, PostState.CHANGES, PostState.REJECTED]
    return list(visible_posts(user).filter(author=user, state__in=open_states)[:limit])


def revisions_of(post: Post, limit: int = 50) -> list[Revision]:
    """The newest revisions with their authors, newest first."""
    return list(Revision.objects.filter(post=post).select_related("author")[:limit])


def revision_of(post: Post, number: int) -> Revision | None:
    """One revision by its number."""
    return Revision.objects.filter(post=post, number=number).select_related("author").first()
