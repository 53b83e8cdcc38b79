"""Giving and taking roles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction

from wellspoken.rooms.audit.services import record
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.people.access import authorise
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import Grant, Team, User
from wellspoken.rooms.people.roles import Right, Role
from wellspoken.rooms.people.selectors import organisation_administrators


def grant(*, actor: Actor, user: User, team: Team | None, role: str, all_channels: bool = True) -> Grant:
    """Make a person `role` in `team` (None: the whole organisation). Giving twice changes only `all_channels`.

    With `all_channels` off, the channels room lists the channels
    (`channels.services.limit_grant`). Whoever gives needs the right to add
    people in that team; for the whole organisation, everywhere.
    """
    authorise(actor, Right.PEOPLE, team, everywhere=team is None)
    if role not in Role.values:
        raise PeopleProblem("role")
    with transaction.atomic():
        given, new = Grant.objects.get_or_create(
            user=user, team=team, role=role, defaults={"all_channels": all_channels}
        )
        if new or given.all_channels != all_channels:
            Grant.objects.filter(pk=given.pk).update(all_channels=all_channels)
            record(action="person.granted", actor=actor, obj=user, data=_told(role, team, all_channels))
    given.refresh_from_db()
    user.__dict__.pop("_rights", None)
    return given


def set_roles(*, actor: Actor, user: User, wanted: Mapping[Team | None, Iterable[str]]) -> None:
    """Make a person's roles exactly `wanted` in each place named (None: the whole organisation), all or nothing.

    Places that are not named stay as they are. New roles come before old ones
    go, so that the last administrator may swap. Raises as `grant` and `revoke` do.
    """
    with transaction.atomic():
        held = list(Grant.objects.filter(user=user).select_related("team", "user"))
        for team, roles in wanted.items():
            here = {g.role for g in held if g.team_id == (team.pk if team else None)}
            limited = any(not g.all_channels for g in held if team and g.team_id == team.pk)
            for role in sorted(set(roles) - here):
                grant(actor=actor, user=user, team=team, role=role, all_channels=not limited)
        for given in held:
            if given.team in wanted and given.role not in set(wanted[given.team]):
                revoke(actor=actor, grant=given)
    user.__dict__.pop("_rights", None)


def revoke(*, actor: Actor, grant: Grant) -> None:
    """Take a role away; raises `PeopleProblem("last_administrator")` rather than lock everybody out."""
    authorise(actor, Right.PEOPLE, grant.team, everywhere=grant.team_id is None)
    user = grant.user
    with transaction.atomic():
        told = _told(grant.role, grant.team, grant.all_channels)
        before = organisation_administrators()
        if Grant.objects.filter(pk=grant.pk).delete()[0]:
            record(action="person.revoked", actor=actor, obj=user, data=told)
        if before and not organisation_administrators():
            raise PeopleProblem("last_administrator")
    user.__dict__.pop("_rights", None)


def _told(role: str, team: Team | None, all_channels: bool) -> dict[str, object]:
    return {"role": role, "team": team.name if team else "*", "all_channels": all_channels}
