"""Taking somebody's personal data away, after they left: one act, one transaction, one signed paper."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.services import record
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.people import erasing, evidence
from wellspoken.rooms.people.access import Denied, authorise
from wellspoken.rooms.people.erasing import Erasing
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import Departure, Erasure, User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.people.selectors import organisation

MIN_REASON = 10


def erase(*, actor: Actor, person: User, reason: str) -> Erasure:
    """Take the person's data away. They have to have left, with everything handed over.

    What was done is counted, proved and signed; the paper names nobody. There is no way back. Raises `PeopleProblem`
    ("still_here", "erased", "why") and `Denied` (also for programs and one's own account).
    """
    authorise(actor, Right.PEOPLE, everywhere=True)
    if actor.actor_id == person.actor_id or person.is_service:
        raise Denied(Right.PEOPLE)
    why = reason.replace("\x00", "").strip()[:2000]
    if len(why) < MIN_REASON:
        raise PeopleProblem("why")
    with transaction.atomic():
        _ready(User.objects.select_for_update().get(pk=person.pk))
        made = _carry_out(actor, person, why)
    person.refresh_from_db()
    person.__dict__.pop("_rights", None)
    return made


def may_erase(person: User) -> str:
    """The code of what stands in the way, "" when nothing does."""
    if Erasure.objects.filter(person=person).exists():
        return "erased"
    left = Departure.objects.filter(person=person, finished_at__isnull=False).exists()
    return "" if left and not person.is_active else "still_here"


def _ready(person: User) -> None:
    if problem := may_erase(person):
        raise PeopleProblem(problem)


def _carry_out(actor: Actor, person: User, why: str) -> Erasure:
    now, here = timezone.now(), organisation()
    with translation.override((here.languages or ["en"])[0] if here else "en"):
        instead = _("Former colleague %(n)d") % {"n": person.pk}
    told = Erasing(person, instead, actor, now)
    kept = erasing.counted(person)
    # the account comes last: until then its name is looked for
    order = sorted(erasing.parts(), key=lambda one: one.code == "account")
    done = [{"code": one.code, "count": one.act(told)} for one in order]
    nameless = User.objects.get(pk=person.pk)
    sealed: Any = {"text": why}
    made = Erasure.objects.create(
        person=nameless,
        by_ref=actor.actor_id,
        by_name=actor.actor_name,
        at=now,
        reason=sealed,
        erased=[one for one in done if one["count"]],
        kept=[one for one in kept if one["count"]],
    )
    entry = record(action="person.erased", actor=actor, obj=nameless, data={"erasure": made.pk})
    for name, value in evidence.sealed_text(_facts(made, entry)).items():
        setattr(made, name, value)
    made.save()
    return made


def _facts(made: Erasure, entry: AuditEntry) -> dict[str, Any]:
    here = organisation()
    return {
        "format": "wellspoken-erasure-1",
        "organisation": here.name if here else "",
        "erasure": made.pk,
        "account": made.person.actor_id,
        "by": {"id": made.by_ref, "name": made.by_name},
        "at": made.at.isoformat(),
        "erased": made.erased,
        "kept": made.kept,
        "audit": [{"seq": entry.seq, "action": entry.action, "hash": entry.hash}],
    }
