"""What must still be true at the moment of sending. Looked at again inside the transaction that begins the attempt."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.publishing import holding
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.publishing.outages import overdue
from wellspoken.rooms.publishing.stopping import taken_down
from wellspoken.rooms.publishing.sweeping import STOPPED
from wellspoken.rooms.review.checks import unreleased_blocks
from wellspoken.rooms.review.models import Decision


@dataclass(frozen=True, slots=True)
class Stop:
    """Why a delivery may not go out: the state it goes to and a reason code."""

    state: str
    reason: str
    data: dict[str, Any] = field(default_factory=dict)


def cheap(delivery: Delivery, now: datetime) -> Stop | None:
    """Approval, holds, channel, time: read fresh from the database, quick enough for inside a transaction.

    Inside one, the channel's row is locked first, so a hold or a pause committed before cannot be overlooked.
    """
    if taken_down(delivery):
        return Stop("cancelled", "taken_down")
    if not approved(delivery):
        return Stop("held", "approval_gone")
    return _channel(delivery, now) or _time(delivery, now)


def _channel(delivery: Delivery, now: datetime) -> Stop | None:
    channel = holding.channel_now(delivery.channel_id)
    if hold := holding.hold_on(channel):
        return Stop("held", holding.CAUGHT, {"hold": hold.pk})
    if channel.state in STOPPED:
        return Stop("held", STOPPED[channel.state])
    if channel.not_before is not None and channel.not_before > now:  # another post was just told to wait
        return Stop("scheduled", "channel_waits", {"again": channel.not_before.isoformat()})
    return None


def _time(delivery: Delivery, now: datetime) -> Stop | None:
    if delivery.usable_until is not None and now > delivery.usable_until:
        return Stop("late", "outside_approval")
    if overdue(delivery, now):
        return Stop("late", "too_late", {"because": delivery.reason})
    return None


def approved(delivery: Delivery) -> bool:
    """An approval names exactly this content, and these are still the post's words."""
    current = Post.objects.filter(
        pk=delivery.post_id,
        state__in=["approved", "published"],
        current__content_hash=delivery.content_hash,
    )
    decided = Decision.objects.filter(
        post_id=delivery.post_id,
        content_hash=delivery.content_hash,
        verdict="approve",
        request__state="approved",
    )
    return current.exists() and decided.exists()


def checks(delivery: Delivery) -> Stop | None:
    """Today's rules on the approved words: a block that nobody released stops it."""
    body = delivery.revision.content
    found = unreleased_blocks(delivery.post, body)
    if not found:
        return None
    return Stop("held", "checks", {"count": len(found), "rules": sorted({block.rule for block in found})})
