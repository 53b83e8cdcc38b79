"""What every page should know of reviews: trainings that end, and posts whose time passed undecided."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, DateTimeField, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.states import PostState
from wellspoken.rooms.publishing.notices import shaped
from wellspoken.rooms.review.models import Competence
from wellspoken.rooms.review.selectors.trainings import WARNING_DAYS

#: posts whose time passed longer ago are not told of any more
OLD = timedelta(days=7)


def trainings(now: datetime) -> QuerySet[Any, tuple[Any, ...]]:
    """`training`: one that ends soon, or has; `detail` is the person's key, `name` the field, `at` the last day."""
    horizon = now.date() + timedelta(days=max(WARNING_DAYS))
    rows = Competence.objects.filter(valid_until__lte=horizon, user__is_active=True)
    person = Cast("user_id", CharField())
    return shaped(rows, "training", moment=Cast("valid_until", DateTimeField()), name=F("field"), detail=person)


def missed(now: datetime) -> QuerySet[Any, tuple[Any, ...]]:
    """`missed`: the post `pk`, `name`, in review when its time, `at`, passed; `detail` is its author's key or ""."""
    rows = Post.objects.filter(state=PostState.IN_REVIEW, plan_kind="at", plan_at__lte=now, plan_at__gt=now - OLD)
    author = Coalesce(Cast("author_id", CharField()), Value(""), output_field=CharField())
    return shaped(rows, "missed", moment=F("plan_at"), team=F("team_id"), name=F("title"), detail=author)
