"""What an outcome does to a delivery. Every function is one conditional move; late or double answers change nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from wellspoken.networks.contract import Outcome, Sent
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.states import POST
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.states import ManySteps, StateConflict, Step, move, move_many
from wellspoken.rooms.publishing import lines, outages
from wellspoken.rooms.publishing.actor import WORKER
from wellspoken.rooms.publishing.clockwork import late_limit, next_look, next_try, outage_limit
from wellspoken.rooms.publishing.holding import CAUGHT
from wellspoken.rooms.publishing.mailing import tell_author
from wellspoken.rooms.publishing.models import Attempt, Delivery
from wellspoken.rooms.publishing.states import DELIVERY
from wellspoken.rooms.publishing.stopping import taken_down, taken_down_of

#: something of a post may still be seen
MAYBE_UP = ("live", "withdrawing", "sending", "unknown")
#: reasons that concern the whole channel: its other deliveries wait as well
CHANNEL_WIDE = outages.DOWN | {"rate_limited"}


@dataclass(frozen=True, slots=True)
class Change:
    """One move of a delivery by the worker: to `state`, for `reason`, from some states only."""

    state: str
    action: str
    reason: str = ""
    only_from: tuple[str, ...] = ("sending",)
    columns: Mapping[str, Any] = field(default_factory=dict)


def apply(delivery: Delivery, change: Change) -> bool:
    """Make the change unless another claim (a newer fence) or another outcome was first; says whether it was made."""
    step = Step(
        to=change.state,
        actor=WORKER,
        action=change.action,
        only_from=change.only_from,
        where=Q(fence=delivery.fence),
        changes={"lease_until": None, "reason": change.reason, **change.columns},
        data={"channel": delivery.channel.name, "reason": change.reason},
    )
    try:
        move(delivery, DELIVERY, step)
    except StateConflict:
        return False
    return True


def land(delivery: Delivery, sent: Sent, now: datetime) -> None:
    """Write down what became of the visible call (or, from `queued`, of the steps before it)."""
    match sent.outcome:
        case Outcome.LIVE:
            live(delivery, sent.remote_id, sent.url, action="delivery.live")
        case Outcome.NOT_SENT:
            not_sent(delivery, sent, now)
        case Outcome.REFUSED:
            refused(delivery, sent.reason)
        case Outcome.BROKEN:
            broken(delivery, sent, now)
        case Outcome.UNKNOWN:
            lost(delivery, sent.reason or "lost_reply", now)


def live(delivery: Delivery, remote_id: str, url: str, *, action: str) -> bool:
    """It is out: seen on the network or confirmed by it. The first one makes the post published."""
    earlier = delivery.replaces
    if earlier is not None:  # the post is the same one, with newer words
        remote_id, url = earlier.remote_id, url or earlier.url
    columns = {"remote_id": remote_id, "url": url, "live_at": timezone.now(), "settle_at": None, "reason_data": {}}
    change = Change("live", action, only_from=("sending", "unknown"), columns=columns)
    with transaction.atomic():
        if not apply(delivery, change):
            return False
        publish_posts([delivery.post_id])
        if (earlier is not None and not corrected(earlier)) or taken_down(delivery):
            _withdraw(delivery)
    return True


def corrected(earlier: Delivery) -> bool:
    """Newer words took the place of these; False when they were being taken down: then the newer ones are too."""
    data = {"channel": earlier.channel.name}
    step = Step(to="corrected", actor=WORKER, action="delivery.corrected", only_from=["live"], data=data)
    try:
        move(earlier, DELIVERY, step)
    except StateConflict:
        return False
    return True


def live_together(answers: Sequence[tuple[Delivery, Sent]]) -> None:
    """The same for many that the network has just confirmed, all or none; call inside a transaction.

    Raises `StateConflict` when one of them is not being sent any more; then take them one by one.
    """
    now, sent = timezone.now(), {row.pk: answer for row, answer in answers}
    step = ManySteps(
        to="live",
        actor=WORKER,
        action="delivery.live",
        only_from=["sending"],
        same=["fence"],
        changes=lambda row: {
            "lease_until": None,
            "reason": "",
            "remote_id": sent[row.pk].remote_id,
            "url": sent[row.pk].url,
            "live_at": now,
            "settle_at": None,
            "reason_data": {},
        },
        data=lambda row: {"channel": row.channel.name, "reason": ""},
    )
    rows = [row for row, _answer in answers]
    move_many(rows, DELIVERY, step)
    publish_posts({row.post_id for row in rows})
    down = taken_down_of(rows)  # asked now that the log's head is ours: a takedown either sees us or is seen
    for row in rows:
        if row.pk in down:
            _withdraw(row)


def _withdraw(delivery: Delivery) -> None:
    withdrawing(delivery)
    if "delete" in lines.connector_for(delivery).capabilities:
        withdraw_post(Post.objects.get(pk=delivery.post_id), WORKER)


def publish_posts(keys: Collection[int]) -> None:
    """Move posts on with their first live delivery; later ones find them there."""
    approved = Post.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys, state="approved")
    step = ManySteps(to="published", actor=WORKER, action="post.published", only_from=["approved"])
    move_many(list(approved.order_by("pk")), POST, step)


def withdraw_post(post: Post, actor: Actor) -> bool:
    """Move a published post to withdrawn; False when it is not published."""
    try:
        move(post, POST, Step(to="withdrawn", actor=actor, action="post.withdrawn", only_from=["published"]))
    except StateConflict:
        return False
    _withdraw_corrected(post, actor)
    return True


def _withdraw_corrected(post: Post, actor: Actor) -> None:
    """What a withdrawn correction had corrected is withdrawn too, unless it is still up somewhere in its old words."""
    earlier = post.corrects
    if earlier is not None and not Delivery.objects.filter(post=earlier, state__in=MAYBE_UP).exists():
        withdraw_post(earlier, actor)


def withdrawing(delivery: Delivery) -> bool:
    """A takedown waits for this live delivery: the worker deletes it from the network."""
    columns = {"not_before": timezone.now(), "tries": 0}
    change = Change("withdrawing", "delivery.withdrawing", only_from=("live",), columns=columns)
    return apply(delivery, change)


def not_sent(delivery: Delivery, sent: Sent, now: datetime) -> bool:
    """Proven not accepted: back on the calendar after a pause, at the latest when it would be too late."""
    again = next_try(delivery.tries, 0.0 if sent.reason == "sign_in_renewed" else sent.retry_after, now)
    limit = late_limit()
    if sent.reason in outages.DOWN:
        pause = outages.note_failure(delivery.channel, sent.reason, now)
        again, limit = again if sent.retry_after is not None else pause, outage_limit()
    if sent.reason in CHANNEL_WIDE and again > now:
        lines.wait_until(delivery.channel, again)
    at_the_latest = delivery.due_at + limit
    columns: dict[str, Any] = {"not_before": max(now, min(again, at_the_latest))}
    columns["reason_data"] = {"again": again.isoformat()}
    if sent.reason == "upload_again":  # the network threw the pictures away: the request is built anew, same key
        columns["prepared"] = None
    source = ("queued", "sending")
    return apply(delivery, Change("scheduled", "delivery.not_sent", sent.reason, source, columns))


def waits(delivery: Delivery, reason: str, data: Mapping[str, Any]) -> bool:
    """Back on the calendar without a try: its channel is to be left alone for a while."""
    columns = {"not_before": datetime.fromisoformat(data["again"]), "reason_data": dict(data)}
    return apply(delivery, Change("scheduled", "delivery.not_sent", reason, ("queued",), columns))


def unsay(delivery: Delivery, now: datetime) -> None:
    """End an attempt of which it is proven that it sent nothing, and give the delivery back."""
    attempts = Attempt.objects.filter(delivery=delivery, fence=delivery.fence, kind="send")
    attempts.update(ended_at=now, outcome="not_sent", reason="withheld")
    given_back(delivery, now)


def given_back(delivery: Delivery, now: datetime) -> bool:
    """Begun, and then not one byte was sent: back on the calendar as if it had not begun. The next claim looks anew.

    Also when it was called lost meanwhile: under this fence nobody else can have sent it.
    """
    first = delivery.tries <= 1
    columns = {
        "not_before": max(now, delivery.due_at),
        "tries": max(0, delivery.tries - 1),
        "sent_at": None if first else delivery.sent_at,
        "settle_at": None,
    }
    return apply(delivery, Change("scheduled", "delivery.not_sent", "", ("sending", "unknown"), columns))


def refused(delivery: Delivery, reason: str, data: Mapping[str, Any] | None = None) -> bool:
    """Proven not accepted, and never will be: a person must change something."""
    columns = {"reason_data": dict(data or {})}
    done = apply(delivery, Change("refused", "delivery.refused", reason, ("queued", "sending"), columns))
    if done:
        tell_author(delivery)
    return done


def broken(delivery: Delivery, sent: Sent, now: datetime) -> bool:
    """The sign-in is broken: the channel stops, the delivery waits for it. Unless newer tokens have come meanwhile."""
    if lines.renewed_elsewhere(delivery.channel):
        return not_sent(delivery, Sent(Outcome.NOT_SENT, reason="sign_in_renewed", retry_after=0.0), now)
    lines.broken(delivery.channel, sent.reason, sent.raw)
    return held(delivery, "channel_broken", {"why": sent.reason})


def held(delivery: Delivery, reason: str, data: Mapping[str, Any] | None = None) -> bool:
    """Stopped before it went out."""
    columns = {"reason_data": dict(data or {})}
    done = apply(delivery, Change("held", "delivery.held", reason, ("queued", "sending"), columns))
    if done and reason != CAUGHT:  # of a hold everybody heard when it was placed
        tell_author(delivery)
    return done


def late(delivery: Delivery, reason: str) -> bool:
    """Must not go out now without a new time."""
    done = apply(delivery, Change("late", "delivery.late", reason, ("queued",)))
    if done:
        tell_author(delivery)
    return done


def lost(delivery: Delivery, reason: str, now: datetime) -> bool:
    """Nobody knows whether it is out. It is settled by asking; it is never sent again while unknown."""
    Attempt.objects.filter(delivery=delivery, fence=delivery.fence, kind="send", ended_at=None).update(
        ended_at=now, outcome="unknown", reason=reason
    )
    if reason in outages.DOWN:  # the next posts of the channel would meet the same: leave it alone for a while
        lines.wait_until(delivery.channel, outages.note_failure(delivery.channel, reason, now))
    columns = {"settle_at": next_look(0, now), "looks": 0}
    return apply(delivery, Change("unknown", "delivery.unknown", reason, columns=columns))
