"""The door to consents: fetching, permission and, for whole records, the trace that somebody read them."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import QuerySet

from wellspoken.rooms.consents.elements import Facts
from wellspoken.rooms.consents.models import Authorization, Signature
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.people.access import Denied, authorise, may, rights_of
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right


def visible_consents(user: User | AnonymousUser) -> QuerySet[Authorization]:
    """The consents of the teams in which the person keeps the register; what is sealed is not loaded."""
    teams = rights_of(user).teams(Right.CONSENTS)
    rows = Authorization.objects.select_related("team").defer("sealed", "shown")
    return rows if teams is None else rows.filter(team_id__in=teams)


def get_consent(user: User | AnonymousUser, pk: int) -> Authorization:
    """The consent, for somebody who keeps the register of its team.

    Raises `NotThere` when the person does not belong to the team, `Denied` when only the right is missing.
    """
    row = Authorization.objects.select_related("team", "made_by", "settled_by").filter(pk=pk).first()
    if row is None or not (may(user, Right.VIEW, row.team_id) or may(user, Right.CONSENTS, row.team_id)):
        raise NotThere(f"consent {pk}")
    if not may(user, Right.CONSENTS, row.team_id):
        raise Denied(Right.CONSENTS, row.team)
    return row


def read_record(*, actor: Actor, consent: Authorization) -> Facts:
    """What names the person, opened; the log keeps that this actor read it. Raises `Denied`."""
    authorise(actor, Right.CONSENTS, consent.team)
    with transaction.atomic():
        record(action="consent.read", actor=actor, obj=consent)
    return consent.facts


def read_signature(*, actor: Actor, consent: Authorization) -> Signature:
    """The signature, opened; the log keeps that this actor looked at it. Raises `Denied`, `NotThere`."""
    authorise(actor, Right.CONSENTS, consent.team)
    row = Signature.objects.select_related("authorization").filter(authorization=consent).first()
    if row is None:
        raise NotThere(f"signature of {consent}")
    with transaction.atomic():
        record(action="consent.signature_read", actor=actor, obj=consent)
    return row
