"""Taking a consent back: at once, whoever says so, with everything that hangs on it in the same transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.consents import hooks
from wellspoken.rooms.consents.audit import WITHDRAWN_HOW
from wellspoken.rooms.consents.errors import BadConsent
from wellspoken.rooms.consents.models import Authorization, PrivateLink
from wellspoken.rooms.consents.notices import told_by_link
from wellspoken.rooms.consents.services.linking import BY_LINK
from wellspoken.rooms.consents.states import CONSENT, ConsentState
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.retrying import again_after_collision
from wellspoken.rooms.kernel.states import StateConflict, Step, move, record
from wellspoken.rooms.people.access import authorise
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """How it reached us (a code of audit.WITHDRAWN_HOW), when (clocks run from there), and what was said."""

    how: str = "talk"
    received_at: datetime | None = None
    note: str = ""


@again_after_collision
def withdraw(*, actor: User, consent: Authorization, withdrawal: Withdrawal) -> None:
    """Staff note that the person took it back. Raises `Denied`, `BadConsent`, `StateConflict` unless it was signed."""
    authorise(actor, Right.CONSENTS, consent.team)
    now = timezone.now()
    at = withdrawal.received_at or now
    if withdrawal.how not in WITHDRAWN_HOW or withdrawal.how == "link":
        raise BadConsent("shape")
    if at > now or at < now - timedelta(days=366):
        raise BadConsent("date")
    _withdraw(actor, consent, Withdrawal(withdrawal.how, at, withdrawal.note), "staff")


@again_after_collision
def withdraw_by_link(*, link: PrivateLink, note: str = "") -> None:
    """The person takes it back themselves. Raises `StateConflict` unless it was signed."""
    _withdraw(BY_LINK, link.authorization, Withdrawal("link", timezone.now(), note), "person")


def _withdraw(actor: Actor, consent: Authorization, how: Withdrawal, by: str) -> None:
    note = how.note.replace("\x00", "").strip()[:2000]
    step = Step(
        to=ConsentState.WITHDRAWN,
        actor=actor,
        action="consent.withdrawn",
        changes={"withdrawn_at": how.received_at, "withdrawn_by": by, "withdrawn_how": how.how},
        data={"how": how.how, "by": by},
        personal={"note": note} if note else None,
    )
    with transaction.atomic():
        move(consent, CONSENT, step)
        hooks.withdrawn(consent, actor)
        if by == "person":
            told_by_link(consent)


def settle(*, actor: User, consent: Authorization, note: str) -> None:
    """Confirm that every use has ended, everywhere, with what was done.

    Raises `Denied`, `BadConsent` without words, `StateConflict` unless it was taken back and is not settled yet.
    """
    authorise(actor, Right.CONSENTS, consent.team)
    note = note.replace("\x00", "").strip()[:2000]
    if len(note) < 5:
        raise BadConsent("reason")
    with transaction.atomic():
        rows = Authorization.objects.filter(pk=consent.pk, state=ConsentState.WITHDRAWN, settled_at__isnull=True)
        if rows.update(settled_at=timezone.now(), settled_by=actor) != 1:
            raise StateConflict(f"{consent} is not taken back, or settled")
        record(action="consent.settled", actor=actor, obj=consent, personal={"note": note})
    consent.refresh_from_db()
