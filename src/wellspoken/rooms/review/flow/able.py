"""Who can do a step: looked up when it is asked, because people come, leave, and change their roles."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Protocol

from django.db.models import Q
from django.utils import timezone

from wellspoken.rooms.people.models import Grant, Team, User
from wellspoken.rooms.review.flow.knowing import fields_by_person
from wellspoken.rooms.review.flow.plans import StepPlan


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


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who may see the team's posts: roles held there, fields they are named for."""

    user: User
    roles: frozenset[str]
    fields: frozenset[str]


def members(team: Team) -> dict[int, Member]:
    """The active people of a team and of the whole organisation, by key, in the order of names. Two queries.

    A competence counts on the team's day of today.
    """
    grants = Grant.objects.filter(Q(team=team.pk) | Q(team__isnull=True), user__is_active=True, user__is_service=False)
    roles: dict[int, set[str]] = {}
    people: dict[int, User] = {}
    for grant in grants.select_related("user").order_by("user__name", "user"):
        people[grant.user_id] = grant.user
        roles.setdefault(grant.user_id, set()).add(grant.role)
    known = fields_by_person(roles, timezone.localdate(timezone=team.zone))
    return {pk: Member(one, frozenset(roles[pk]), known.get(pk, frozenset())) for pk, one in people.items()}


def asked_in(step: Asking, known: Mapping[int, Member]) -> set[int]:
    """The keys of those whom the step asks, as far as they are there."""
    if step.who == "people":
        return set(step.people_keys) & set(known)
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
