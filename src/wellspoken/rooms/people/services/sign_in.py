"""The organisation's own sign-in: how it is set up, who somebody from there is here, and ending their sessions."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from wellspoken.rooms.audit.services import record
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.people import asking_issuer, checks, doors, oidc
from wellspoken.rooms.people.access import authorise
from wellspoken.rooms.people.asking_issuer import IssuerTrouble
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import OutsideAccount, OutsideSession, SignInProvider, SpentToken, User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.people.services.arriving import SIGN_IN, Arriving, readable_groups, welcome


@dataclass(frozen=True, slots=True)
class ProviderFacts:
    """How the sign-in is reached; an empty `secret` keeps the stored one.

    `proofs`: values of `amr` or `acr`, separated by spaces, that say a second factor was used there.
    """

    name: str
    issuer: str
    client_id: str
    secret: str = ""
    groups_claim: str = ""
    proofs: str = ""


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
    row.proofs = " ".join(facts.proofs.split())
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
    """Who the believed claims are here; see `arriving.welcome`, also for what it raises."""
    vouched = str(claims.get("email") or "").strip().lower() if claims.get("email_verified") is True else ""
    claim = provider.groups_claim
    groups = readable_groups(claims.get(claim)) if claim else None
    name = str(claims.get("name") or "")
    return welcome(Arriving(provider.issuer, claims["sub"], vouched, name, groups))


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
