"""Where a person is signed in: noted as pages are asked for, listed, ended at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.audit.services import record
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.people import doors
from wellspoken.rooms.people.access import authorise
from wellspoken.rooms.people.models import SignedIn, User
from wellspoken.rooms.people.roles import Right

#: how exactly "last seen" is kept
EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of a signed-in person: the key of its session, the address (None: not known) and the browser."""

    session_key: str
    address: str | None
    agent: str


def note_visit(*, person: User, visit: Visit) -> None:
    """Keep where and with what the person was last seen; at most one write in five minutes for each session."""
    if not cache.add(f"seen:{visit.session_key}", True, EVERY.total_seconds()):
        return
    now = timezone.now()
    row = SignedIn(
        user=person, session_key=visit.session_key, address=visit.address, agent=visit.agent[:300], seen=now, begun=now
    )
    told = ["user", "address", "agent", "seen"]
    SignedIn.objects.bulk_create([row], update_conflicts=True, unique_fields=["session_key"], update_fields=told)


def forget_visit(session_key: str) -> None:
    """The session has ended by itself (signing out)."""
    SignedIn.objects.filter(session_key=session_key).delete()


def sessions_of(person: User) -> list[SignedIn]:
    """The sessions that are still open, last seen first; rows of sessions that have run out are removed."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    rows = list(SignedIn.objects.filter(user=person))
    gone = [row.pk for row in rows if not store.exists(row.session_key)]
    if gone:
        SignedIn.objects.filter(pk__in=gone).delete()
    return [row for row in rows if row.pk not in set(gone)]


def end_session(*, actor: Actor, person: User, pk: int) -> bool:
    """End one session; its next request is that of a stranger. False when there is no such session of theirs."""
    keys = SignedIn.objects.filter(user=person, pk=pk).values_list("session_key", flat=True)
    return bool(_end(actor, person, list(keys)))


def end_other_sessions(*, actor: User, keep: str) -> int:
    """End every session of the actor but the one with key `keep`; returns how many ended."""
    rows = SignedIn.objects.filter(user=actor).exclude(session_key=keep)
    return _end(actor, actor, list(rows.values_list("session_key", flat=True)))


def _end(actor: Actor, person: User, keys: list[str]) -> int:
    if actor.actor_id != person.actor_id:
        authorise(actor, Right.PEOPLE, everywhere=True)
    with transaction.atomic():
        ended = doors.close_sessions(person, keys)
        if ended:
            record(action="person.session_ended", actor=actor, obj=person, data={"count": ended})
    return ended
