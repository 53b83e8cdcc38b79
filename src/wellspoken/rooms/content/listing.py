"""The list of posts: filters that combine, pages by key so that they stay quick and nothing jumps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from wellspoken.rooms.content.access import visible_posts
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.states import PostState
from wellspoken.rooms.people.models import User

PAGE = 40


@dataclass(frozen=True, slots=True)
class Filters:
    """What to look for; empty means everything but the bin. Keys of team, channel and author; `text` in the words."""

    state: str = ""
    team: int | None = None
    channel: int | None = None
    author: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Posts by newest change; `older` is the last one's key (moment, pk) when there are more."""

    posts: list[Post]
    older: tuple[datetime, int] | None


def page(user: User, filters: Filters, after: tuple[datetime, int] | None = None, size: int = PAGE) -> Page:
    """One page of the posts a person may see, after the post with that key. One query."""
    rows = _matching(visible_posts(user), filters).order_by("-changed_at", "-pk")
    if after is not None:
        moment, pk = after
        rows = rows.filter(Q(changed_at__lt=moment) | Q(changed_at=moment, pk__lt=pk))
    found = list(rows[: size + 1])
    shown = found[:size]
    return Page(shown, (shown[-1].changed_at, shown[-1].pk) if len(found) > size else None)


def _matching(rows: QuerySet[Post], filters: Filters) -> QuerySet[Post]:
    rows = rows.filter(state=filters.state) if filters.state else rows.exclude(state=PostState.BINNED)
    if filters.team is not None:
        rows = rows.filter(team=filters.team)
    if filters.author is not None:
        rows = rows.filter(author=filters.author)
    if filters.channel is not None:
        # the body's list of keys as text, "[3, 15]": a number between its brackets and commas
        listed = Cast(KeyTextTransform("channels", "current__body"), TextField())
        rows = rows.annotate(listed=listed).filter(listed__regex=rf"[\[, ]{int(filters.channel)}[,\]]")
    if filters.text:
        words = Cast(KeyTextTransform("text", "current__body"), TextField())
        rows = rows.annotate(words=words).filter(Q(title__icontains=filters.text) | Q(words__icontains=filters.text))
    return rows
