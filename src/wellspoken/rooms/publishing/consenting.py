"""Consents at the moment of sending, and what happens to posts when one is taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from wellspoken.rooms.consents.coverage import Planned, problems
from wellspoken.rooms.consents.models import Authorization
from wellspoken.rooms.consents.services import expire_due
from wellspoken.rooms.content.models import ConsentUse
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.states import ManySteps, StateConflict, Step, move, move_many
from wellspoken.rooms.publishing.chores import Ended
from wellspoken.rooms.publishing.mailing import tell_author
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.publishing.states import DELIVERY

#: why a delivery is `held`
REASON = "consent"
#: what can still be stopped without a word to the network, and would go out by itself
WAITING = ("scheduled", "queued")


def lacking(deliveries: Sequence[Delivery]) -> dict[int, dict[str, Any]]:
    """Deliveries whose words use a consent that does not cover this channel today: {"consent", "why"} by key.

    One query. Inside a transaction the consents stay locked until its end, so a withdrawal that was committed
    before cannot be overlooked.
    """
    rows = ConsentUse.objects.filter(revision__in={row.revision_id for row in deliveries})
    if transaction.get_connection().in_atomic_block:
        rows = rows.select_for_update(of=("consent",), no_key=True)
    known: dict[int, dict[int, Authorization]] = {}
    for use in rows.select_related("consent__team").defer("consent__sealed", "consent__shown").order_by("consent_id"):
        known.setdefault(use.revision_id, {})[use.consent_id] = use.consent
    found = {row.pk: _why(row, known[row.revision_id]) for row in deliveries if row.revision_id in known}
    return {key: why for key, why in found.items() if why is not None}


def _why(delivery: Delivery, consents: dict[int, Authorization]) -> dict[str, Any] | None:
    """The first problem of the consents that the delivery's words use."""
    team = delivery.post.team
    for use in delivery.revision.content.consents:
        consent = consents.get(use.key)
        today = consent.today() if consent is not None else None
        if consent is None or today is None:
            return {"consent": "", "why": "gone"}
        for problem in problems(use, consent, Planned(team.pk, (delivery.channel_id,), today), today):
            return {"consent": problem.consent, "why": problem.code}
    return None


def using(consent: Authorization) -> QuerySet[Delivery]:
    """Every delivery whose words use the consent, newest first."""
    rows = Delivery.objects.filter(revision__consent_uses__consent=consent)
    return rows.select_related("post__team", "channel").order_by("-due_at", "-pk")


def on_withdrawn(consent: Authorization, actor: Actor) -> None:
    """Stop what waits, in the withdrawing transaction. What has just left for the network is found with what is out."""
    waiting = list(using(consent).filter(state__in=WAITING).defer("channel__secrets"))
    data = {"consent": consent.code, "why": "withdrawn"}
    changes = {"reason": REASON, "reason_data": data, "lease_until": None}
    many = ManySteps(
        to="held",
        actor=actor,
        action="delivery.held",
        only_from=WAITING,
        changes=lambda _row: changes,
        data=lambda row: {"channel": row.channel.name, "reason": REASON},
    )
    try:
        with transaction.atomic():
            move_many(waiting, DELIVERY, many)
    except StateConflict:  # one of them was taken up in this moment: each by itself then
        waiting = [row for row in waiting if _hold(row, actor, changes)]
    for row in waiting:
        tell_author(row)


def _hold(row: Delivery, actor: Actor, changes: dict[str, Any]) -> bool:
    data = {"channel": row.channel.name, "reason": REASON}
    step = Step(to="held", actor=actor, action="delivery.held", only_from=WAITING, changes=changes, data=data)
    try:
        move(row, DELIVERY, step)
    except StateConflict:
        return False
    return True


def close_ended(_ended: Ended) -> int:
    """Close consents whose last day is over; the worker does it now and then."""
    return expire_due()
