"""Somebody leaves: access is cut first, then everything else is ended, handed over, listed and proved."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.services import record
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.people import doors, evidence, leaving
from wellspoken.rooms.people.access import Denied, authorise
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.leaving import Leaving, Phase
from wellspoken.rooms.people.models import Departure, Rotation, User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.people.selectors import organisation_administrators


def leave(*, actor: Actor, person: User, successor: User | None = None) -> Departure:
    """The one act of leaving. Call it outside a transaction: it has two of its own.

    The first cuts access: account off, sessions, API keys and private addresses
    ended. The second does each room's part, hands what can be handed to the
    successor (None: it stays with its team), lists shared secrets to change, and
    signs the evidence. When the second fails, access stays cut and calling again
    goes on where it stopped. Somebody who has left before gets their last
    departure back, or a new one when only now a successor is named.

    Raises `PeopleProblem` ("last_administrator", "successor") and `Denied` (also
    for the actor's own account).
    """
    authorise(actor, Right.PEOPLE, everywhere=True)
    if actor.actor_id == person.actor_id:
        raise Denied(Right.PEOPLE)
    if successor is not None and not may_take_over(successor, person):
        raise PeopleProblem("successor")
    departure = _cut(actor, person, successor)
    if departure.finished_at is None:
        departure = _finish(actor, departure)
    person.refresh_from_db()
    person.__dict__.pop("_rights", None)
    return departure


def may_take_over(successor: User, person: User) -> bool:
    """Whether this is somebody else who is here, and not a program."""
    return successor.is_active and not successor.is_service and successor.pk != person.pk


def _cut(actor: Actor, person: User, successor: User | None) -> Departure:
    """Close every door in one transaction; the departure as it stands when that was done before."""
    with transaction.atomic():
        if organisation_administrators() == [person.pk]:
            raise PeopleProblem("last_administrator")
        changes = {"is_active": False, "session_epoch": F("session_epoch") + 1}
        was_here = User.objects.filter(pk=person.pk, is_active=True).update(**changes)
        last = Departure.objects.filter(person=person).first()
        if not was_here and last and (last.finished_at is None or successor is None or last.successor_id):
            return last
        now = timezone.now()
        departure = Departure.objects.create(
            person=person,
            by_ref=actor.actor_id,
            by_name=actor.actor_name,
            successor=successor,
            cut_at=now,
            ended=doors.close_all(person, now),
        )
        if was_here:
            record(action="person.left", actor=actor, obj=person, data={"departure": departure.pk})
    return departure


def _finish(actor: Actor, departure: Departure) -> Departure:
    """Everything after the cut, in one transaction, once."""
    with transaction.atomic():
        now = timezone.now()
        if not Departure.objects.filter(pk=departure.pk, finished_at=None).update(finished_at=now):
            departure.refresh_from_db()
            return departure
        _work_through(actor, departure, now)
        entry = record(action="person.handed_over", actor=actor, obj=departure.person, data=_counts(departure))
        left = AuditEntry.objects.filter(action="person.left", object_id=str(departure.person_id)).last()
        proof = evidence.sealed(departure, [found for found in (left, entry) if found])
        columns = {"ended": departure.ended, "handed": departure.handed, **proof}
        Departure.objects.filter(pk=departure.pk).update(**columns)
    departure.refresh_from_db()
    return departure


def _work_through(actor: Actor, departure: Departure, now: datetime) -> None:
    told = Leaving(departure.person, departure.successor, actor)
    departure.finished_at = now
    closed = {one["code"] for one in departure.ended}
    more = [step for step in leaving.steps(Phase.ENDS) if step.code not in closed]
    departure.ended = [*departure.ended, *({"code": step.code, "count": step.act(told)} for step in more)]
    departure.handed = [{"code": step.code, "count": step.act(told)} for step in leaving.steps(Phase.HANDS)]
    Rotation.objects.bulk_create(
        Rotation(departure=departure, kind=secret.kind, label=secret.label[:300], ref=secret.ref)
        for secret in leaving.secrets_of(departure.person)
    )


def _counts(departure: Departure) -> dict[str, object]:
    return {
        "departure": departure.pk,
        "successor": departure.successor.name if departure.successor else "-",
        "count": sum(one["count"] for one in departure.handed),
        "secrets": departure.rotations.count(),
    }


def tick(*, actor: Actor, rotation: Rotation, done: bool = True) -> None:
    """Say that a shared secret was changed, or that it was not after all. Safe to repeat."""
    authorise(actor, Right.PEOPLE, everywhere=True)
    by = actor if isinstance(actor, User) else None
    with transaction.atomic():
        rows = Rotation.objects.filter(pk=rotation.pk, done_at__isnull=done)
        if rows.update(done_at=timezone.now() if done else None, done_by=by if done else None):
            action = "person.secret_changed" if done else "person.secret_open"
            record(action=action, actor=actor, obj=rotation.departure.person, data={"secret": rotation.label})
    rotation.refresh_from_db()
