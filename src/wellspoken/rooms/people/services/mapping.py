"""What groups of the directory give: an administrator says it in a table, and people's grants follow."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from wellspoken.rooms.audit.services import record
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.people.access import authorise
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import DirectoryGrant, DirectoryPerson, Grant, GroupRole, Team, User
from wellspoken.rooms.people.models.directory import key_of_name
from wellspoken.rooms.people.roles import Right, Role
from wellspoken.rooms.people.services.granting import grant, revoke

#: a team's key (None: the whole organisation) and a role
Place = tuple[int | None, str]


def map_group(*, actor: Actor, group: str, team: Team | None, role: str) -> GroupRole:
    """From now on, who is in the group has the role in the team (None: the whole organisation).

    `group` is the name, or the directory's own number, of a group known or to come. Needs the right to add people
    everywhere. Raises `PeopleProblem` ("group_name", "role", "mapped") and `Denied`.
    """
    authorise(actor, Right.PEOPLE, everywhere=True)
    name = " ".join(group.split())
    if not name or len(name) > 255:
        raise PeopleProblem("group_name")
    if role not in Role.values:
        raise PeopleProblem("role")
    try:
        with transaction.atomic():
            row = GroupRole.objects.create(group=name, key=key_of_name(name), team=team, role=role)
            record(action="directory.mapped", actor=actor, obj=row, data=_told(row))
            _follow_named(actor, row.key)
    except IntegrityError as error:
        raise PeopleProblem("mapped") from error
    return row


def unmap_group(*, actor: Actor, row: GroupRole) -> None:
    """The group no longer gives this role. Raises `PeopleProblem("last_administrator")` and `Denied`."""
    authorise(actor, Right.PEOPLE, everywhere=True)
    with transaction.atomic():
        told, key = _told(row), row.key
        record(action="directory.unmapped", actor=actor, obj=row, data=told)
        GroupRole.objects.filter(pk=row.pk).delete()
        _follow_named(actor, key)


def follow(*, actor: Actor, people: Iterable[User]) -> None:
    """Give and take what the groups of these people give today. Grants made by hand are never touched.

    Call it in the transaction of what changed. Raises `PeopleProblem("last_administrator")`.
    """
    table: dict[str, set[Place]] = {}
    for row in GroupRole.objects.all():
        table.setdefault(row.key, set()).add((row.team_id, row.role))
    teams: dict[int | None, Team | None] = {None: None, **{team.pk: team for team in Team.objects.all()}}
    for person in people:
        wanted = {place for key in group_keys(person) for place in table.get(key, ())}
        _adjust(actor, person, wanted, teams)


def group_keys(person: User) -> set[str]:
    """By what the groups of a person are found in the table: names and external ids, told by SCIM or at sign-in."""
    keys: set[str] = set()
    for name, external in person.directory_groups.values_list("name", "external_id"):
        keys |= {key_of_name(name), key_of_name(external)}
    record_of = DirectoryPerson.objects.filter(user=person).first()
    if record_of:
        keys |= {key_of_name(str(name)) for name in record_of.claimed}
    return keys - {""}


def _adjust(actor: Actor, person: User, wanted: set[Place], teams: dict[int | None, Team | None]) -> None:
    held = {(g.team_id, g.role): g for g in Grant.objects.filter(user=person).select_related("team", "user")}
    given = set(DirectoryGrant.objects.filter(grant__user=person).values_list("grant_id", flat=True))
    for team_id, role in sorted(wanted - set(held), key=str):
        made = grant(actor=actor, user=person, team=teams[team_id], role=role)
        DirectoryGrant.objects.create(grant=made)
    for place, row in held.items():
        if row.pk in given and place not in wanted:
            revoke(actor=actor, grant=row)
    person.__dict__.pop("_rights", None)


def _follow_named(actor: Actor, key: str) -> None:
    """Follow for everybody in a group of this name or number."""
    told = User.objects.filter(directory_groups__isnull=False) | User.objects.filter(directory__isnull=False)
    follow(actor=actor, people=[person for person in told.distinct() if key in group_keys(person)])


def _told(row: GroupRole) -> dict[str, object]:
    return {"role": row.role, "team": row.team.name if row.team else "*"}
