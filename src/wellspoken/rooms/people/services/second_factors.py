"""The second factor beside the password: noted as it comes and goes, demanded by role, taken away when lost.

The factors themselves (codes, passkeys, recovery codes) are kept by django-allauth, their secrets sealed.
"""

from __future__ import annotations

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.db import transaction

from wellspoken.rooms.audit.services import record
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.people.access import Denied, authorise, rights_of
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import Organisation, User
from wellspoken.rooms.people.roles import Right, Role

#: roles that a new organisation asks a second factor of: they can publish, approve, or let others in
USUAL = [Role.ADMINISTRATOR.value, Role.PUBLISHER.value, Role.REVIEWER.value]
#: what counts; recovery codes alone are no factor
REAL = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def note_factor(*, person: User, act: str, kind: str) -> None:
    """Tell the log that a factor was added, removed, renewed or, for recovery codes, used; keep the person's mark.

    `act` is "factor_added", "factor_removed", "codes_renewed" or "code_used"; `kind` totp, webauthn or recovery_codes.
    """
    with transaction.atomic():
        has = Authenticator.objects.filter(user=person, type__in=REAL).exists()
        User.objects.filter(pk=person.pk).update(has_second_factor=has)
        record(action=f"person.{act}", actor=person, obj=person, data={"kind": kind})
    person.has_second_factor = has


def remove_factors(*, actor: Actor, person: User) -> int:
    """Take every factor of a person away (phone and codes lost); their sessions stay. Returns how many went."""
    authorise(actor, Right.PEOPLE, everywhere=True)
    if actor.actor_id == person.actor_id:
        raise Denied(Right.PEOPLE)
    with transaction.atomic():
        gone = int(Authenticator.objects.filter(user=person).delete()[0])
        User.objects.filter(pk=person.pk).update(has_second_factor=False)
        if gone:
            record(action="person.factors_taken", actor=actor, obj=person, data={"count": gone})
    person.has_second_factor = False
    return gone


def demand_second_factor(*, actor: Actor, organisation: Organisation, roles: Iterable[str]) -> bool:
    """Ask a second factor of everybody with one of these roles, from their next sign-in; True when that changed."""
    authorise(actor, Right.SETTINGS, everywhere=True)
    wanted = [role for role in Role.values if role in set(roles)]
    if set(roles) - set(Role.values):
        raise PeopleProblem("role")
    if wanted == organisation.second_factor_roles:
        return False
    with transaction.atomic():
        Organisation.objects.filter(pk=organisation.pk).update(second_factor_roles=wanted)
        told = ", ".join(str(Role(role).label) for role in wanted) or "-"
        record(action="organisation.second_factor", actor=actor, obj=organisation, data={"roles": told})
    organisation.second_factor_roles = wanted
    return True


def is_demanded(person: User, roles: Iterable[str], *, proved: bool = False) -> bool:
    """Whether somebody without a second factor has to set one up, when these roles need one.

    `proved`: this session began at the organisation's own sign-in, which said that a second factor was used there.
    """
    if person.has_second_factor or proved:
        return False
    return bool(rights_of(person).roles & set(roles))
