"""What must still be true at the moment of sending, for one delivery or many at once.

Looked at again inside the transaction that begins the attempts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.publishing import consenting, correcting, holding
from wellspoken.rooms.publishing.models import Delivery, Hold
from wellspoken.rooms.publishing.outages import overdue
from wellspoken.rooms.publishing.stopping import taken_down_of
from wellspoken.rooms.publishing.sweeping import STOPPED
from wellspoken.rooms.review.checks import Block, unreleased_blocks_of
from wellspoken.rooms.review.models import Decision


@dataclass(frozen=True, slots=True)
class Stop:
    """Why a delivery may not go out: the state it goes to and a reason code."""

    state: str
    reason: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the database says about a few deliveries, read at one moment with five queries, six with corrections."""

    taken_down: frozenset[int]
    approved: frozenset[int]
    gone: frozenset[int]
    lacking: Mapping[int, dict[str, Any]]
    channels: Mapping[int, Channel]
    holds: Sequence[Hold]


def cheap(deliveries: Sequence[Delivery], now: datetime) -> dict[int, Stop]:
    """Approval, holds, channel, time: read fresh from the database, quick enough for inside a transaction.

    Inside one, the channels' rows are locked first, so a hold or a pause committed before cannot be overlooked.
    Returns the stops by key of the delivery; what is not named may go.
    """
    if not deliveries:
        return {}
    facts = _Facts(
        channels=holding.channels_now(row.channel_id for row in deliveries),
        holds=holding.standing(),
        taken_down=taken_down_of(deliveries),
        approved=approved(deliveries),
        gone=correcting.gone(deliveries),
        lacking=consenting.lacking(deliveries),
    )
    found = {row.pk: _stop(row, facts, now) for row in deliveries}
    return {key: stop for key, stop in found.items() if stop is not None}


def _stop(row: Delivery, facts: _Facts, now: datetime) -> Stop | None:
    if row.pk in facts.taken_down:
        return Stop("cancelled", "taken_down")
    if row.pk not in facts.approved:
        return Stop("held", "approval_gone")
    if row.pk in facts.gone:
        return Stop("held", "nothing_to_correct")
    if row.pk in facts.lacking:
        return Stop("held", consenting.REASON, facts.lacking[row.pk])
    return _channel(facts.channels[row.channel_id], facts.holds, now) or _time(row, now)


def _channel(channel: Channel, holds: Sequence[Hold], now: datetime) -> Stop | None:
    if hold := holding.over(channel, holds):
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


def approved(deliveries: Sequence[Delivery]) -> frozenset[int]:
    """Which of these an approval names with exactly this content, being still the post's words; two queries."""
    posts = {row.post_id for row in deliveries}
    standing = Post.objects.filter(pk__in=posts, state__in=["approved", "published"])
    current = set(standing.order_by().values_list("pk", "current__content_hash"))
    decisions = Decision.objects.filter(post__in=posts, verdict="approve", request__state="approved")
    decided = set(decisions.order_by().values_list("post_id", "content_hash"))
    both = current & decided
    return frozenset(row.pk for row in deliveries if (row.post_id, row.content_hash) in both)


def checks(deliveries: Sequence[Delivery]) -> dict[int, Stop]:
    """Today's rules on the approved words: a block that nobody released stops it. Stops by key of the delivery."""
    contents = {row.revision_id: (row.post, row.revision.content) for row in deliveries}
    blocks = dict(zip(contents, unreleased_blocks_of(list(contents.values())), strict=True))
    return {row.pk: _blocked(blocks[row.revision_id]) for row in deliveries if blocks[row.revision_id]}


def _blocked(found: Sequence[Block]) -> Stop:
    return Stop("held", "checks", {"count": len(found), "rules": sorted({block.rule for block in found})})
