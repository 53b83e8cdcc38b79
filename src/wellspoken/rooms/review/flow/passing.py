"""How a request passes its steps: which are open, for whom, what is still needed, and whether one is stuck."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from wellspoken.rooms.people.models import User
from wellspoken.rooms.review.access import writers_of
from wellspoken.rooms.review.flow.able import Member, asked_in, left_for, members
from wellspoken.rooms.review.flow.plans import plans_of, staged
from wellspoken.rooms.review.models import Decision, OutsideReviewer, RequestStep, ReviewRequest, Workflow
from wellspoken.rooms.review.states import StepState


@dataclass(frozen=True, slots=True)
class Passing:
    """One step: its standing approvals, who else can approve, how many more are needed, who was asked from outside.

    `stuck`: it is not done, and fewer people are left than are needed.
    """

    step: RequestStep
    approvals: tuple[Decision, ...]
    able: tuple[User, ...]
    needed: int
    outsiders: tuple[OutsideReviewer, ...]
    stuck: bool

    @property
    def done(self) -> bool:
        """Whether the approvals it has are enough."""
        return not self.needed


@dataclass(frozen=True, slots=True)
class Flow:
    """The steps of a request in their order; `known` are the people of the team, `writers` who wrote part of it."""

    steps: tuple[Passing, ...]
    approvals: tuple[Decision, ...]
    known: Mapping[int, Member]
    writers: frozenset[int]

    def mine(self, user: User) -> list[Passing]:
        """The open steps that this person can approve now."""
        return [one for one in self.now if any(person.pk == user.pk for person in one.able)]

    def asks(self, user: User) -> bool:
        """Whether some step of the request, open or not, asks this person."""
        return any(user.pk in asked_in(one.step, self.known) for one in self.steps)

    @property
    def now(self) -> list[Passing]:
        """The steps that are open."""
        return [one for one in self.steps if one.step.state == StepState.OPEN]

    def at(self, pk: int) -> Passing:
        """The step of that key; raises `KeyError`."""
        for one in self.steps:
            if one.step.pk == pk:
                return one
        raise KeyError(pk)

    def plus(self, decision: Decision) -> Flow:
        """The flow with one approval more. No query."""
        approvals = (*self.approvals, decision)
        steps = tuple(_passing(one.step, approvals, self.known, self.writers) for one in self.steps)
        return replace(self, steps=steps, approvals=approvals)

    def ends_with(self, step: RequestStep) -> bool:
        """Whether nothing is left once this step is done."""
        return all(one.step.pk == step.pk or one.step.state == StepState.DONE for one in self.steps)


def flow_of(request: ReviewRequest) -> Flow:
    """The steps of a request with everything known of them; seven queries, none for a request without a workflow."""
    if not request.workflow:
        return Flow((), (), {}, frozenset())
    steps = list(RequestStep.objects.filter(request=request).prefetch_related("people", "outsiders"))
    given = Decision.objects.filter(request=request, verdict="approve", taken_back_at__isnull=True)
    approvals = tuple(given.select_related("by", "outside").order_by("at", "pk"))
    known = members(request.post.team)
    writers = frozenset(writers_of(request.post, request.asked_by_id))
    for step in steps:
        step.request = request
    return Flow(tuple(_passing(one, approvals, known, writers) for one in steps), approvals, known, writers)


def _passing(
    step: RequestStep, approvals: Sequence[Decision], known: Mapping[int, Member], writers: AbstractSet[int]
) -> Passing:
    here = tuple(one for one in approvals if one.step_id == step.pk)
    gave = {one.by_id for one in here if one.by_id is not None}
    elsewhere = {one.by_id for one in approvals if one.step_id != step.pk and one.by_id is not None}
    left = left_for(asked_in(step, known) - writers, gave, elsewhere, again=step.again)
    if step.need:
        needed = max(0, step.need - len(here))
    elif step.who == "people":
        needed = len(step.people_keys - writers - gave)
    else:
        needed = len(left) if here else max(1, len(left))
    asked = tuple(one for one in step.outsiders.all() if one.open)
    stuck = step.state != StepState.DONE and len(left) + len(asked) < needed
    return Passing(step, here, tuple(m.user for m in known.values() if m.user.pk in left), needed, asked, stuck)


def begin(request: ReviewRequest, workflow: Workflow) -> list[RequestStep]:
    """Copy the workflow's steps to the request; those of the first stage are open. Inside the asking transaction."""
    rows = []
    for place, (stage, plan) in enumerate(staged(plans_of(workflow.steps))):
        row = RequestStep.objects.create(
            request=request,
            stage=stage,
            place=place,
            name=plan.name,
            who=plan.who,
            role=plan.role,
            field=plan.field,
            need=plan.need,
            outside=plan.outside,
            again=plan.again,
            state=StepState.WAITING if stage else StepState.OPEN,
        )
        row.people.set(plan.people)
        rows.append(row)
    return rows


def next_stage(steps: Iterable[RequestStep]) -> list[RequestStep]:
    """The steps that may begin now: those of the first stage that waits, when every one before it is done."""
    waiting = [step for step in steps if step.state == StepState.WAITING]
    if not waiting or any(step.state == StepState.OPEN for step in steps):
        return []
    first = min(step.stage for step in waiting)
    return [step for step in waiting if step.stage == first]
