"""Roles that count for some channels of a team only."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from wellspoken.rooms.channels.models import Channel, ChannelGrant
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.people.access import authorise
from wellspoken.rooms.people.models import Grant, Team, User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.people.services import grant


def limit_roles(*, actor: Actor, user: User, team: Team, channels: Iterable[Channel] | None) -> None:
    """Let a person's roles in `team` count for these channels only (None: for all, also later ones).

    Channels of other teams are left out. Needs the right to give roles in the
    team; each change of a role's reach is in the audit log.
    """
    authorise(actor, Right.PEOPLE, team)
    named = None if channels is None else [channel for channel in channels if channel.team_id == team.pk]
    with transaction.atomic():
        for held in Grant.objects.filter(user=user, team=team):
            ChannelGrant.objects.filter(grant=held).delete()
            grant(actor=actor, user=user, team=team, role=held.role, all_channels=named is None)
            ChannelGrant.objects.bulk_create(ChannelGrant(grant=held, channel=channel) for channel in named or [])
