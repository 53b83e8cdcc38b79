"""Whose training counts until when, and where nobody's does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, QuerySet

from wellspoken.rooms.people.models import Grant, Team, User
from wellspoken.rooms.people.roles import Right, roles_with
from wellspoken.rooms.review.competence import FIELDS
from wellspoken.rooms.review.deputies import absent
from wellspoken.rooms.review.models import Competence

#: days before the end at which people are warned
WARNING_DAYS = (30, 7, 1)


def standing_of(row: Competence, today: date) -> str:
    """`none` (no training noted), `over`, `soon` (within the longest warning) or `good`."""
    if row.valid_until is None:
        return "none"
    left = (row.valid_until - today).days
    return "over" if left < 0 else "soon" if left <= max(WARNING_DAYS) else "good"


def trainings() -> QuerySet[Competence]:
    """Everybody who is named for something and is still here, the soonest end first, those without a training before.

    One query.
    """
    rows = Competence.objects.filter(user__is_active=True).select_related("user")
    return rows.order_by(F("valid_until").asc(nulls_first=True), "user__name", "field")


@dataclass(frozen=True, slots=True)
class Gap:
    """A field of which nobody in a team can judge now.

    `kind`: `over` (named, but no training counts: such posts wait), `away` (all who could are away, and nobody stands
    in), `unnamed` (nobody is named: any reviewer answers). `names` are of those who are named.
    """

    team: Team
    field: str
    kind: str
    names: tuple[str, ...] = ()


def gaps(teams: Sequence[Team], now: datetime) -> list[Gap]:
    """The gaps of these teams, the worst kind first. Three queries, whatever the number of teams."""
    if not teams:
        return []
    reviewing = _reviewing()
    rows = list(trainings())
    away = set(absent(now).values_list("user", flat=True))
    found = []
    for team in teams:
        here = reviewing.get(team.pk, set()) | reviewing.get(None, set())
        today = now.astimezone(team.zone).date()
        for field in FIELDS:
            named = [row for row in rows if row.field == field and row.user_id in here]
            if kind := _kind(named, today, away):
                found.append(Gap(team, field, kind, tuple(row.user.name for row in named)))
    return sorted(found, key=lambda gap: (("over", "away", "unnamed").index(gap.kind), gap.team.name))


def _reviewing() -> dict[int | None, set[int]]:
    """Who may review, by team (None: in every team)."""
    grants = Grant.objects.filter(role__in=roles_with(Right.REVIEW), user__is_active=True)
    found: dict[int | None, set[int]] = {}
    for person, team in grants.values_list("user", "team"):
        found.setdefault(team, set()).add(person)
    return found


def _kind(named: Sequence[Competence], today: date, away: set[int]) -> str:
    valid = [row for row in named if row.holds(today)]
    if not named:
        return "unnamed"
    if not valid:
        return "over"
    return "away" if all(row.user_id in away for row in valid) else ""


def own_trainings(user: User) -> list[Competence]:
    """What this person is named for, by field; one query."""
    return list(Competence.objects.filter(user=user))
