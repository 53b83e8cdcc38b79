"""Reads of a team's workflows."""

from __future__ import annotations

from collections.abc import Iterable

from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.review.flow.able import members, unable
from wellspoken.rooms.review.flow.plans import plans_of
from wellspoken.rooms.review.models import Workflow


def workflows_of(teams: Iterable[Team]) -> list[Workflow]:
    """The workflows in use of these teams, in the order in which they win. One query."""
    rows = Workflow.objects.filter(team__in=[team.pk for team in teams], ended_at__isnull=True)
    return list(rows.select_related("team").order_by("team__name", "number", "pk"))


def people_named(workflows: Iterable[Workflow]) -> dict[int, User]:
    """Everybody whom their steps name, by key. One query."""
    keys = {pk for row in workflows for step in plans_of(row.steps) for pk in step.people}
    return User.objects.in_bulk(list(keys))


def undoable(workflow: Workflow) -> list[int]:
    """The places (from 0) of steps that nobody could do if a post were sent now by somebody outside them.

    The first of them keeps posts from being sent. Three queries.
    """
    known = members(workflow.team)
    steps = plans_of(workflow.steps)
    alone = [place for place, step in enumerate(steps) if unable([step], known, frozenset()) is not None]
    together = None if alone else unable(steps, known, frozenset())
    return alone if together is None else [steps.index(together)]
