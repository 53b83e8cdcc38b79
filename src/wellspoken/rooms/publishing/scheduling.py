"""From an approval to rows on the calendar, and back when the words change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.body import Body
from wellspoken.rooms.content.errors import NotEditable
from wellspoken.rooms.content.models import Post, Revision
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.states import StateConflict, Step, move, record
from wellspoken.rooms.kernel.walltime import Moment, day_bounds
from wellspoken.rooms.people.models import Team
from wellspoken.rooms.publishing import correcting, slots
from wellspoken.rooms.publishing.clockwork import APPROVAL_LASTS, GRACE
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.publishing.states import DELIVERY, MAYBE_OUT, NOT_OUT
from wellspoken.rooms.review.models import Decision


@dataclass(frozen=True, slots=True)
class When:
    """When a delivery is due (UTC) and how that was chosen; `late` is the reason it needs a new time, or ''."""

    due_at: datetime
    wall: str = ""
    zone: str = ""
    fold: int = 0
    late: str = ""

    @classmethod
    def of(cls, chosen: Moment) -> When:
        """A moment that a person or a slot chose."""
        return cls(chosen.utc, chosen.wall, chosen.zone, chosen.fold)

    def columns(self) -> dict[str, Any]:
        """The columns of `Delivery` that say it."""
        return {
            "due_at": self.due_at,
            "not_before": self.due_at,
            "wall": self.wall,
            "zone": self.zone,
            "fold": self.fold,
        }


def usable_until(body: Body, team: Team, approved_at: datetime) -> datetime:
    """The end of the approval: the last day of use in the team's zone, or 30 days after it was given."""
    if not body.use_until:
        return approved_at + APPROVAL_LASTS
    last = datetime.combine(date.fromisoformat(body.use_until), datetime.min.time()).replace(tzinfo=team.zone)
    return day_bounds(last.astimezone(UTC), team.time_zone)[1]


def on_approved(decision: Decision, actor: Actor) -> None:
    """Write one delivery per channel, in the approving transaction; channels already served are left alone."""
    post, body, now = decision.post, decision.revision.content, timezone.now()
    until = usable_until(body, post.team, now)
    served = set(
        Delivery.objects.filter(revision=decision.revision)
        .exclude(state="cancelled")
        .values_list("channel_id", flat=True)
    )
    channels = Channel.objects.filter(pk__in=set(body.channels) - served, team=post.team).exclude(state="removed")
    with transaction.atomic():
        for channel in channels.select_related("team").order_by("pk"):
            _create(decision, channel, _when(post, channel, until, now), until, actor)


def _when(post: Post, channel: Channel, until: datetime, now: datetime) -> When:
    """When the plan wants this channel served."""
    if post.plan_kind == "now":
        return _judged(When(now), "", until)
    if post.plan_kind == "at" and post.plan_at is not None:
        when = When(post.plan_at, post.plan_wall, post.plan_zone, post.plan_fold)
        return _judged(when, "past" if post.plan_at < now - GRACE else "", until)
    if post.plan_kind == "slot":
        chosen = slots.next_free(channel, now)
        return _judged(When.of(chosen), "", until) if chosen else When(now, late="no_slot")
    return When(now, late="no_time")


def _judged(when: When, late: str, until: datetime) -> When:
    late = late or ("outside_approval" if when.due_at > until else "")
    return When(when.due_at, when.wall, when.zone, when.fold, late)


def _create(decision: Decision, channel: Channel, when: When, until: datetime, actor: Actor) -> Delivery:
    delivery = Delivery.objects.create(
        post=decision.post,
        revision=decision.revision,
        content_hash=decision.content_hash,
        channel=channel,
        replaces=correcting.replaced_by(decision.post, channel.pk),
        usable_until=until,
        **when.columns(),
    )
    record(
        action="delivery.scheduled",
        actor=actor,
        obj=delivery,
        data={"channel": channel.name, "due_at": when.due_at.isoformat()},
    )
    if when.late:
        data = {"channel": channel.name, "reason": when.late}
        step = Step(to="late", actor=actor, action="delivery.late", changes={"reason": when.late}, data=data)
        move(delivery, DELIVERY, step)
    return delivery


def on_revised(post: Post, before: Revision | None, after: Revision, actor: Actor) -> None:
    """Cancel what has not gone out of older words, in the saving transaction.

    Raises `NotEditable` (`on_its_way`) when one of them may be out already: the
    post is finished as it is, and other words need a new post.
    """
    older = Delivery.objects.filter(post=post).exclude(content_hash=after.content_hash)
    for delivery in older.filter(state__in=NOT_OUT).select_related("channel"):
        cancel_one(delivery, actor, "edited")
    if older.filter(state__in=MAYBE_OUT).exists():
        raise NotEditable("on_its_way")


def cancel_one(delivery: Delivery, actor: Actor, reason: str) -> bool:
    """Cancel one delivery that is not out; False when it has just left for the network."""
    data = {"channel": delivery.channel.name, "reason": reason}
    changes = {"reason": reason, "lease_until": None}
    step = Step(to="cancelled", actor=actor, action="delivery.cancelled", only_from=NOT_OUT, changes=changes, data=data)
    try:
        move(delivery, DELIVERY, step)
    except StateConflict:
        return False
    return True
