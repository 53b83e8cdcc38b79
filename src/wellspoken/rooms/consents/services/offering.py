"""Fixing the text that will be signed, and taking it back to change it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.channels import measures
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.consents import statements
from wellspoken.rooms.consents.elements import missing
from wellspoken.rooms.consents.errors import NotComplete
from wellspoken.rooms.consents.models import Authorization
from wellspoken.rooms.consents.services.linking import end_links
from wellspoken.rooms.consents.states import CONSENT, ConsentState
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.states import Step, move
from wellspoken.rooms.people.access import authorise
from wellspoken.rooms.people.models import Team
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.people.selectors import organisation


def offer(*, actor: Actor, consent: Authorization) -> None:
    """Fix the text in the person's language. Raises `Denied`, `NotComplete`, `StateConflict` unless it is a draft."""
    authorise(actor, Right.CONSENTS, consent.team)
    if gone := missing(consent.content, consent.today()):
        raise NotComplete(gone)
    text = text_for(consent)
    changes = {"shown": text, "shown_hash": statements.digest(text), "offered_at": timezone.now()}
    move(consent, CONSENT, Step(to=ConsentState.OFFERED, actor=actor, action="consent.offered", changes=changes))


def text_for(consent: Authorization) -> dict[str, object]:
    """The text as it would be offered now."""
    return statements.shown(consent.content, about(consent.team, consent.terms.channels))


def about(team: Team, channels: tuple[int, ...]) -> statements.About:
    """Who asks, and where it would be published, by the names people know."""
    org = organisation()
    rows = Channel.objects.filter(pk__in=channels).order_by("network", "name").defer("secrets")
    names = [f"{row.name} ({measures.network_name(row.network)})" for row in rows]
    places = [*(org.addresses if org else []), *(org.emails if org else [])]
    name = org.name if org else team.name
    return statements.About(name, team.country.lower(), ", ".join(places[:2]) or f"{name}, {team.name}", names)


def reopen(*, actor: Actor, consent: Authorization) -> None:
    """Back to a draft, to change it; links end. Raises `Denied`, `StateConflict` once it was signed or refused."""
    authorise(actor, Right.CONSENTS, consent.team)
    changes = {"shown": None, "shown_hash": "", "offered_at": None}
    step = Step(to=ConsentState.DRAFT, actor=actor, action="consent.reopened", changes=changes)
    with transaction.atomic():
        move(consent, CONSENT, step)
        end_links(consent)


def refuse(*, actor: Actor, consent: Authorization) -> None:
    """The person does not want to. Raises `Denied`, `StateConflict` when it is signed or over."""
    authorise(actor, Right.CONSENTS, consent.team)
    changes = {"refused_at": timezone.now()}
    move(consent, CONSENT, Step(to=ConsentState.REFUSED, actor=actor, action="consent.refused", changes=changes))
