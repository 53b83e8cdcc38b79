"""Fetching a channel and checking the right in one call; grants limited to listed channels."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from wellspoken.rooms.channels.models import Channel, ChannelGrant
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.access import Denied, may, rights_of
from wellspoken.rooms.people.models import Grant, Team, User
from wellspoken.rooms.people.roles import Right, roles_with


def get_channel(user: User | AnonymousUser, pk: int, right: Right = Right.VIEW) -> Channel:
    """The channel (its secrets not loaded) if the person may do `right` there.

    Raises `NotThere` when the person may not see it at all, `Denied` when the right is missing.
    """
    channel = Channel.objects.select_related("team", "connected_by", "data_note").defer("secrets").filter(pk=pk).first()
    if channel is None or not may(user, Right.VIEW, channel.team):
        raise NotThere
    require_on(user, right, channel)
    return channel


def require_on(user: User | AnonymousUser, right: Right, channel: Channel) -> None:
    """Raise `Denied` unless the person holds the right for this very channel."""
    if not may_on(user, right, channel):
        raise Denied(right, channel.team)


def may_on(user: User | AnonymousUser, right: Right, channel: Channel) -> bool:
    """Whether the person holds the right for this channel, with grants that name channels taken at their word."""
    if not may(user, right, channel.team_id):
        return False
    if right is Right.VIEW or not rights_of(user).limited:
        return True
    return limited_to(user, right, [channel.team_id]).filter(pk=channel.pk).exists()


def limited_to(user: User | AnonymousUser, right: Right, team_ids: list[int]) -> QuerySet[Channel]:
    """Channels of these teams on which one of the person's grants gives the right."""
    grants = Grant.objects.filter(user_id=user.pk or 0, role__in=roles_with(right))
    whole = grants.filter(all_channels=True)
    named = ChannelGrant.objects.filter(grant__in=grants.filter(all_channels=False)).values("channel")
    teams = Q(team__in=whole.filter(team__isnull=False).values("team"))
    if whole.filter(team__isnull=True).exists():
        teams = Q()
    return Channel.objects.filter(team__in=team_ids).filter(teams | Q(pk__in=named) if teams else Q())


def team_for(user: User | AnonymousUser, pk: int, right: Right = Right.CHANNELS) -> Team:
    """The team in which a channel is to be made; raises `NotThere` or `Denied`."""
    team = Team.objects.filter(pk=pk).first()
    if team is None or not may(user, Right.VIEW, team):
        raise NotThere
    if not may(user, right, team):
        raise Denied(right, team)
    return team
