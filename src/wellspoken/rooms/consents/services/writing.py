"""Beginning a consent, and changing it while nobody has been asked yet."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.channels.states import ChannelState
from wellspoken.rooms.consents.elements import ASSENTS, AUTHORITIES, INFORMATION, PURPOSES, Content, Facts, Terms
from wellspoken.rooms.consents.errors import BadConsent
from wellspoken.rooms.consents.models import Authorization
from wellspoken.rooms.consents.states import ConsentState
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.states import StateConflict, record
from wellspoken.rooms.people.access import authorise
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right

#: letters and digits that cannot be taken for each other when read out
_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_LONGEST = {"details": 3000, "event": 300, "staff": 500, "paid_by": 200}


def begin(*, actor: Actor, team: Team, content: Content | None = None) -> Authorization:
    """A new consent of the team, as far as it is known. Raises `Denied` and `BadConsent`."""
    authorise(actor, Right.CONSENTS, team)
    sound = checked(team, content or Content(terms=Terms(language=team.language)))
    with transaction.atomic():
        row = Authorization(team=team, code=_code(), made_by=actor if isinstance(actor, User) else None)
        for name, value in columns(sound).items():
            setattr(row, name, value)
        row.save()
        record(action="consent.begun", actor=actor, obj=row)
    return row


def change(*, actor: Actor, consent: Authorization, content: Content) -> None:
    """Write it anew. Raises `Denied`, `BadConsent`, and `StateConflict` once it was offered."""
    authorise(actor, Right.CONSENTS, consent.team)
    sound = checked(consent.team, content)
    if sound == consent.content:
        return
    with transaction.atomic():
        values = {**columns(sound), "changed_at": timezone.now()}
        if Authorization.objects.filter(pk=consent.pk, state=ConsentState.DRAFT, erased_at=None).update(**values) != 1:
            raise StateConflict(f"{consent} was offered, or erased")
        record(action="consent.changed", actor=actor, obj=consent)
    consent.refresh_from_db()


def _code() -> str:
    while True:
        code = "C-" + "".join(secrets.choice(_LETTERS) for _ in range(6))
        if not Authorization.objects.filter(code=code).exists():
            return code


def columns(content: Content) -> dict[str, Any]:
    """The columns that say it."""
    terms = content.terms
    return {
        "sealed": content.facts.to_json(),
        "authority": terms.authority,
        "assent": terms.assent,
        "staff_patient": terms.staff_patient,
        "information": list(terms.information),
        "purposes": list(terms.purposes),
        "channels": list(terms.channels),
        "discloser": terms.discloser,
        "audience": terms.audience,
        "expires_on": terms.expires_on,
        "language": terms.language,
    }


def checked(team: Team, content: Content) -> Content:
    """The same with tidy words and only known codes. Raises `BadConsent` (`channel`, `shape`, `date`)."""
    terms, today = content.terms, timezone.localdate()
    if terms.authority not in AUTHORITIES or terms.assent not in {"", *ASSENTS}:
        raise BadConsent("shape")
    if content.facts.born and not today.year - 130 <= content.facts.born <= today.year:
        raise BadConsent("born")
    if terms.expires_on is not None and terms.expires_on.year > today.year + 50:
        raise BadConsent("date")
    sound = replace(
        terms,
        information=_known(terms.information, INFORMATION),
        purposes=_known(terms.purposes, PURPOSES),
        channels=_here(team, terms.channels),
        discloser=_tidy(terms.discloser, 200),
        audience=_tidy(terms.audience, 200),
    )
    return Content(_facts(content.facts), sound)


def _facts(facts: Facts) -> Facts:
    kept = facts.to_json()
    words = {name: _tidy(value, _LONGEST.get(name, 150)) for name, value in kept.items() if isinstance(value, str)}
    return Facts.from_json({**kept, **words})


def _tidy(text: str, longest: int) -> str:
    return text.replace("\x00", "").replace("\r\n", "\n").encode("utf-8", "replace").decode().strip()[:longest]


def _known(chosen: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    wanted = set(chosen)
    if not wanted <= set(known):
        raise BadConsent("shape")
    return tuple(code for code in known if code in wanted)


def _here(team: Team, keys: tuple[int, ...]) -> tuple[int, ...]:
    """The channels, all of this team and still there."""
    wanted = set(keys)
    found = Channel.objects.filter(team=team, pk__in=wanted).exclude(state=ChannelState.REMOVED)
    if found.count() != len(wanted):
        raise BadConsent("channel")
    return tuple(sorted(wanted))
