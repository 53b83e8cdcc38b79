"""Posts of the past, handed to compliance so that changed rules can be tried on them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet

from wellspoken.rooms.compliance.corpus import Source, Spoken, name_source
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.states import PostState

#: posts that somebody meant to go out
MEANT = (PostState.IN_REVIEW, PostState.APPROVED, PostState.PUBLISHED, PostState.WITHDRAWN)
BATCH = 50


def _since(since: datetime) -> QuerySet[Post]:
    return Post.objects.filter(state__in=MEANT, changed_at__gte=since, current__isnull=False)


def count(since: datetime) -> int:
    """How many posts were meant to go out since that moment."""
    return _since(since).count()


def walk(since: datetime) -> Iterator[Spoken]:
    """Those posts with their current content, newest first, read in batches so that no cursor stays open."""
    keys = list(_since(since).order_by("-changed_at", "-pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        rows = Post.objects.filter(pk__in=keys[start : start + BATCH]).select_related("team", "current")
        for post in rows.order_by("-changed_at", "-pk"):
            if post.current is not None:
                yield Spoken(post.pk, post.team, post.current.content)


name_source(Source(count, walk))
