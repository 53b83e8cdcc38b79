"""Who somebody from the organisation's own sign-in is here: known, met for the first time, or let in by a group."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from wellspoken.rooms.audit.services import record
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import DirectoryPerson, GroupRole, OutsideAccount, OutsideSession, User
from wellspoken.rooms.people.models.directory import key_of_name
from wellspoken.rooms.people.selectors import organisation
from wellspoken.rooms.people.services.mapping import follow
from wellspoken.rooms.people.services.people import add_person

SIGN_IN = SystemActor("sign-in")
#: groups of one person that are read, and letters in the name of one
MOST_GROUPS, LONGEST = 1000, 255


@dataclass(frozen=True, slots=True)
class Arriving:
    """What a sign-in said and we believe. `issuer` and `subject` name the account there, letter by letter.

    `email` is empty unless the sign-in vouches for it; `groups` is None when the sign-in is not asked for groups.
    """

    issuer: str
    subject: str
    email: str
    name: str
    groups: list[str] | None


def welcome(who: Arriving) -> OutsideAccount:
    """The person: known by subject; or by an address that was vouched for; or, when a mapped group lets them in, new.

    Their roles follow the groups they have today. Raises `PeopleProblem` ("unverified", "no_way_in", "off",
    "last_administrator", "name").
    """
    with transaction.atomic():
        rows = OutsideAccount.objects.select_related("user")
        account = rows.filter(issuer=who.issuer, subject=who.subject).first() or _met(who)
        person = account.user
        if not person.is_active or person.is_service:
            raise PeopleProblem("off")
        if who.groups is not None:
            _claimed(person, who.groups)
            follow(actor=SIGN_IN, people=[person])
    return account


def began(*, account: OutsideAccount, session_key: str, sid: str) -> None:
    """Remember that a session came from the provider, so that the provider can end it."""
    values = {"account": account, "sid": sid[:255]}
    OutsideSession.objects.update_or_create(session_key=session_key, defaults=values)
    record(action="person.signed_in_outside", actor=account.user, obj=account.user)


def readable_groups(said: object) -> list[str]:
    """Names of groups out of whatever a sign-in says: a list, one name, or nothing of use."""
    found = said if isinstance(said, list) else [said] if isinstance(said, str) else []
    return [
        one for one in found[:MOST_GROUPS] if isinstance(one, str) and 0 < len(one) <= LONGEST and "\x00" not in one
    ]


def _met(who: Arriving) -> OutsideAccount:
    """The first time: only an address that the provider vouches for counts."""
    if not who.email:
        raise PeopleProblem("unverified")
    person = User.objects.filter(email=who.email, is_service=False).first()
    if person is None:
        keys = {key_of_name(name) for name in who.groups or []}
        if not GroupRole.objects.filter(key__in=keys).exists():
            raise PeopleProblem("no_way_in")
        person = _made(who)
    elif not person.is_active:
        raise PeopleProblem("off")
    account = OutsideAccount.objects.create(user=person, issuer=who.issuer, subject=who.subject)
    record(action="person.linked", actor=SIGN_IN, obj=person, data={"issuer": who.issuer})
    return account


def _made(who: Arriving) -> User:
    known = organisation()
    languages = (known.languages if known else None) or ["en"]
    zone = known.time_zone if known else "UTC"
    name = who.name or who.email.split("@", maxsplit=1)[0]
    return add_person(actor=SIGN_IN, email=who.email, name=name, language=languages[0], time_zone=zone)


def _claimed(person: User, groups: list[str]) -> None:
    start = {"user_name": person.email, "user_key": key_of_name(person.email)}
    row, _new = DirectoryPerson.objects.get_or_create(user=person, defaults=start)
    if row.claimed != groups:
        DirectoryPerson.objects.filter(pk=row.pk).update(claimed=groups)
