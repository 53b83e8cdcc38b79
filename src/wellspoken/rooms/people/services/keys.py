"""API keys and the programs that use them: made, used, ended. A key is shown once and kept only as a digest."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.audit.services import record
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.people import checks
from wellspoken.rooms.people.access import Denied, authorise
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import ApiKey, User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.people.scopes import LIFETIMES, Scope

MARK = "wsp_"
MOST = 20
#: how exactly "last used" is kept
EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """What a key is for: a name to know it by, scopes, and after how many days it ends."""

    name: str
    scopes: Iterable[str]
    days: int = 90


@dataclass(frozen=True, slots=True)
class Made:
    """A new key; `text` is shown now and never again."""

    text: str
    row: ApiKey


def make_key(*, actor: Actor, person: User, facts: KeyFacts) -> Made:
    """A key that acts for `person`. People make their own; administrators make those of service accounts.

    Nobody makes a key that acts for another human being. Raises `PeopleProblem`
    ("name", "scope", "lifetime", "many_keys") and `Denied`.
    """
    if actor.actor_id != person.actor_id:
        authorise(actor, Right.PEOPLE, everywhere=True)
        if not person.is_service:
            raise Denied(Right.PEOPLE)
    scopes = sorted(set(facts.scopes) & set(Scope))
    if not scopes or set(facts.scopes) - set(Scope):
        raise PeopleProblem("scope")
    if facts.days not in LIFETIMES:
        raise PeopleProblem("lifetime")
    if Scope.SCIM in scopes:
        _directory_only(actor, person, scopes)
    return _make(actor, person, KeyFacts(checks.readable_name(facts.name, 100), scopes, facts.days))


def _directory_only(actor: Actor, person: User, scopes: list[str]) -> None:
    """A key for the directory has that scope alone, belongs to a service account, and is an administrator's to make."""
    authorise(actor, Right.PEOPLE, everywhere=True)
    if not person.is_service or scopes != [Scope.SCIM]:
        raise PeopleProblem("scim_alone")


def _make(actor: Actor, person: User, facts: KeyFacts) -> Made:
    text, now = f"{MARK}{secrets.token_urlsafe(32)}", timezone.now()
    with transaction.atomic():
        open_now = ApiKey.objects.filter(user=person, ended_at=None, expires_at__gt=now).count()
        if open_now >= MOST:
            raise PeopleProblem("many_keys")
        row = ApiKey.objects.create(
            user=person,
            name=facts.name,
            prefix=text[: len(MARK) + 6],
            digest=ApiKey.digest_of(text),
            scopes=list(facts.scopes),
            made_by=actor if isinstance(actor, User) else None,
            expires_at=now + timedelta(days=facts.days),
        )
        data = {"key": str(row), "scopes": ", ".join(facts.scopes), "days": facts.days}
        record(action="person.key_made", actor=actor, obj=person, data=data)
    return Made(text, row)


def end_key(*, actor: Actor, key: ApiKey) -> None:
    """The key opens nothing any more. Safe to repeat."""
    if actor.actor_id != key.user.actor_id:
        authorise(actor, Right.PEOPLE, everywhere=True)
    with transaction.atomic():
        if ApiKey.objects.filter(pk=key.pk, ended_at=None).update(ended_at=timezone.now()):
            record(action="person.key_ended", actor=actor, obj=key.user, data={"key": str(key)})


def use_key(*, text: str, address: str | None) -> ApiKey | None:
    """The key with this text and its person, if it opens anything now; noted as used, to the minute."""
    if not text.startswith(MARK) or len(text) > 100:
        return None
    now = timezone.now()
    rows = ApiKey.objects.select_related("user").filter(ended_at=None, expires_at__gt=now, user__is_active=True)
    key = rows.filter(digest=ApiKey.digest_of(text)).first()
    if key is not None and cache.add(f"key-used:{key.pk}", True, EVERY.total_seconds()):
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=now, last_address=address)
    return key


def add_service(*, actor: Actor, name: str, job: str = "") -> User:
    """A service account: it holds roles like a person, acts by keys, and can never sign in.

    Its address is of no use to anybody (`.invalid`, RFC 2606). Raises `PeopleProblem("name")` and `Denied`.
    """
    authorise(actor, Right.PEOPLE, everywhere=True)
    tidy = checks.readable_name(name)
    with transaction.atomic():
        address = f"service-{secrets.token_hex(6)}@services.invalid"
        person = User.objects.create_user(address, None, name=tidy, job=job.strip()[:150], is_service=True)
        record(action="person.service_added", actor=actor, obj=person)
    return person
