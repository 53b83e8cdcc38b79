"""What a person decides about one delivery: send again, cancel, or say what became of it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from wellspoken.rooms.channels.access import require_on
from wellspoken.rooms.kernel.states import Step, move
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing import landing
from wellspoken.rooms.publishing.models import Attempt, Delivery
from wellspoken.rooms.publishing.scheduling import When
from wellspoken.rooms.publishing.services.holds import refuse_while_held
from wellspoken.rooms.publishing.services.timing import OutsideApproval, fresh
from wellspoken.rooms.publishing.states import DELIVERY, NOT_OUT
from wellspoken.rooms.publishing.stopping import taken_down

#: proven not sent: a person may send these again
RETRYABLE = ("refused", "held", "late")


def retry(*, actor: User, delivery: Delivery) -> None:
    """Send again, now, what is proven not sent.

    Raises `StateConflict` for anything else (an unknown outcome above all),
    `OnHold` while a hold stands, `OutsideApproval`, `Denied`.
    """
    require_on(actor, Right.PUBLISH, delivery.channel)
    refuse_while_held(delivery.channel)
    now = timezone.now()
    if delivery.usable_until is not None and now > delivery.usable_until:
        raise OutsideApproval(delivery.usable_until)
    step = Step(
        to="scheduled",
        actor=actor,
        action="delivery.retried",
        only_from=RETRYABLE,
        where=Q(fence=delivery.fence),
        changes={**When(now).columns(), **fresh(delivery), "reason": "", "reason_data": {}},
        data={"channel": delivery.channel.name},
    )
    move(delivery, DELIVERY, step)


def cancel(*, actor: User, delivery: Delivery) -> None:
    """Never send this one. Raises `StateConflict` when it is out, or may be; `Denied`."""
    require_on(actor, Right.PUBLISH, delivery.channel)
    step = Step(
        to="cancelled",
        actor=actor,
        action="delivery.cancelled",
        only_from=NOT_OUT,
        changes={"reason": "by_person", "lease_until": None},
        data={"channel": delivery.channel.name},
    )
    move(delivery, DELIVERY, step)


def settle_by_person(*, actor: User, delivery: Delivery, there: bool, url: str = "", again: bool = True) -> None:
    """A person has looked: it is `there` (at `url`), or it is not and is sent now (`again`) or never.

    Raises `StateConflict` unless the outcome is unknown; `Denied`.
    """
    require_on(actor, Right.PUBLISH, delivery.channel)
    now = timezone.now()
    if there:
        known = delivery.replaces
        known_as = {"remote_id": known.remote_id, "url": url or known.url} if known else {"url": url}
        step = _settled(actor, delivery, "live", {**known_as, "live_at": now, "reason": "by_person"})
    elif taken_down(delivery):
        step = _settled(actor, delivery, "cancelled", {"reason": "taken_down"})
    elif not again:
        step = _settled(actor, delivery, "cancelled", {"reason": "by_person"})
    else:
        step = _settled(actor, delivery, "scheduled", {**When(now).columns(), "tries": 0, "reason": "by_person"})
    with transaction.atomic():
        move(delivery, DELIVERY, step)
        Attempt.objects.create(
            delivery=delivery,
            fence=delivery.fence,
            kind="settle",
            ended_at=now,
            outcome="live" if there else "absent",
            reason="by_person",
            raw=f"{actor.name}: {url}" if url else actor.name,
        )
        if there:
            landing.publish_posts([delivery.post_id])
            if delivery.replaces is not None and not landing.corrected(delivery.replaces):
                landing.withdrawing(delivery)


def _settled(actor: User, delivery: Delivery, to: str, changes: dict[str, object]) -> Step:
    data = {"channel": delivery.channel.name, "by": "person"}
    changes = {"settle_at": None, "lease_until": None, **changes}
    return Step(to=to, actor=actor, action="delivery.settled", only_from=["unknown"], changes=changes, data=data)
