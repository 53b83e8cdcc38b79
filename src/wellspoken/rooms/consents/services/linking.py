"""Private links: long random keys, kept only as digests, one open at a time."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.consents.errors import LinkGone
from wellspoken.rooms.consents.models import Authorization, PrivateLink
from wellspoken.rooms.consents.states import ConsentState
from wellspoken.rooms.kernel.actors import Actor, SystemActor
from wellspoken.rooms.kernel.states import StateConflict, record
from wellspoken.rooms.people.access import authorise
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right

#: whoever acts by a private link
BY_LINK = SystemActor("consent link")
#: how long somebody has to read and sign
TO_SIGN = timedelta(days=14)
#: once signed, the same link is for reading and withdrawing: as long as papers are kept and longer
TO_WITHDRAW = timedelta(days=3660)
_LINKED = (ConsentState.OFFERED, ConsentState.SIGNED, ConsentState.EXPIRED)


def make_link(*, actor: Actor, consent: Authorization) -> str:
    """A new key of 256 bits; an earlier one stops working. It is shown once and never stored.

    Raises `Denied`, and `StateConflict` unless the consent is offered, signed or over.
    """
    authorise(actor, Right.CONSENTS, consent.team)
    key, now = secrets.token_urlsafe(32), timezone.now()
    with transaction.atomic():
        row = Authorization.objects.select_for_update().only("state").get(pk=consent.pk)
        if row.state not in _LINKED:
            raise StateConflict(f"{consent} is {row.state}")
        end_links(consent)
        life = TO_SIGN if row.state == ConsentState.OFFERED else TO_WITHDRAW
        PrivateLink.objects.create(
            authorization=consent,
            digest=PrivateLink.digest_of(key),
            made_by=actor if isinstance(actor, User) else None,
            expires_at=now + life,
        )
        record(action="consent.link_made", actor=actor, obj=consent)
    return key


def end_link(*, actor: Actor, consent: Authorization) -> bool:
    """The open link stops working; False when there was none. Raises `Denied`."""
    authorise(actor, Right.CONSENTS, consent.team)
    with transaction.atomic():
        if not end_links(consent):
            return False
        record(action="consent.link_ended", actor=actor, obj=consent)
    return True


def end_links(consent: Authorization) -> bool:
    """End what is open; the caller records why."""
    open_ones = PrivateLink.objects.filter(authorization=consent, ended_at__isnull=True)
    return open_ones.update(ended_at=timezone.now()) > 0


def open_link(key: str) -> PrivateLink:
    """The link of a key, with its consent; the first time is told in the log. Raises `LinkGone`."""
    rows = PrivateLink.objects.select_related("authorization__team")
    now = timezone.now()
    link = rows.filter(digest=PrivateLink.digest_of(key), ended_at__isnull=True, expires_at__gt=now).first()
    if link is None:
        raise LinkGone
    if link.opened_at is None:
        with transaction.atomic():
            if PrivateLink.objects.filter(pk=link.pk, opened_at__isnull=True).update(opened_at=now):
                record(action="consent.link_opened", actor=BY_LINK, obj=link.authorization)
    return link
