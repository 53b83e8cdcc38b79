"""Joiners and leavers as the organisation's directory tells of them, and its groups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from wellspoken.rooms.audit.services import record
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import Departure, DirectoryGroup, DirectoryPerson, Grant, User
from wellspoken.rooms.people.models.directory import key_of_name
from wellspoken.rooms.people.roles import Right, roles_with
from wellspoken.rooms.people.services.granting import revoke
from wellspoken.rooms.people.services.leaving import leave
from wellspoken.rooms.people.services.mapping import follow
from wellspoken.rooms.people.services.people import PersonSettings, add_person, reactivate


@dataclass(frozen=True)
class DirectoryActor(SystemActor):
    """The directory, acting with one key and named by it."""

    number: int
    key: str

    @property
    def actor_id(self) -> str:
        """`system:scim:7`, with the number of the key."""
        return f"system:{self.part}:{self.number}"

    @property
    def actor_name(self) -> str:
        """`Directory (Entra (wsp_a1b2c3…))`."""
        return f"Directory ({self.key})"


@dataclass(frozen=True, slots=True)
class PersonTold:
    """A person in the directory's words. `language`, `time_zone`, `job`: None when it does not say (or says nonsense).

    `said` is everything it told, as JSON, to be told back.
    """

    user_name: str
    email: str
    name: str
    external_id: str = ""
    job: str | None = None
    language: str | None = None
    time_zone: str | None = None
    said: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GroupTold:
    """A group in the directory's words; `members` are keys of people."""

    name: str
    members: frozenset[int]
    external_id: str = ""


def join(*, actor: SystemActor, told: PersonTold, active: bool = True) -> User:
    """Somebody new, or somebody the directory had removed and tells of again.

    No role is given but what mapped groups give. Raises `PeopleProblem` ("user_name", "user_name_taken",
    "email_taken", "left_here", "name").
    """
    known = DirectoryPerson.objects.select_related("user").filter(user_key=key_of_name(told.user_name)).first()
    if known is not None and not known.removed:
        raise PeopleProblem("user_name_taken")
    if known is not None:
        return change(actor=actor, person=known.user, told=told, active=active)
    with transaction.atomic():
        settings = {"language": told.language, "time_zone": told.time_zone, "job": told.job}
        given = {key: value for key, value in settings.items() if value is not None}
        person = add_person(actor=actor, email=_address(told.email), name=told.name, **given)
        _keep(actor, person, told)
        follow(actor=actor, people=[person])
    if not active:
        leave(actor=actor, person=person)
    return person


def change(*, actor: SystemActor, person: User, told: PersonTold, active: bool) -> User:
    """What the directory says of somebody now. Off means leaving (access is cut before anything else is written).

    Somebody who comes back gets what mapped groups give and nothing of what they had been given by hand. Raises
    `PeopleProblem` as `join`, and "last_administrator", "protected_address".
    """
    if person.is_active and not active:
        leave(actor=actor, person=person)
    with transaction.atomic():
        if active and not person.is_active:
            _come_back(actor, person)
        changed = _write(person, told)
        changed += _keep(actor, person, told)
        if changed:
            record(action="directory.person", actor=actor, obj=person, data={"fields": ", ".join(sorted(changed))})
        follow(actor=actor, people=[person])
    person.refresh_from_db()
    return person


def remove(*, actor: SystemActor, person: User) -> None:
    """The directory deleted somebody: they leave. The account stays, switched off, for what it did.

    Raises `PeopleProblem("last_administrator")`.
    """
    leave(actor=actor, person=person)
    with transaction.atomic():
        row, _new = DirectoryPerson.objects.get_or_create(
            user=person, defaults={"user_name": person.email, "user_key": key_of_name(person.email)}
        )
        DirectoryPerson.objects.filter(pk=row.pk).update(removed=True, claimed=[], said={})
        person.directory_groups.clear()
        follow(actor=actor, people=[person])
        record(action="directory.removed", actor=actor, obj=person)


