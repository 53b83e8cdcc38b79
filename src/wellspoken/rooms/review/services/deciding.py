"""The decision about one exact version, and taking it back while nothing has left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from wellspoken.rooms.compliance.services import screen_body
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.states import POST, PostState
from wellspoken.rooms.kernel.states import StateConflict, Step, move
from wellspoken.rooms.people.models import User
from wellspoken.rooms.review import access, hooks, notices
from wellspoken.rooms.review.checks import restored, snapshot, unlooked_pictures, unreleased_blocks
from wellspoken.rooms.review.competence import require_current
from wellspoken.rooms.review.errors import MAX_TEXT, MIN_REASON, BlockedByChecks, ReasonNeeded, TooLate, Unanswered
from wellspoken.rooms.review.flow.passing import flow_of
from wellspoken.rooms.review.models import Decision, RequestStep, ReviewRequest
from wellspoken.rooms.review.questions import asked_about, require_settled
from wellspoken.rooms.review.services import stepping
from wellspoken.rooms.review.services.standing import outdated
from wellspoken.rooms.review.services.stepping import Voice
from wellspoken.rooms.review.states import REQUEST, RequestState


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a verdict does: the states that post and request go to, the audit action, whether a reason is needed.

    `lets`: whether it lets the version out.
    """

    post: str
    request: str
    action: str
    reason: bool
    lets: bool = False


OUTCOMES: Mapping[str, Outcome] = {
    "approve": Outcome(PostState.APPROVED, RequestState.APPROVED, "review.approved", False, lets=True),
    "changes": Outcome(PostState.CHANGES, RequestState.CHANGES, "review.changes", True),
    "reject": Outcome(PostState.REJECTED, RequestState.REJECTED, "review.rejected", True),
}


def decide(
    *,
    actor: User,
    request: ReviewRequest,
    verdict: str,
    reason: str = "",
    seen: str | None = None,
    step: int | None = None,
) -> Decision:
    """Approve, ask for changes, or reject: exactly the version that the request names.

    `verdict` is approve, changes or reject (the last two need a reason of at
    least `MIN_REASON` characters). `seen` is the content hash of what was on
    the reviewer's screen. `step` is the key of the workflow's step, for
    somebody to whom several are open; the decision is `final` when nothing is
    left. Raises `Denied`, `OwnWork`, `NotYourStep`, `ReasonNeeded`,
    `BlockedByChecks` (today's rules), `Unanswered` (a question holds an
    approval back), `TrainingOver` (the actor's own training for a field that is
    asked about has ended), and `Outdated` when the words changed or somebody
    else decided first.
    """
    outcome = OUTCOMES[verdict]
    flow = flow_of(request)
    stepping.require_decider(actor, request, flow)
    access.require_other(actor, request.post, request.asked_by_id)
    said = checked_reason(reason, outcome)
    if (seen is not None and seen != request.content_hash) or not _still_open(request).exists():
        raise outdated(request)
    at = stepping.step_for(actor, request, flow, step)
    asked = require_released(request, None if at is None or flow.ends_with(at) else at.field) if outcome.lets else []
    if outcome.lets:  # whatever the step asks: the post asks it
        kept = asked_about(restored(request, request.revision.content))
        require_current(actor, [*asked, *kept], request.post.team)
    try:
        with transaction.atomic():
            decision = decide_in_step(Voice(actor, said, user=actor), request, verdict, at)
            require_settled(request, asked)  # again, now that nobody can answer otherwise
            return decision
    except StateConflict as conflict:
        raise outdated(request) from conflict


def _still_open(request: ReviewRequest) -> QuerySet[ReviewRequest]:
    return ReviewRequest.objects.filter(pk=request.pk, state=RequestState.OPEN)


def require_released(request: ReviewRequest, field: str | None = None) -> list[dict[str, Any]]:
    """Screen with the rules of now and give the questions they ask: all, or those of one `field` ("": none).

    What they stop, and what nobody has answered, is kept with the request, so that the page shows it.
    """
    still_open = _still_open(request)
    post, body = request.post, request.revision.content
    screenings = screen_body(team=post.team, body=body)
    if blocks := unreleased_blocks(post, body, screenings) + unlooked_pictures(screenings):
        still_open.update(checks=snapshot(screenings))
        raise BlockedByChecks(blocks)
    asked = [one for one in asked_about(screenings) if field is None or one["competence"] == field]
    try:
        require_settled(request, asked)
    except Unanswered:
        still_open.update(checks=snapshot(screenings))
        raise
    return asked


