"""Sign-in by SAML 2.0: how the provider is set up, and who a believed answer is here."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone

from wellspoken.rooms.audit.services import record
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.people import asking_issuer, checks, saml
from wellspoken.rooms.people.access import authorise
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import OutsideAccount, SamlProvider, SamlTicket, SpentToken, User
from wellspoken.rooms.people.oidc import NotBelieved
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.people.saml import Believed, Sides
from wellspoken.rooms.people.services.arriving import Arriving, readable_groups, welcome

#: how long a browser has for the step from the answer to being signed in
TICKET = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class SamlFacts:
    """How the provider is reached; empty `metadata` keeps what is known. Attribute names as the provider writes them.

    `vouches`: somebody said that the organisation runs the provider and that it answers for the addresses it sends.
    """

    name: str
    metadata: str = ""
    email: str = ""
    person: str = ""
    groups: str = ""
    proofs: str = ""
    vouches: bool = False


def set_saml(*, actor: Actor, facts: SamlFacts) -> SamlProvider:
    """Set the provider up, or change it. Raises `PeopleProblem` ("metadata", "vouches", "name") and `Denied`."""
    authorise(actor, Right.SETTINGS, everywhere=True)
    row = SamlProvider.objects.first() or SamlProvider()
    if not facts.vouches:
        raise PeopleProblem("vouches")
    if facts.metadata.strip() or row.pk is None:
        _take_metadata(row, facts.metadata)
    row.name = checks.readable_name(facts.name, 100)
    row.email, row.person, row.groups = facts.email.strip(), facts.person.strip(), facts.groups.strip()
    row.proofs = " ".join(facts.proofs.split())
    row.changed_by = actor if isinstance(actor, User) else None
    with transaction.atomic():
        row.save()
        record(action="directory.sign_in_set", actor=actor, obj=row, data={"issuer": row.entity})
    return row


def _take_metadata(row: SamlProvider, text: str) -> None:
    try:
        found = saml.read_metadata(text)
    except NotBelieved as problem:
        raise PeopleProblem("metadata") from problem
    usable = asking_issuer.safe_address(found.address) and 0 < len(found.entity) <= 290 and len(found.address) <= 500
    if not usable:
        raise PeopleProblem("metadata")
    row.entity, row.sign_in_url, row.certificates = found.entity, found.address, list(found.certificates)


def forget_saml(*, actor: Actor, row: SamlProvider) -> None:
    """The button goes, and nobody signs in that way; sessions stay until they end."""
    authorise(actor, Right.SETTINGS, everywhere=True)
    with transaction.atomic():
        record(action="directory.sign_in_forgotten", actor=actor, obj=row, data={"issuer": row.entity})
        SamlProvider.objects.filter(pk=row.pk).delete()


def sides(row: SamlProvider) -> Sides:
    """Both sides of the sign-in: this installation and the provider."""
    entity, back = f"{settings.SITE_URL}/accounts/saml/metadata/", f"{settings.SITE_URL}/accounts/saml/"
    return Sides(entity, back, row.entity, row.sign_in_url, tuple(row.certificates))


def take(*, row: SamlProvider, encoded: str) -> str:
    """A ticket for a posted answer that is believed, once: the browser brings it with its session in the next step.

    Raises `NotBelieved`, also for an assertion that was taken before.
    """
    found, now = saml.believe(encoded, sides(row)), timezone.now()
    digest = hashlib.sha256(f"saml:{row.entity}\n{found.assertion}".encode()).hexdigest()
    ends = datetime.fromtimestamp(min(found.until, now.timestamp() + 86400), UTC)
    said: Any = asdict(found)
    ticket = secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            SpentToken.objects.filter(until__lt=now).delete()
            SamlTicket.objects.filter(until__lt=now).delete()
            SpentToken.objects.create(digest=digest, until=ends + timedelta(minutes=10))
            SamlTicket.objects.create(digest=_digest(ticket), said=said, until=now + TICKET)
    except IntegrityError as problem:
        raise NotBelieved("spent") from problem
    return ticket


def redeem(*, ticket: str) -> Believed:
    """The answer behind a ticket, once; raises `NotBelieved`."""
    rows = SamlTicket.objects.filter(digest=_digest(ticket), until__gt=timezone.now())
    with transaction.atomic():
        row = rows.first()
        if row is None or SamlTicket.objects.filter(pk=row.pk).delete()[0] != 1:
            raise NotBelieved("ticket")
    return Believed(**row.said)


def arrive(*, row: SamlProvider, said: Believed) -> OutsideAccount:
    """Who a believed answer is here; see `arriving.welcome`, also for what it raises."""
    email = said.first(row.email) if row.email else said.subject if said.subject_format == saml.ADDRESS else ""
    groups = readable_groups(said.attributes.get(row.groups)) if row.groups else None
    name = said.first(row.person) if row.person else ""
    return welcome(Arriving(f"saml:{row.entity}", said.subject, _address(email), name, groups))


def second_factor_used(row: SamlProvider, said: Believed) -> bool:
    """Whether one of the contexts (AuthnContextClassRef) says that a second factor was used."""
    return bool(set(said.contexts) & set(row.proofs.split()))


def _digest(ticket: str) -> str:
    return hashlib.sha256(ticket.encode("utf-8", "replace")).hexdigest()


def _address(text: Any) -> str:
    """The address in lower case, "" when it is none."""
    tidy = str(text).strip().lower()
    try:
        validate_email(tidy)
    except ValidationError:
        return ""
    return tidy if len(tidy) <= 254 else ""