def put_group(*, actor: SystemActor, told: GroupTold, group: DirectoryGroup | None = None) -> DirectoryGroup:
    """A new group (None), or what an old one is now; roles follow. Raises `PeopleProblem` ("group_name",
    "group_taken", "members", "last_administrator")."""
    if not told.name.strip() or len(told.name) > 255 or len(told.external_id) > 255:
        raise PeopleProblem("group_name")
    if User.objects.filter(pk__in=told.members, is_service=False).count() != len(told.members):
        raise PeopleProblem("members")
    values = {"name": told.name, "key": key_of_name(told.name), "external_id": told.external_id}
    try:
        with transaction.atomic():
            row = group or DirectoryGroup.objects.create(**values)
            for name, value in values.items():
                setattr(row, name, value)
            row.save()
            _members(actor, row, told.members)
    except IntegrityError as error:
        raise PeopleProblem("group_taken") from error
    return row


def remove_group(*, actor: SystemActor, group: DirectoryGroup) -> None:
    """The directory deleted a group: what it gave goes. Raises `PeopleProblem("last_administrator")`."""
    with transaction.atomic():
        people = list(group.people.all())
        record(action="directory.group_removed", actor=actor, obj=group, data={"gone": len(people)})
        group.delete()
        follow(actor=actor, people=people)


def _members(actor: SystemActor, group: DirectoryGroup, wanted: Iterable[int]) -> None:
    before, after = set(group.people.values_list("pk", flat=True)), set(wanted)
    group.people.set(after)
    data = {"added": len(after - before), "gone": len(before - after)}
    record(action="directory.group", actor=actor, obj=group, data=data)
    follow(actor=actor, people=User.objects.filter(pk__in=before | after))


def _address(text: str) -> str:
    try:
        validate_email(text.strip())
    except ValidationError as error:
        raise PeopleProblem("email") from error
    return text.strip().lower()


def _come_back(actor: SystemActor, person: User) -> None:
    left = Departure.objects.filter(person=person).first()
    if left is None or not left.by_ref.startswith("system:"):
        raise PeopleProblem("left_here")
    for held in Grant.objects.filter(user=person, by_directory=None).select_related("team", "user"):
        revoke(actor=actor, grant=held)
    reactivate(actor=actor, person=person)


def _write(person: User, told: PersonTold) -> list[str]:
    """Write what differs to the account; returns the names of the columns."""
    settings = PersonSettings(name=told.name, job=told.job, language=told.language, time_zone=told.time_zone).tidy()
    wanted = {**settings, "email": _address(told.email)}
    changed = {key: value for key, value in wanted.items() if getattr(person, key) != value}
    if "email" in changed:
        _may_readdress(person)
        EmailAddress.objects.filter(user_id=person.pk).delete()
    try:
        with transaction.atomic():
            User.objects.filter(pk=person.pk).update(**changed)
    except IntegrityError as error:
        raise PeopleProblem("email_taken") from error
    return sorted(changed)


def _may_readdress(person: User) -> None:
    """Who can change an address can ask for a new password there: not that of an administrator made by hand."""
    by_hand = Grant.objects.filter(user=person, by_directory=None, role__in=roles_with(Right.PEOPLE))
    if by_hand.exists():
        raise PeopleProblem("protected_address")


def _keep(actor: SystemActor, person: User, told: PersonTold) -> list[str]:
    """Keep what the directory said; returns the names of what differs."""
    if not told.user_name.strip() or len(told.user_name) > 254 or len(told.external_id) > 255:
        raise PeopleProblem("user_name")
    values: dict[str, Any] = {"user_name": told.user_name, "external_id": told.external_id, "said": told.said}
    row = DirectoryPerson.objects.filter(user=person).first() or DirectoryPerson(user=person)
    changed = [key for key, value in values.items() if getattr(row, key) != value]
    if row.pk and not changed and not row.removed:
        return []
    for key, value in {**values, "user_key": key_of_name(told.user_name), "removed": False}.items():
        setattr(row, key, value)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise PeopleProblem("user_name_taken") from error
    return changed
