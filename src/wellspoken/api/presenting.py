"""Posts and deliveries as the API shows them."""

from __future__ import annotations

from typing import Any

from wellspoken.api.schemas import AttemptOut, DeliveryOut, PersonOut, PostLine, PostOut, WarningOut
from wellspoken.rooms.audit.reading import note_reading
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.access import may
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing.likeness import warnings
from wellspoken.rooms.publishing.models import Attempt, Delivery
from wellspoken.rooms.publishing.selectors import timeline
from wellspoken.rooms.publishing.words import say


def line(post: Post) -> PostLine:
    """A post for a list."""
    return PostLine(**_columns(post))


def whole(user: User, post: Post) -> PostOut:
    """A post with its words and deliveries; raw answers only for people with that right."""
    raw = may(user, Right.RAW, post.team_id)
    current, rows = post.current, timeline(post)
    if raw and any(attempt.raw for row in rows for attempt in row.attempts.all()):
        note_reading(actor=user, objects=[post], what="raw")
    return PostOut(
        **_columns(post),
        body=current.body if current else {},
        content_hash=current.content_hash if current else "",
        deliveries=[_delivery(row, raw) for row in rows],
        warnings=[WarningOut(kind=w.kind, post=w.post, message=w.message) for w in warnings(post)],
    )


def _columns(post: Post) -> dict[str, Any]:
    return {
        "id": post.pk,
        "team": post.team_id,
        "title": post.title,
        "state": post.state,
        "version": post.version,
        "author": PersonOut(id=post.author.pk, name=post.author.name) if post.author else None,
        "plan_at": post.plan_at,
        "plan_zone": post.plan_zone,
        "changed_at": post.changed_at,
    }


def _delivery(row: Delivery, raw: bool) -> DeliveryOut:
    return DeliveryOut(
        id=row.pk,
        channel=row.channel_id,
        channel_name=row.channel.name,
        network=row.channel.network,
        state=row.state,
        due_at=row.due_at,
        wall=row.wall,
        zone=row.zone,
        reason=row.reason,
        message=str(say(row)),
        url=row.url,
        live_at=row.live_at,
        attempts=[_attempt(attempt, raw) for attempt in row.attempts.all()],
    )


def _attempt(row: Attempt, raw: bool) -> AttemptOut:
    return AttemptOut(
        kind=row.kind,
        started_at=row.started_at,
        ended_at=row.ended_at,
        outcome=row.outcome,
        reason=row.reason,
        status=row.status,
        raw=row.raw if raw else None,
    )
