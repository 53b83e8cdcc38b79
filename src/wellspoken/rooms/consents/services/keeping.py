"""Legal hold, the event that ends a consent, and consents whose last day is over."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from wellspoken.rooms.consents.errors import BadConsent
from wellspoken.rooms.consents.models import Authorization
from wellspoken.rooms.consents.states import CONSENT, ConsentState
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.kernel.states import StateConflict, Step, move, record
from wellspoken.rooms.people.access import authorise
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right

CLERK = SystemActor("consents")


def put_on_hold(*, actor: User, consent: Authorization, reason: str) -> None:
    """Keep its papers whatever the dates say. Raises `Denied`, `BadConsent` without a reason."""
    authorise(actor, Right.CONSENTS, consent.team)
    reason = reason.replace("\x00", "").strip()[:500]
    if len(reason) < 5:
        raise BadConsent("reason")
    _hold(actor, consent, reason)


def lift_hold(*, actor: User, consent: Authorization) -> None:
    """The dates count again. Raises `Denied`."""
    authorise(actor, Right.CONSENTS, consent.team)
    _hold(actor, consent, "")


def _hold(actor: User, consent: Authorization, reason: str) -> None:
    on = bool(reason)
    with transaction.atomic():
        rows = Authorization.objects.filter(pk=consent.pk, hold=not on)
        if rows.update(hold=on, hold_reason=reason) == 1:
            action = "consent.held" if on else "consent.unheld"
            record(action=action, actor=actor, obj=consent, personal={"reason": reason} if reason else None)
    consent.refresh_from_db()


def note_event(*, actor: User, consent: Authorization, day: date) -> None:
    """What ends the consent happened on that day. Raises `Denied`, `BadConsent` (`date`), `StateConflict`."""
    authorise(actor, Right.CONSENTS, consent.team)
    if day > consent.today():
        raise BadConsent("date")
    with transaction.atomic():
        rows = Authorization.objects.filter(pk=consent.pk, state=ConsentState.SIGNED, event_on__isnull=True)
        if rows.update(event_on=day) != 1:
            raise StateConflict(f"{consent} is not in force, or it was noted before")
        record(action="consent.event", actor=actor, obj=consent, data={"day": day.isoformat()})
    consent.refresh_from_db()


def expire_due() -> int:
    """Close signed consents whose last day is over where their team is; returns how many. Safe to repeat."""
    latest = timezone.now().date()
    ended = Q(expires_on__lte=latest) | Q(event_on__lte=latest)
    done = 0
    for row in Authorization.objects.filter(ended, state=ConsentState.SIGNED).select_related("team")[:200]:
        last, today = row.last_day(), row.today()
        if last is None or last >= today:
            continue
        try:
            step = Step(to=ConsentState.EXPIRED, actor=CLERK, action="consent.expired", only_from=["signed"])
            move(row, CONSENT, step)
        except StateConflict:
            continue  # taken back in this moment: that is told already
        done += 1
    return done
