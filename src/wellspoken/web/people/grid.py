"""A person's roles as a grid of places and roles, with channels where roles are limited; drawn and read back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import QueryDict

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.channels.selectors import channels_for, named_channels
from wellspoken.rooms.channels.services import limit_roles
from wellspoken.rooms.people.access import rights_of, visible_teams
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right, Role
from wellspoken.rooms.people.services import set_roles


@dataclass(frozen=True, slots=True)
class Box:
    """One tick: its value and words, whether it is set."""

    value: str
    label: Any
    on: bool


@dataclass(frozen=True, slots=True)
class Place:
    """One row: a team, or the whole organisation (`team` None), with a tick per role and per channel."""

    name: str
    team: Team | None
    roles: list[Box]
    channels: list[Box]
    limited: bool


def grid(by: User, person: User) -> list[Place]:
    """The places in which `by` may give roles, with what `person` holds there (at most four queries for any number)."""
    held: dict[int | None, set[str]] = {}
    for grant in person.grants.all():
        held.setdefault(grant.team_id, set()).add(grant.role)
    named = named_channels(person)
    channels: dict[int, list[Channel]] = {}
    for channel in channels_for(by, Right.PEOPLE):
        channels.setdefault(channel.team_id, []).append(channel)
    return [_place(team, held, channels, named) for team in _teams(by)]


def _teams(by: User) -> list[Team | None]:
    whole: list[Team | None] = [None] if Right.PEOPLE in rights_of(by).everywhere else []
    return [*visible_teams(by, Right.PEOPLE), *whole]


def _place(
    team: Team | None, held: dict[int | None, set[str]], channels: dict[int, list[Channel]], named: dict[int, set[int]]
) -> Place:
    key = team.pk if team else None
    mine = held.get(key, set())
    only = named.get(key or 0)
    boxes = [Box(str(c.pk), c.name, only is not None and c.pk in only) for c in channels.get(key or 0, [])]
    return Place(
        name=f"roles-{key or 'all'}",
        team=team,
        roles=[Box(value, label, value in mine) for value, label in Role.choices],
        channels=boxes,
        limited=only is not None,
    )


def save(by: User, person: User, data: QueryDict) -> None:
    """Make roles and channel limits as ticked, all or nothing; raises `PeopleProblem`, `Denied`."""
    places = grid(by, person)
    wanted = {place.team: data.getlist(place.name) for place in places}
    with transaction.atomic():
        set_roles(actor=by, user=person, wanted=wanted)
        for place in places:
            if place.team is not None and place.channels:
                _limit(by, person, place, data)


def _limit(by: User, person: User, place: Place, data: QueryDict) -> None:
    """Set the channels of one team; nothing is written when they are as before."""
    assert place.team is not None  # noqa: S101 (the caller asks only for teams)
    key = place.team.pk
    limited = data.get(f"limited-{key}") == "1"
    ticked = set(data.getlist(f"channels-{key}")) if limited else set()
    before = {box.value for box in place.channels if box.on}
    if limited == place.limited and ticked == before:
        return
    offered = {str(channel.pk): channel for channel in channels_for(by, Right.PEOPLE)}
    chosen = [offered[value] for value in sorted(ticked) if value in offered] if limited else None
    limit_roles(actor=by, user=person, team=place.team, channels=chosen)
