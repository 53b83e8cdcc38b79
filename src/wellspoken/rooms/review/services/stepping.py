"""One approval in one step of a request, and taking it back. Called inside the deciding transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.states import PostState
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.states import StateConflict, Step, move, record
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review import access, letters
from wellspoken.rooms.review.flow.errors import NotYourStep
from wellspoken.rooms.review.flow.passing import Flow, flow_of, next_stage
from wellspoken.rooms.review.models import Decision, OutsideReviewer, RequestStep, ReviewRequest
from wellspoken.rooms.review.states import STEP, RequestState, StepState


@dataclass(frozen=True, slots=True)
class Voice:
    """Who decides: a person of the house, or somebody from outside by their link, and what they say."""

    actor: Actor
    reason: str = ""
    user: User | None = None
    outside: OutsideReviewer | None = None


def require_decider(user: User, request: ReviewRequest, flow: Flow) -> None:
    """Raise `Denied` unless the person may decide such requests at all: as a reviewer, or because a step asks them."""
    if request.workflow and flow.asks(user):
        access.require(user, Right.VIEW, request.post)
        return
    access.require(user, Right.REVIEW, request.post)


def step_for(user: User, request: ReviewRequest, flow: Flow, wanted: int | None = None) -> RequestStep | None:
    """The open step in which this person decides: the wanted one, or the first; None without a workflow.

    Raises `NotYourStep` when none of the open ones is theirs.
    """
    if not request.workflow:
        return None
    mine = [one.step for one in flow.mine(user)]
    found = next((step for step in mine if wanted in {None, step.pk}), None)
    if found is None:
        raise NotYourStep(tuple(one.step.name for one in flow.now))
    return found


def approve_step(voice: Voice, request: ReviewRequest, step: RequestStep) -> tuple[Decision, bool]:
    """Store an approval of one step and open what comes next; whether it was the last.

    The caller holds the transaction. Raises `StateConflict` when the step is no longer this person's.
    """
    flow = _locked_flow(request)
    here = flow.at(step.pk)
    if voice.user is not None and here not in flow.mine(voice.user):
        raise StateConflict(f"step {step.pk} is not open to {voice.actor.actor_id}")
    if voice.user is None and here.step.state != StepState.OPEN:
        raise StateConflict(f"step {step.pk} is {here.step.state}")
    decision = _stored(voice, request, here.step)
    after = flow.plus(decision).at(step.pk)
    if not after.done:
        return decision, False
    done = Step(
        to=StepState.DONE,
        actor=voice.actor,
        action="review.step_done",
        only_from=[StepState.OPEN],
        changes={"done_at": timezone.now()},
        data=_about(request, here.step),
    )
    move(here.step, STEP, done)
    return decision, _go_on(voice.actor, request, [one.step for one in flow.steps])


def _locked_flow(request: ReviewRequest) -> Flow:
    """The flow as it is, with the post's row held as a save holds it, so that nothing changes meanwhile."""
    held = Post.objects.select_for_update().filter(
        pk=request.post_id, state=PostState.IN_REVIEW, current=request.revision_id
    )
    still = ReviewRequest.objects.filter(pk=request.pk, state=RequestState.OPEN, content_hash=request.content_hash)
    if held.first() is None or not still.exists():
        raise StateConflict(f"request {request.pk} is over")
    return flow_of(request)


def _about(request: ReviewRequest, step: RequestStep) -> dict[str, object]:
    return {"revision": request.revision.number, "content_hash": request.content_hash, "step": step.name}


def _stored(voice: Voice, request: ReviewRequest, step: RequestStep) -> Decision:
    decision = Decision.objects.create(
        request=request,
        post=request.post,
        revision=request.revision,
        content_hash=request.content_hash,
        verdict="approve",
        reason=voice.reason,
        step=step,
        final=False,
        by=voice.user,
        outside=voice.outside,
    )
    personal = {"reason": voice.reason} if voice.reason else {}
    if voice.outside is not None:
        personal["who"] = voice.outside.name
    action = "review.step_approved" if voice.outside is None else "review.outside_approved"
    record(action=action, actor=voice.actor, obj=decision, data=_about(request, step), personal=personal or None)
    return decision


def _go_on(actor: Actor, request: ReviewRequest, steps: Sequence[RequestStep]) -> bool:
    """Open the steps that come next and tell their people; whether there is nothing left."""
    begun = next_stage(steps)
    for step in begun:
        opening = Step(to=StepState.OPEN, actor=actor, action="review.step_begun", data=_about(request, step))
        move(step, STEP, opening)
    if begun:
        letters.begun(request)
    return all(step.state == StepState.DONE for step in steps)


def take_back_step(actor: User, request: ReviewRequest, decision: Decision) -> None:
    """Undo an approval while the request is open: its step is open again, steps after it wait.

    Raises `StateConflict` when somebody has decided in a later step, or the request is over.
    """
    flow = _locked_flow(request)
    here = flow.at(decision.step_id or 0).step
    later = [one for one in flow.steps if one.step.stage > here.stage]
    if any(one.approvals for one in later):
        raise StateConflict(f"a later step of request {request.pk} has begun")
    mine = Decision.objects.filter(pk=decision.pk, taken_back_at__isnull=True)
    if mine.update(taken_back_at=timezone.now()) != 1:
        raise StateConflict(f"decision {decision.pk} was taken back")
    record(action="review.undone", actor=actor, obj=request.post, data={"revision": request.revision.number})
    for one in later:
        if one.step.state == StepState.OPEN:
            data = _about(request, one.step)
            move(one.step, STEP, Step(to=StepState.WAITING, actor=actor, action="review.step_waits", data=data))
    reopen(actor, request, here)


def reopen(actor: User, request: ReviewRequest, step: RequestStep | None) -> None:
    """A step that was done is open again, because one of its approvals is gone."""
    if step is None or step.state != StepState.DONE:
        return
    again = Step(
        to=StepState.OPEN,
        actor=actor,
        action="review.step_begun",
        only_from=[StepState.DONE],
        changes={"done_at": None},
        data=_about(request, step),
    )
    move(step, STEP, again)


def require_able(user: User, request: ReviewRequest) -> None:
    """Raise `Denied` unless the person may answer for this request: a reviewer, or somebody whom a step asks."""
    try:
        access.require(user, Right.REVIEW, request.post)
    except Denied:
        require_decider(user, request, flow_of(request))
