"""The organisation's own sign-in: how it is set up, who somebody from there is here, and ending their sessions."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from wellspoken.rooms.audit.services import record
from wellspoken.rooms.kernel.actors import Actor, SystemActor
from wellspoken.rooms.people import asking_issuer, checks, doors, oidc
from wellspoken.rooms.people.access import authorise
from wellspoken.rooms.people.asking_issuer import IssuerTrouble
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import (
    DirectoryPerson,
    GroupRole,
    OutsideAccount,
    OutsideSession,
    SignInProvider,
    SpentToken,
    User,
)
from wellspoken.rooms.people.models.directory import key_of_name
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.people.selectors import organisation
from wellspoken.rooms.people.services.mapping import follow
from wellspoken.rooms.people.services.people import add_person

SIGN_IN = SystemActor("sign-in")
#: groups of one person that are read, and letters in the name of one
MOST_GROUPS, LONGEST = 1000, 255


@dataclass(frozen=True, slots=True)
class ProviderFacts:
    """How the sign-in is reached; an empty `secret` keeps the stored one."""

    name: str
    issuer: str
    client_id: str
    secret: str = ""
    groups_claim: str = ""


def set_provider(*, actor: Actor, facts: ProviderFacts) -> SignInProvider:
    """Set up the sign-in, or change it. The issuer is asked for its description first.

    Raises `PeopleProblem` ("issuer", "issuer_silent", "secret", "name") and `Denied`.
    """
    authorise(actor, Right.SETTINGS, everywhere=True)
    issuer, known = facts.issuer.strip(), SignInProvider.objects.first()
    if not asking_issuer.safe_address(issuer) or "{" in issuer or not facts.client_id.strip():
        raise PeopleProblem("issuer")
    if not facts.secret and (known is None or known.issuer != issuer):
        raise PeopleProblem("secret")  # a stored secret is never sent to another issuer
    try:
        asking_issuer.describe(issuer)
    except IssuerTrouble as trouble:
        raise PeopleProblem("issuer_silent") from trouble
    row = known or SignInProvider()
    row.name, row.issuer = checks.readable_name(facts.name, 100), issuer
    row.client_id, row.groups_claim = facts.client_id.strip(), facts.groups_claim.strip()
    row.secret = {"client_secret": facts.secret} if facts.secret else row.secret
    row.changed_by = actor if isinstance(actor, User) else None
    with transaction.atomic():
        row.save()
        record(action="directory.sign_in_set", actor=actor, obj=row, data={"issuer": issuer})
    return row


def forget_provider(*, actor: Actor, row: SignInProvider) -> None:
    """The button goes, and nobody signs in that way; sessions stay until they end."""
    authorise(actor, Right.SETTINGS, everywhere=True)
    with transaction.atomic():
        record(action="directory.sign_in_forgotten", actor=actor, obj=row, data={"issuer": row.issuer})
        SignInProvider.objects.filter(pk=row.pk).delete()


def arrive(*, provider: SignInProvider, claims: dict[str, Any]) -> OutsideAccount:
    """Who the believed claims are: known by subject; or by an address the provider verified; or, when a mapped group
    lets them in, new. Their roles follow the groups they have today.

    Raises `PeopleProblem` ("unverified", "no_way_in", "off", "last_administrator", "name").
    """
    groups = _groups(provider, claims)
    with transaction.atomic():
        account = _known(provider, claims) or _met(provider, claims, groups)
        person = account.user
        if not person.is_active or person.is_service:
            raise PeopleProblem("off")
        if provider.groups_claim:
            _claimed(person, groups)
            follow(actor=SIGN_IN, people=[person])
    return account


def began(*, account: OutsideAccount, session_key: str, sid: str) -> None:
    """Remember that a session came from the provider, so that the provider can end it."""
    values = {"account": account, "sid": sid[:255]}
    OutsideSession.objects.update_or_create(session_key=session_key, defaults=values)
    record(action="person.signed_in_outside", actor=account.user, obj=account.user)


def end_from_outside(*, provider: SignInProvider, claims: dict[str, Any]) -> int:
    """Obey believed logout claims once: end the one session named, or all of the subject. Returns how many ended.

    Raises `PeopleProblem("spent")` for a token that was obeyed before.
    """
    until = timezone.now() + timedelta(days=1)
    digest = hashlib.sha256(f"{provider.issuer}\n{claims['jti']}".encode("utf-8", "replace")).hexdigest()
    try:
        with transaction.atomic():
            SpentToken.objects.filter(until__lt=timezone.now()).delete()
            SpentToken.objects.create(digest=digest, until=max(until, _ends(claims)))
            return _end(provider, claims)
    except IntegrityError as problem:
        raise PeopleProblem("spent") from problem


def _end(provider: SignInProvider, claims: dict[str, Any]) -> int:
    rows = OutsideSession.objects.filter(account__issuer=provider.issuer).select_related("account__user")
    rows = rows.filter(account__subject=claims["sub"]) if claims.get("sub") else rows
    rows = rows.filter(sid=claims["sid"]) if claims.get("sid") else rows
    ending: dict[int, tuple[User, list[str]]] = {}
    for row in rows:
        ending.setdefault(row.account.user_id, (row.account.user, []))[1].append(row.session_key)
    for person, keys in ending.values():
        doors.close_sessions(person, keys)
        data = {"count": len(keys)}
        record(action="person.session_ended", actor=SIGN_IN, obj=person, data=data)
    OutsideSession.objects.filter(session_key__in=[k for _p, keys in ending.values() for k in keys]).delete()
    return sum(len(keys) for _person, keys in ending.values())


def _ends(claims: dict[str, Any]) -> Any:
    """When the token would no longer be believed anyway, within reason."""
    ahead = min(max(float(claims["exp"]) - timezone.now().timestamp(), 0), 30 * 86400)
    return timezone.now() + timedelta(seconds=ahead + 2 * oidc.LEEWAY)


def _known(provider: SignInProvider, claims: dict[str, Any]) -> OutsideAccount | None:
    rows = OutsideAccount.objects.select_related("user")
    return rows.filter(issuer=provider.issuer, subject=claims["sub"]).first()


def _met(provider: SignInProvider, claims: dict[str, Any], groups: list[str]) -> OutsideAccount:
    """The first time: only an address that the provider says it verified counts."""
    email = str(claims.get("email") or "").strip().lower()
    if not email or claims.get("email_verified") is not True:
        raise PeopleProblem("unverified")
    person = User.objects.filter(email=email, is_service=False).first()
    if person is None:
        if not GroupRole.objects.filter(key__in={key_of_name(name) for name in groups}).exists():
            raise PeopleProblem("no_way_in")
        person = _made(email, claims)
    elif not person.is_active:
        raise PeopleProblem("off")
    account = OutsideAccount.objects.create(user=person, issuer=provider.issuer, subject=claims["sub"])
    record(action="person.linked", actor=SIGN_IN, obj=person, data={"issuer": provider.issuer})
    return account


def _made(email: str, claims: dict[str, Any]) -> User:
    known = organisation()
    name = str(claims.get("name") or "") or email.split("@", maxsplit=1)[0]
    languages = (known.languages if known else None) or ["en"]
    zone = known.time_zone if known else "UTC"
    return add_person(actor=SIGN_IN, email=email, name=name, language=languages[0], time_zone=zone)


def _groups(provider: SignInProvider, claims: dict[str, Any]) -> list[str]:
    said = claims.get(provider.groups_claim) if provider.groups_claim else None
    found = said if isinstance(said, list) else [said] if isinstance(said, str) else []
    return [
        one for one in found[:MOST_GROUPS] if isinstance(one, str) and 0 < len(one) <= LONGEST and "\x00" not in one
    ]


def _claimed(person: User, groups: list[str]) -> None:
    start = {"user_name": person.email, "user_key": key_of_name(person.email)}
    row, _new = DirectoryPerson.objects.get_or_create(user=person, defaults=start)
    if row.claimed != groups:
        DirectoryPerson.objects.filter(pk=row.pk).update(claimed=groups)