def checked_reason(reason: str, outcome: Outcome) -> str:
    """The reason as it is kept; raises `ReasonNeeded` when one is needed and there is none, or it is too long."""
    said = reason.replace("\x00", "").strip()
    if outcome.reason and len(said) < MIN_REASON:
        raise ReasonNeeded("short")
    if len(said) > MAX_TEXT:
        raise ReasonNeeded("long")
    return said


def decide_in_step(voice: Voice, request: ReviewRequest, verdict: str, step: RequestStep | None) -> Decision:
    """The decision in its step; an approval that is not the last of all leaves post and request as they are."""
    if step is None or not OUTCOMES[verdict].lets:
        return _decide(voice, request, verdict, step)
    decision, last = stepping.approve_step(voice, request, step)
    return _decide(voice, request, verdict, step, decision) if last else decision


def _decide(
    voice: Voice, request: ReviewRequest, verdict: str, step: RequestStep | None, last: Decision | None = None
) -> Decision:
    """The whole decision or nothing: post first, then request, as a save does, so that neither waits for the other.

    `last` is the approval that ended the workflow's last step: it becomes the one that counts.
    """
    outcome, post = OUTCOMES[verdict], request.post
    said = {"reason": voice.reason} if voice.reason else {}
    if voice.outside is not None:
        said["who"] = voice.outside.name
    deciding = Step(
        to=outcome.post,
        actor=voice.actor,
        action=outcome.action,
        only_from=[PostState.IN_REVIEW],
        where=Q(current=request.revision_id),
        data={"revision": request.revision.number, "content_hash": request.content_hash},
        personal=said or None,
    )
    move(post, POST, deciding)
    closing = Step(
        to=outcome.request,
        actor=voice.actor,
        action="review.closed",
        only_from=[RequestState.OPEN],
        where=Q(content_hash=request.content_hash),
        changes={"closed_at": timezone.now()},
        data={"revision": request.revision.number},
    )
    move(request, REQUEST, closing)
    decision = last or Decision(
        request=request,
        post=post,
        revision=request.revision,
        content_hash=request.content_hash,
        verdict=verdict,
        reason=voice.reason,
        step=step,
        by=voice.user,
        outside=voice.outside,
    )
    decision.final = True
    decision.save()
    if outcome.lets:
        hooks.approved(decision, voice.actor)
    notices.decided(decision)
    return decision


def take_back(*, actor: User, request: ReviewRequest) -> None:
    """Undo one's own decision: the same version waits for a decision again.

    Possible while the words are the same and nothing of it has left for a
    network. Raises `Denied` and `TooLate`.
    """
    stepping.require_able(actor, request)
    try:
        with transaction.atomic():
            _take_back(actor, request)
    except StateConflict as conflict:
        raise TooLate(str(request.pk)) from conflict


def _take_back(actor: User, request: ReviewRequest) -> None:
    """Post back to review by the moves its machine has, then the request; publishing may still refuse."""
    post, state = request.post, request.state
    mine = Decision.objects.filter(request=request, by=actor, taken_back_at__isnull=True).select_related("step")
    latest = mine.filter(final=state != RequestState.OPEN).first()
    if latest is None:
        raise StateConflict(f"no decision of {actor.actor_id} on request {request.pk}")
    if state == RequestState.OPEN:
        stepping.take_back_step(actor, request, latest)
        return
    if Decision.objects.filter(pk=latest.pk, taken_back_at__isnull=True).update(taken_back_at=timezone.now()) != 1:
        raise StateConflict(f"decision {latest.pk} was taken back")
    decided = next(outcome for outcome in OUTCOMES.values() if outcome.request == state)
    _reopen_post(actor, post, request, decided.post)
    data = {"revision": request.revision.number}
    changes = {"closed_at": None}
    step = Step(
        to=RequestState.OPEN, actor=actor, action="review.closed", only_from=[state], changes=changes, data=data
    )
    move(request, REQUEST, step)
    if decided.lets:
        stepping.reopen(actor, request, latest.step)
        hooks.taken_back(request, actor)


def _reopen_post(actor: User, post: Post, request: ReviewRequest, now: str) -> None:
    unchanged = Q(current=request.revision_id)
    data = {"revision": request.revision.number}
    steps = [PostState.IN_REVIEW] if now == PostState.CHANGES else [PostState.DRAFT, PostState.IN_REVIEW]
    # approved and rejected lead to review only by way of draft; the first step tells of it
    for number, to in enumerate(steps):
        action = "review.closed" if number else "review.undone"
        move(post, POST, Step(to=to, actor=actor, action=action, only_from=[now], where=unchanged, data=data))
        now = to
