"""Reads of the channels room. None of them loads a secret."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet

from wellspoken.networks.registry import CONNECTORS, connector
from wellspoken.rooms.channels.access import limited_to
from wellspoken.rooms.channels.models import Channel, ChannelGrant, Registration, Slot
from wellspoken.rooms.channels.states import ChannelState
from wellspoken.rooms.people.access import rights_of
from wellspoken.rooms.people.models import Grant, Team, User
from wellspoken.rooms.people.roles import Right, Role, roles_with

#: days before a sign-in ends at which people are told
WARNING_DAYS = (14, 7, 1)


def all_channels() -> QuerySet[Channel]:
    """Every channel with its team, secrets left in the database."""
    return Channel.objects.select_related("team").defer("secrets")


def channels_for(user: User | AnonymousUser, right: Right = Right.VIEW, *, removed: bool = False) -> list[Channel]:
    """Channels on which the person holds the right, by team and network; removed ones only on demand."""
    return list(rows_for(user, right, removed=removed))


def rows_for(user: User | AnonymousUser, right: Right = Right.VIEW, *, removed: bool = False) -> QuerySet[Channel]:
    """The same as a query, for rooms that ask for more with it."""
    rights = rights_of(user)
    keys = rights.teams(right)
    found = all_channels() if keys is None else all_channels().filter(team__in=keys)
    if rights.limited and right is not Right.VIEW:
        teams = list(Team.objects.values_list("pk", flat=True)) if keys is None else keys
        found = found.filter(pk__in=limited_to(user, right, teams).values("pk"))
    return found if removed else found.exclude(state=ChannelState.REMOVED)


def teams_of(channels: Iterable[Channel]) -> list[Team]:
    """The teams that own these channels, each once."""
    return list({channel.team_id: channel.team for channel in channels}.values())


def for_team(team: Team) -> list[Channel]:
    """A team's channels that are not removed."""
    return list(all_channels().filter(team=team).exclude(state=ChannelState.REMOVED))


def newsroom(slug: str) -> Channel | None:
    """The newsroom at a public address, also when it was removed (its items stay readable)."""
    return all_channels().select_related("team", "data_note").filter(network="newsroom", slug=slug).first()


@dataclass(frozen=True, slots=True)
class Ending:
    """A sign-in that ends soon: `days` is 14, 7 or 1, the tightest warning already passed."""

    channel: Channel
    days: int
    ends_at: datetime


def ending_soon(user: User | AnonymousUser, now: datetime) -> list[Ending]:
    """Channels the person can reconnect whose sign-in ends within 14 days, soonest first."""
    found = []
    for channel in channels_for(user, Right.CHANNELS):
        ends = channel.expires_at
        left = warning_days(ends, now)
        if ends is not None and left is not None and channel.state != ChannelState.BROKEN:
            found.append(Ending(channel, left, ends))
    return sorted(found, key=lambda ending: ending.ends_at)


def warning_days(ends_at: datetime | None, now: datetime) -> int | None:
    """The tightest of 14, 7 and 1 days within which `ends_at` lies; None when it is further off or unknown."""
    if ends_at is None:
        return None
    return next((days for days in sorted(WARNING_DAYS) if ends_at - now <= timedelta(days=days)), None)


def broken_for(user: User | AnonymousUser) -> list[Channel]:
    """Channels the person can reconnect that need it now."""
    return [c for c in channels_for(user, Right.CHANNELS) if c.state == ChannelState.BROKEN]


def slots_of(channel: Channel) -> list[Slot]:
    """Weekly posting times, Monday first."""
    return list(channel.slots.all())


@dataclass(frozen=True, slots=True)
class Publisher:
    """A person who may publish on a channel, and why."""

    name: str
    role: str
    everywhere: bool


def publishers(channel: Channel) -> list[Publisher]:
    """Who may publish here: active people whose grant covers this channel, by name."""
    named = ChannelGrant.objects.filter(channel=channel).values("grant")
    grants = (
        Grant.objects.filter(role__in=roles_with(Right.PUBLISH), user__is_active=True)
        .filter(Q(team=channel.team_id) | Q(team__isnull=True))
        .filter(Q(all_channels=True) | Q(pk__in=named))
        .select_related("user")
        .order_by("user__name")
    )
    return [Publisher(g.user.name, str(Role(g.role).label), g.team_id is None) for g in grants]


def named_channels(user: User) -> dict[int, set[int]]:
    """Team -> keys of the channels that this person's limited roles are limited to; teams without limits are absent."""
    found: dict[int, set[int]] = {}
    limited = user.grants.filter(all_channels=False, team__isnull=False).values_list("team", "channels__channel")
    for team, channel in limited:
        if team is not None:
            found.setdefault(team, set()).update([channel] if channel else [])
    return found


def closed_networks() -> list[str]:
    """Codes of the networks that take only applications they know by name."""
    return [code for code in CONNECTORS if "app" in connector(code).capabilities]


def registrations() -> dict[str, Registration]:
    """What is registered, by network; secrets stay in the database."""
    return {row.network: row for row in Registration.objects.defer("secrets").select_related("changed_by")}


def channel_counts() -> dict[str, int]:
    """How many channels each network has that are not removed."""
    rows = Channel.objects.exclude(state=ChannelState.REMOVED).order_by().values("network").annotate(n=Count("pk"))
    return {row["network"]: row["n"] for row in rows}


def people_with(right: Right, channel: Channel) -> list[User]:
    """Active people who hold the right on this very channel, each once."""
    named = ChannelGrant.objects.filter(channel=channel).values("grant")
    grants = (
        Grant.objects.filter(role__in=roles_with(right))
        .filter(Q(team=channel.team_id) | Q(team__isnull=True))
        .filter(Q(all_channels=True) | Q(pk__in=named))
    )
    return list(User.objects.filter(is_active=True, pk__in=grants.values("user")).order_by("pk"))
