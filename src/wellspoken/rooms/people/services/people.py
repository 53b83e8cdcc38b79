"""People come, change their own settings, and leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction
from django.db.models import F

from wellspoken.rooms.audit.services import record
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.people import checks, doors
from wellspoken.rooms.people.access import authorise
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import Erasure, User
from wellspoken.rooms.people.roles import Right


@dataclass(frozen=True, slots=True)
class PersonSettings:
    """What a person may change about themselves; None leaves a value as it is."""

    name: str | None = None
    job: str | None = None
    language: str | None = None
    time_zone: str | None = None
    theme: str | None = None

    def tidy(self) -> dict[str, str]:
        """The named values, checked; raises `PeopleProblem`."""
        check: dict[str, Callable[[str], str]] = {
            "name": checks.readable_name,
            "language": checks.known_language,
            "time_zone": checks.known_zone,
            "theme": checks.known_theme,
            "job": lambda text: text.strip()[:150],
        }
        return {key: check[key](value) for key, value in asdict(self).items() if value is not None}


def add_person(
    *, actor: Actor, email: str, name: str, language: str = "en", time_zone: str = "UTC", job: str = ""
) -> User:
    """Add somebody without a password; they choose one from the link in their mail.

    Needs the right to add people, somewhere. Raises `PeopleProblem` ("email_taken", "name", ...) or `Denied`.
    """
    authorise(actor, Right.PEOPLE)
    values = PersonSettings(name=name, job=job, language=language, time_zone=time_zone).tidy()
    try:
        with transaction.atomic():
            person = User.objects.create_user(email, None, **values)
            record(action="person.added", actor=actor, obj=person, data={"language": language})
    except IntegrityError as error:
        raise PeopleProblem("email_taken") from error
    return person


def update_person_settings(*, actor: Actor, person: User, new: PersonSettings) -> list[str]:
    """Change a person's own settings; returns the names of the columns that differ now.

    People change themselves; anybody else needs the right to add people everywhere.
    """
    if actor.actor_id != person.actor_id:
        authorise(actor, Right.PEOPLE, everywhere=True)
    changed = {key: value for key, value in new.tidy().items() if getattr(person, key) != value}
    if changed:
        with transaction.atomic():
            User.objects.filter(pk=person.pk).update(**changed)
            fields = ", ".join(sorted(changed))
            record(action="person.changed", actor=actor, obj=person, data={"fields": fields})
        person.refresh_from_db()
    return sorted(changed)


def sign_out_everywhere(*, actor: Actor, person: User) -> None:
    """End every session of the person, on every device (each session carries the number that changes here)."""
    if actor.actor_id != person.actor_id:
        authorise(actor, Right.PEOPLE, everywhere=True)
    with transaction.atomic():
        User.objects.filter(pk=person.pk).update(session_epoch=F("session_epoch") + 1)
        doors.close_sessions(person)
        record(action="person.signed_out", actor=actor, obj=person)
    person.refresh_from_db()


def reactivate(*, actor: Actor, person: User) -> None:
    """Switch an account on again; roles are as they were. Raises `PeopleProblem("erased")` and `Denied`."""
    authorise(actor, Right.PEOPLE, everywhere=True)
    if Erasure.objects.filter(person=person).exists():
        raise PeopleProblem("erased")
    with transaction.atomic():
        if User.objects.filter(pk=person.pk, is_active=False).update(is_active=True):
            record(action="person.returned", actor=actor, obj=person)
    person.refresh_from_db()
