"""Signing: by the person on a private link, or on paper, brought in by staff."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.consents.errors import BadConsent
from wellspoken.rooms.consents.models import Authorization, PrivateLink, Signature
from wellspoken.rooms.consents.notices import told_by_link
from wellspoken.rooms.consents.services.linking import BY_LINK, TO_WITHDRAW
from wellspoken.rooms.consents.states import CONSENT, ConsentState
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.states import StateConflict, Step, move, record
from wellspoken.rooms.media.cleaning import clean
from wellspoken.rooms.media.errors import BadPicture
from wellspoken.rooms.media.scanning import refuse_infected
from wellspoken.rooms.media.sniffing import MAX_BYTES
from wellspoken.rooms.people.access import authorise
from wellspoken.rooms.people.checks import readable_name
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right

#: a drawn signature is a small picture
MAX_DRAWING = 400_000


@dataclass(frozen=True, slots=True)
class Signed:
    """What somebody signs with: their name, the hash of the text they saw, a picture ("" none), how, and when."""

    name: str
    seen: str
    how: str = "typed"
    picture: bytes = b""
    at: datetime | None = None


def sign_by_link(*, link: PrivateLink, signed: Signed) -> None:
    """The person signs what they saw; they keep the link as their copy and to withdraw.

    Raises `BadConsent` (`name`, `signature`), `BadPicture`, and `StateConflict` when the text changed, or it was
    signed or refused.
    """
    consent = link.authorization
    how = "drawn" if signed.picture else "typed"
    if len(signed.picture) > MAX_DRAWING:
        raise BadConsent("signature")
    if signed.picture:
        refuse_infected(signed.picture)
    with transaction.atomic():
        _sign(BY_LINK, consent, Signed(signed.name, signed.seen, how, signed.picture), copy=True)
        PrivateLink.objects.filter(pk=link.pk).update(expires_at=timezone.now() + TO_WITHDRAW)
        told_by_link(consent)


def sign_on_paper(*, actor: User, consent: Authorization, signed: Signed) -> None:
    """Bring in a scan of the paper that was signed. Raises `Denied`, `BadConsent`, `BadPicture`, `StateConflict`."""
    authorise(actor, Right.CONSENTS, consent.team)
    if not signed.picture:
        raise BadPicture("missing")
    at, now = signed.at or timezone.now(), timezone.now()
    if at > now or at < now - timedelta(days=3660):
        raise BadConsent("date")
    refuse_infected(signed.picture)
    _sign(actor, consent, Signed(signed.name, consent.shown_hash, "scan", signed.picture, at), copy=False)


def _sign(actor: Actor, consent: Authorization, signed: Signed, *, copy: bool) -> None:
    sealed, at = _sealed(signed), signed.at or timezone.now()
    if consent.state != ConsentState.OFFERED or not signed.seen or signed.seen != consent.shown_hash:
        raise StateConflict(f"{consent}: the text is another one now")
    changes: dict[str, Any] = {"signed_at": at, "signed_how": signed.how, "copy_given_at": at if copy else None}
    step = Step(
        to=ConsentState.SIGNED,
        actor=actor,
        action="consent.signed",
        changes=changes,
        data={"how": signed.how, "text": signed.seen},
    )
    with transaction.atomic():
        move(consent, CONSENT, step)
        if consent.shown_hash != signed.seen:
            raise StateConflict(f"{consent}: the text is another one now")
        Signature.objects.create(authorization=consent, sealed=sealed, shown_hash=signed.seen, at=at)


def _sealed(signed: Signed) -> Any:
    """What is kept of a signature: the bytes that came are cleaned like every picture."""
    try:
        name = readable_name(signed.name)
    except PeopleProblem as problem:
        raise BadConsent("name") from problem
    if not signed.picture:
        return {"name": name, "mime": "", "data": ""}
    if len(signed.picture) > MAX_BYTES:
        raise BadPicture("too_big")
    cleaned = clean(signed.picture)
    return {"name": name, "mime": cleaned.mime, "data": base64.b64encode(cleaned.data).decode()}


def give_copy(*, actor: Actor, consent: Authorization) -> bool:
    """Note that the person has a copy; False when that was noted before. Raises `Denied`, `StateConflict`."""
    authorise(actor, Right.CONSENTS, consent.team)
    if consent.signed_at is None:
        raise StateConflict(f"{consent} is not signed")
    with transaction.atomic():
        fresh = Authorization.objects.filter(pk=consent.pk, copy_given_at__isnull=True)
        if fresh.update(copy_given_at=timezone.now()) != 1:
            return False
        record(action="consent.copy_given", actor=actor, obj=consent)
    consent.refresh_from_db()
    return True


def refuse_by_link(*, link: PrivateLink) -> None:
    """The person says no. Raises `StateConflict` when it was signed meanwhile."""
    changes = {"refused_at": timezone.now()}
    step = Step(to=ConsentState.REFUSED, actor=BY_LINK, action="consent.refused", changes=changes)
    with transaction.atomic():
        move(link.authorization, CONSENT, step)
        told_by_link(link.authorization)
