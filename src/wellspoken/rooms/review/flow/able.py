"""Who can do a step: looked up when it is asked, because people come, leave, and change their roles."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Protocol

from django.db.models import Q
from django.utils import timezone

from wellspoken.rooms.people.models import Grant, Team, User
from wellspoken.rooms.people.roles import Right, roles_with
from wellspoken.rooms.review.flow.knowing import fields_by_person, standing_in
from wellspoken.rooms.review.flow.plans import StepPlan

#: roles with which somebody can stand in for a reviewer
REVIEWING = frozenset(roles_with(Right.REVIEW))


class Asking(Protocol):
    """A step as far as it says who; `StepPlan` and `RequestStep` through `plan_of` are such."""

    @property
    def who(self) -> str:
        """One of `plans.WHO`."""

    @property
    def people_keys(self) -> frozenset[int]:
        """The keys of those who are named."""

    @property
    def role(self) -> str:
        """The role, when `who` is role."""

    @property
    def field(self) -> str:
        """The competence, when `who` is competence."""

    @property
    def need(self) -> int:
        """How many of them; 0: all."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who may see the team's posts: roles held there, fields they are named for.

    `instead_of` are the keys of those who are away and for whom this person, who reviews here too, stands in.
    """

    user: User
    roles: frozenset[str]
    fields: frozenset[str]
    instead_of: frozenset[int] = frozenset()


def members(team: Team) -> dict[int, Member]:
    """The active people of a team and of the whole organisation, by key, in the order of names. Three queries.

    A competence counts on the team's day of today.
    """
    grants = Grant.objects.filter(Q(team=team.pk) | Q(team__isnull=True), user__is_active=True, user__is_service=False)
    roles: dict[int, set[str]] = {}
    people: dict[int, User] = {}
    for grant in grants.select_related("user").order_by("user__name", "user"):
        people[grant.user_id] = grant.user
        roles.setdefault(grant.user_id, set()).add(grant.role)
    known = fields_by_person(roles, timezone.localdate(timezone=team.zone))
    instead = standing_in([pk for pk, held in roles.items() if held & REVIEWING], timezone.now())
    none: frozenset[int] = frozenset()
    return {
        pk: Member(one, frozenset(roles[pk]), known.get(pk, frozenset()), instead.get(pk, none))
        for pk, one in people.items()
    }


def asked_in(step: Asking, known: Mapping[int, Member]) -> set[int]:
    """The keys of those whom the step asks, as far as they are there.

    A deputy is asked instead of a named person who is away, unless the step wants all who are named.
    """
    if step.who == "people":
        named = step.people_keys
        return {pk for pk, member in known.items() if pk in named or (step.need and member.instead_of & named)}
    if step.who == "role":
        return {pk for pk, member in known.items() if step.role in member.roles}
    return {pk for pk, member in known.items() if step.field in member.fields}


def unable(steps: Sequence[StepPlan], known: Mapping[int, Member], writers: AbstractSet[int]) -> StepPlan | None:
    """The first step that cannot be done by different people who wrote none of it; None: all can.

    A step for all named people needs every one of them but the writers.
    """
    pools: list[tuple[StepPlan, set[int], int]] = []
    for step in steps:
        pool = asked_in(step, known) - writers
        gone = step.who == "people" and step.need == 0 and step.people_keys - set(known)
        need = step.need or (len(pool) if step.who == "people" else 1)
        if gone or not pool or len(pool) < need:
            return step
        pools.append((step, pool, need))
    return _unmatched([one for one in pools if not one[0].again])


def _unmatched(pools: Sequence[tuple[StepPlan, set[int], int]]) -> StepPlan | None:
    """The first step for which no different person is left (augmenting paths: who sits elsewhere may move)."""
    seats = [(step, pool) for step, pool, need in pools for _seat in range(need)]
    taken: dict[int, int] = {}
    for number, (step, _pool) in enumerate(seats):
        if not _seated(number, seats, taken, set()):
            return step
    return None


def _seated(number: int, seats: Sequence[tuple[StepPlan, set[int]]], taken: dict[int, int], tried: set[int]) -> bool:
    for person in sorted(seats[number][1] - tried):
        tried.add(person)
        if person not in taken or _seated(taken[person], seats, taken, tried):
            taken[person] = number
            return True
    return False


def left_for(pool: Collection[int], gave: AbstractSet[int], elsewhere: AbstractSet[int], *, again: bool) -> set[int]:
    """Who of the pool can still approve: not who did in this step, nor in another one unless it may be so."""
    return set(pool) - gave - (set() if again else elsewhere)
