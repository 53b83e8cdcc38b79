"""The door: what a person may do, where. Fetching and checking are one call in every room above."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from wellspoken.rooms.kernel.actors import Actor, SystemActor
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.models import ApiKey, Departure, Erasure, Grant, GroupRole, Rotation, Team, User
from wellspoken.rooms.people.roles import GRID, Right


class Denied(Exception):
    """The person lacks `right` in `team` (None: the whole organisation). The face turns it into a plain page."""

    def __init__(self, right: Right, team: Team | None = None) -> None:
        super().__init__(f"{right} in {team or 'the organisation'}")
        self.right = right
        self.team = team


@dataclass(frozen=True, slots=True)
class Rights:
    """Everything one person may do, loaded with one query and kept for one request."""

    everywhere: frozenset[Right]
    by_team: dict[int, frozenset[Right]]
    #: channel limits: (team pk or None, role) pairs whose grant is limited to listed channels
    limited: frozenset[int]
    #: every role held, wherever
    roles: frozenset[str] = frozenset()

    def has(self, right: Right, team_id: int | None = None) -> bool:
        """True when the right holds in that team, or anywhere at all when no team is named."""
        if right in self.everywhere:
            return True
        if team_id is None:
            return any(right in held for held in self.by_team.values())
        return right in self.by_team.get(team_id, frozenset())

    def teams(self, right: Right) -> list[int] | None:
        """Keys of the teams in which the right holds; None means every team."""
        if right in self.everywhere:
            return None
        return [pk for pk, held in self.by_team.items() if right in held]


def rights_of(user: User | AnonymousUser) -> Rights:
    """Load a person's rights; somebody not signed in, or switched off, has none. Cached on the instance."""
    if not isinstance(user, User) or not user.is_active:
        return Rights(frozenset(), {}, frozenset())
    cached: Rights | None = getattr(user, "_rights", None)
    if cached is None:
        cached = _load(user)
        user._rights = cached  # type: ignore[attr-defined]
    return cached


def _load(user: User) -> Rights:
    everywhere: set[Right] = set()
    by_team: dict[int, set[Right]] = {}
    limited: set[int] = set()
    roles: set[str] = set()
    for grant in Grant.objects.filter(user=user):
        held = GRID.get(grant.role, frozenset())
        roles.add(grant.role)
        if not grant.all_channels:
            limited.add(grant.pk)
        if grant.team_id is None:
            everywhere |= held
        else:
            by_team.setdefault(grant.team_id, set()).update(held)
    frozen = {pk: frozenset(held) for pk, held in by_team.items()}
    return Rights(frozenset(everywhere), frozen, frozenset(limited), frozenset(roles))


def may(user: User | AnonymousUser, right: Right, team: Team | int | None = None) -> bool:
    """Whether the person holds the right in that team (any team when none is named)."""
    team_id = team.pk if isinstance(team, Team) else team
    return rights_of(user).has(right, team_id)


def require(user: User | AnonymousUser, right: Right, team: Team | None = None) -> User:
    """Return the person, now known to hold the right; raises `Denied`."""
    if not may(user, right, team) or not isinstance(user, User):
        raise Denied(right, team)
    return user


def require_everywhere(user: User | AnonymousUser, right: Right) -> User:
    """Return the person, now known to hold the right in the whole organisation; raises `Denied`."""
    if right not in rights_of(user).everywhere or not isinstance(user, User):
        raise Denied(right)
    return user


def authorise(actor: Actor, right: Right, team: Team | None = None, *, everywhere: bool = False) -> None:
    """Raise `Denied` unless the actor holds the right; named parts of the system may do what services let them.

    `everywhere` asks for the right in the whole organisation; without it, and
    without a team, holding the right in any team is enough.
    """
    if isinstance(actor, SystemActor):
        return
    if not isinstance(actor, User):
        raise Denied(right, team)
    held = right in rights_of(actor).everywhere if everywhere else may(actor, right, team)
    if not held:
        raise Denied(right, team)


def get_person(user: User | AnonymousUser, pk: int, right: Right = Right.PEOPLE) -> User:
    """Somebody's account, for those who hold the right anywhere; raises `Denied`, then `NotThere`."""
    require(user, right)
    person = User.objects.filter(pk=pk).first()
    if person is None:
        raise NotThere
    return person


def get_key(user: User | AnonymousUser, pk: int) -> ApiKey:
    """An API key, for its person and for those who add people everywhere; raises `NotThere` for anybody else."""
    found = ApiKey.objects.select_related("user").filter(pk=pk).first()
    if found is None or not (found.user == user or Right.PEOPLE in rights_of(user).everywhere):
        raise NotThere
    return found


def get_mapping(user: User | AnonymousUser, pk: int) -> GroupRole:
    """A row of what groups give, for those who add people everywhere; raises `Denied`, then `NotThere`."""
    require_everywhere(user, Right.PEOPLE)
    found = GroupRole.objects.select_related("team").filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def get_departure(user: User | AnonymousUser, pk: int) -> Departure:
    """The paper of a leaving, for those who add people everywhere; raises `Denied`, then `NotThere`."""
    require_everywhere(user, Right.PEOPLE)
    found = Departure.objects.select_related("person", "successor").filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def get_erasure(user: User | AnonymousUser, pk: int) -> Erasure:
    """The paper of an erasure, for those who add people everywhere; raises `Denied`, then `NotThere`."""
    require_everywhere(user, Right.PEOPLE)
    found = Erasure.objects.select_related("person").filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def get_rotation(user: User | AnonymousUser, pk: int) -> Rotation:
    """A shared secret to change, for those who add people everywhere; raises `Denied`, then `NotThere`."""
    require_everywhere(user, Right.PEOPLE)
    found = Rotation.objects.select_related("departure__person").filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def get_team(user: User | AnonymousUser, pk: int, right: Right) -> Team:
    """A team in which the right is held; `NotThere` when the person does not belong to it, else `Denied`."""
    team = Team.objects.filter(pk=pk).first()
    if team is None or not (may(user, Right.VIEW, team) or may(user, right, team)):
        raise NotThere
    require(user, right, team)
    return team


def visible_teams(user: User | AnonymousUser, right: Right = Right.VIEW) -> list[Team]:
    """The teams in which the person holds the right, by name."""
    keys = rights_of(user).teams(right)
    return list(Team.objects.all() if keys is None else Team.objects.filter(pk__in=keys))
