"""Moving deliveries in time: within the approval, no new approval is needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from wellspoken.rooms.channels.access import require_on
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.plans import Plan
from wellspoken.rooms.kernel.states import StateConflict, Step, move, record
from wellspoken.rooms.kernel.walltime import BadTime
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing import holding, slots
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.publishing.scheduling import When
from wellspoken.rooms.publishing.services.holds import refuse_while_held
from wellspoken.rooms.publishing.states import DELIVERY

#: these wait for their time, or for a new one
MOVABLE = ("scheduled", "late", "held")


class OutsideApproval(Exception):
    """The approval does not reach that far; `until` (UTC) is where it ends."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


def set_time(*, actor: User, post: Post, plan: Plan, channel: Channel | None = None) -> list[Delivery]:
    """Give the post's open deliveries (or the one of `channel`) a new time; returns those moved.

    Raises `BadTime` (`past` for a moment that is over, `shape` when the plan
    names no time), `OutsideApproval`, `StateConflict` when nothing is left to
    move, `Denied`.
    """
    checked = plan.checked(timezone.now())
    if checked.kind == "none":
        raise BadTime("shape")
    moved = _move_all(actor, post, channel, lambda delivery: _when(checked, delivery))
    if channel is None:
        Post.objects.filter(pk=post.pk).update(**checked.columns())
    return moved


def publish_now(*, actor: User, post: Post, channel: Channel | None = None) -> list[Delivery]:
    """Let the post's open deliveries (or the one of `channel`) go out at once; those under a hold stay.

    Raises as `set_time` does, and `OnHold` when a hold stands over all of them.
    """
    now, holds = timezone.now(), holding.standing()
    rows = _movable(post, channel)
    free = [row.pk for row in rows if holding.over(row.channel, holds) is None]
    if rows and not free:
        refuse_while_held(rows[0].channel)
    return _move_all(actor, post, channel, lambda _delivery: When(now), free)


def _when(plan: Plan, delivery: Delivery) -> When:
    if plan.kind == "slot":
        chosen = slots.next_free(delivery.channel, timezone.now())
        if chosen is None:
            raise BadTime("no_slot")
        return When.of(chosen)
    chosen = plan.moment()
    return When.of(chosen) if chosen else When(timezone.now())


def _movable(post: Post, channel: Channel | None) -> QuerySet[Delivery]:
    rows = Delivery.objects.filter(post=post, state__in=MOVABLE).select_related("channel__team").order_by("pk")
    return rows if channel is None else rows.filter(channel=channel)


def _move_all(
    actor: User,
    post: Post,
    channel: Channel | None,
    when: Callable[[Delivery], When],
    only: list[int] | None = None,
) -> list[Delivery]:
    rows = _movable(post, channel)
    if only is not None:
        rows = rows.filter(pk__in=only)
    with transaction.atomic():
        moved = [delivery for delivery in rows if move_one(actor, delivery, when(delivery))]
        if not moved:
            raise StateConflict(f"post {post.pk}: nothing is left to move")
    return moved


def move_one(actor: User, delivery: Delivery, when: When) -> bool:
    """Put one waiting delivery at another moment; False when it has just left. Raises `OutsideApproval`, `Denied`."""
    require_on(actor, Right.PUBLISH, delivery.channel)
    if delivery.usable_until is not None and when.due_at > delivery.usable_until:
        raise OutsideApproval(delivery.usable_until)
    data = {"channel": delivery.channel.name, "due_at": when.due_at.isoformat()}
    changes = {**when.columns(), **fresh(delivery), "reason": "", "reason_data": {}}
    if delivery.state == "scheduled":
        return _shift(actor, delivery, changes, data)
    step = Step(
        to="scheduled",
        actor=actor,
        action="delivery.moved",
        only_from=["late", "held"],
        where=Q(fence=delivery.fence),
        changes=changes,
        data=data,
    )
    return _moved(delivery, step)


def _shift(actor: User, delivery: Delivery, changes: dict[str, Any], data: dict[str, Any]) -> bool:
    """Same state, other time: refused when a worker has claimed the row meanwhile."""
    with transaction.atomic():
        rows = Delivery.objects.filter(pk=delivery.pk, state="scheduled", fence=delivery.fence)
        if rows.update(**changes, fence=F("fence") + 1) != 1:
            return False
        record(action="delivery.moved", actor=actor, obj=delivery, data=data)
    delivery.refresh_from_db()
    return True


def _moved(delivery: Delivery, step: Step) -> bool:
    try:
        move(delivery, DELIVERY, step)
    except StateConflict:
        return False
    return True


def fresh(delivery: Delivery) -> dict[str, Any]:
    """Columns that begin a delivery anew: with a new key and request, unless an earlier one may still turn up.

    When every attempt was proven not accepted, the old request is forgotten, so
    that the post carries today's date. When the outcome of one was ever unclear,
    the same key and bytes are kept: they can never make a second post.
    """
    unclear = delivery.attempts.filter(kind="send", outcome__in=["", "unknown", "live"]).exists()
    return {"tries": 0} if unclear else {"tries": 0, "key": "", "prepared": None, "sent_at": None}
