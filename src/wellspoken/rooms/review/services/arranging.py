"""Describing a team's workflows: added, changed, put in order, taken out of use. What is under way stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.states import StateConflict, record
from wellspoken.rooms.people.access import authorise
from wellspoken.rooms.people.models import Team
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review.flow.able import members
from wellspoken.rooms.review.flow.plans import (
    KINDS,
    MOST_ENTRIES,
    MOST_NAME,
    MOST_STEPS,
    Applies,
    BadWorkflow,
    StepPlan,
    checked,
    plans_of,
)
from wellspoken.rooms.review.models import Workflow


@dataclass(frozen=True, slots=True)
class WorkflowFacts:
    """What a workflow says."""

    name: str
    applies: Applies
    steps: tuple[StepPlan, ...]


def add_workflow(*, actor: Actor, team: Team, name: str) -> Workflow:
    """A new workflow at the end of the team's; it applies to nothing until it has a step.

    Raises `Denied`, and `BadWorkflow` (`name`; `many`).
    """
    authorise(actor, Right.SETTINGS, team)
    said = _named(name)
    with transaction.atomic():
        Team.objects.select_for_update().get(pk=team.pk)
        rows = Workflow.objects.filter(team=team, ended_at__isnull=True)
        if rows.count() >= MOST_ENTRIES:
            raise BadWorkflow("many")
        number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
        made = Workflow.objects.create(team=team, name=said, number=number)
        record(action="workflow.added", actor=actor, obj=made, data={"team": team.name})
    return made


def change_workflow(*, actor: Actor, workflow: Workflow, base: int, facts: WorkflowFacts) -> Workflow:
    """Store what the workflow says now; requests that are under way keep what was said when they were made.

    `base` is the version that was on the screen. Raises `Denied`, `BadWorkflow`, and `StateConflict` when somebody
    changed or ended it meanwhile.
    """
    team = workflow.team
    authorise(actor, Right.SETTINGS, team)
    said = WorkflowFacts(_named(facts.name), _applies(team, facts.applies), _steps(workflow, facts.steps))
    before = {"name": workflow.name, "applies": workflow.applies, "steps": workflow.steps}
    after = {"name": said.name, "applies": said.applies.to_json(), "steps": [step.to_json() for step in said.steps]}
    with transaction.atomic():
        same = Workflow.objects.filter(pk=workflow.pk, version=base, ended_at__isnull=True)
        if same.update(**after, version=F("version") + 1) != 1:
            raise StateConflict(f"workflow {workflow.pk} was changed")
        workflow.refresh_from_db()
        changed = [name for name, value in after.items() if value != before[name]]
        about = {"team": team.name, "changed": changed, "before": before, "after": after}
        record(action="workflow.changed", actor=actor, obj=workflow, data=about)
    return workflow


def change_steps(*, actor: Actor, workflow: Workflow, base: int, steps: Sequence[StepPlan]) -> Workflow:
    """Store other steps; raises what `change_workflow` raises."""
    facts = WorkflowFacts(workflow.name, Applies.from_json(workflow.applies), tuple(steps))
    return change_workflow(actor=actor, workflow=workflow, base=base, facts=facts)


def move_workflow(*, actor: Actor, workflow: Workflow, by: int) -> None:
    """One place up (`by` -1: it wins over more) or down (1); at the end nothing changes. Raises `Denied`."""
    authorise(actor, Right.SETTINGS, workflow.team)
    with transaction.atomic():
        Team.objects.select_for_update().get(pk=workflow.team_id)
        rows = list(Workflow.objects.filter(team=workflow.team_id, ended_at__isnull=True))
        at = next((number for number, row in enumerate(rows) if row.pk == workflow.pk), None)
        if at is None or not 0 <= at + by < len(rows):
            return
        rows.insert(at + by, rows.pop(at))
        for number, row in enumerate(rows, 1):
            Workflow.objects.filter(pk=row.pk).exclude(number=number).update(number=number)
        about = {"team": workflow.team.name, "place": at + by + 1}
        record(action="workflow.moved", actor=actor, obj=workflow, data=about)


def end_workflow(*, actor: Actor, workflow: Workflow) -> None:
    """Take it out of use: nothing new goes by it. Raises `Denied`, and `StateConflict` when it is already."""
    authorise(actor, Right.SETTINGS, workflow.team)
    with transaction.atomic():
        rows = Workflow.objects.filter(pk=workflow.pk, ended_at__isnull=True)
        if rows.update(ended_at=timezone.now()) != 1:
            raise StateConflict(f"workflow {workflow.pk} is over")
        record(action="workflow.ended", actor=actor, obj=workflow, data={"team": workflow.team.name})


def _named(name: str) -> str:
    said = " ".join(name.replace("\x00", "").split())
    if not said or len(said) > MOST_NAME:
        raise BadWorkflow("name")
    return said


def _applies(team: Team, said: Applies) -> Applies:
    """Without kinds that are none, and channels of other teams."""
    own = set(Channel.objects.filter(team=team, pk__in=said.channels).values_list("pk", flat=True))
    tags = dict.fromkeys(tag.strip().lstrip("#").casefold() for tag in said.hashtags)
    if len(tags) > MOST_ENTRIES:
        raise BadWorkflow("many")
    return replace(
        said,
        kinds=_known(said.kinds, KINDS),
        channels=tuple(pk for pk in dict.fromkeys(said.channels) if pk in own),
        hashtags=tuple(tag for tag in tags if tag),
    )


def _known(said: Iterable[str], known: Sequence[str]) -> tuple[str, ...]:
    return tuple(one for one in dict.fromkeys(said) if one in known)


def _steps(workflow: Workflow, said: Sequence[StepPlan]) -> tuple[StepPlan, ...]:
    """Checked steps; people of other teams are refused, unless they are named already."""
    if len(said) > MOST_STEPS:
        raise BadWorkflow("many")
    steps = tuple(checked(step) for step in said)
    named = {pk for step in steps for pk in step.people}
    before = {pk for step in plans_of(workflow.steps) for pk in step.people}
    if named - before - set(members(workflow.team)):
        raise BadWorkflow("who")
    return steps
