"""Around channels when somebody leaves: sign-ins under way end, shared secrets are listed to be changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import ngettext

from wellspoken.rooms.channels.models import Channel, PendingChoice, PendingConnection, Registration
from wellspoken.rooms.channels.selectors import all_channels
from wellspoken.rooms.channels.states import ChannelState
from wellspoken.rooms.people.leaving import Leaving, Phase, Secret, Step, at_leaving, knows_secrets
from wellspoken.rooms.people.models import Grant, User
from wellspoken.rooms.people.roles import Right, roles_with

#: ways of connecting that leave nothing shared behind
NOTHING_SHARED = {"built_in"}
SIGNED_IN_THERE = {"oauth"}


def _teams(grants: Iterable[Grant], right: Right) -> set[int | None]:
    """Keys of the teams in which these grants give the right: the account may be off by now."""
    return {grant.team_id for grant in grants if grant.role in roles_with(right)}


def secrets_known(person: User) -> list[Secret]:
    """Channels that the person connected or could change, and applications they could read; no secret is loaded."""
    grants = list(Grant.objects.filter(user=person))
    teams, found = _teams(grants, Right.CHANNELS), []
    for channel in all_channels().exclude(state=ChannelState.REMOVED):
        theirs = channel.connected_by_id == person.pk
        if theirs or None in teams or channel.team_id in teams:
            found += _secret(channel, theirs)
    if None in _teams(grants, Right.SETTINGS):
        rows = Registration.objects.defer("secrets")
        found += [Secret("application", str(row), f"registration:{row.pk}") for row in rows]
    return found


def _secret(channel: Channel, theirs: bool) -> list[Secret]:
    method = channel.settings.get("method", "")
    if method in NOTHING_SHARED or channel.network == "newsroom" or (method in SIGNED_IN_THERE and not theirs):
        return []
    kind = "own_sign_in" if method in SIGNED_IN_THERE else "typed"
    return [Secret(kind, f"{channel.name} · {channel.team}", f"channel:{channel.pk}")]


def _pending(person: User) -> list[QuerySet[Any]]:
    return [PendingConnection.objects.filter(user=person), PendingChoice.objects.filter(user=person)]


def _end(leaving: Leaving) -> int:
    ended = PendingConnection.objects.filter(user=leaving.person).delete()[0]
    return ended + PendingChoice.objects.filter(user=leaving.person).delete()[0]


knows_secrets(secrets_known)
at_leaving(
    Step(
        "connections",
        Phase.ENDS,
        lambda n: (
            ngettext("%(n)d unfinished sign-in at a network", "%(n)d unfinished sign-ins at networks", n) % {"n": n}
        ),
        _pending,
        _end,
    )
)
