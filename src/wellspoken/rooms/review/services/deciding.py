"""The decision about one exact version, and taking it back while nothing has left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from wellspoken.rooms.compliance.services import screen_body
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.plans import Plan
from wellspoken.rooms.content.services import set_plan
from wellspoken.rooms.content.states import POST, PostState
from wellspoken.rooms.kernel.states import StateConflict, Step, move
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review import access, hooks, notices
from wellspoken.rooms.review.checks import snapshot, unlooked_pictures, unreleased_blocks
from wellspoken.rooms.review.errors import MAX_TEXT, MIN_REASON, BlockedByChecks, ReasonNeeded, TooLate, Unanswered
from wellspoken.rooms.review.models import Decision, ReviewRequest
from wellspoken.rooms.review.questions import asked_about, require_settled
from wellspoken.rooms.review.services.standing import outdated
from wellspoken.rooms.review.states import REQUEST, RequestState


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a verdict does: the states that post and request go to, the audit action, whether a reason is needed."""

    post: str
    request: str
    action: str
    reason: bool


OUTCOMES: Mapping[str, Outcome] = {
    "approve": Outcome(PostState.APPROVED, RequestState.APPROVED, "review.approved", False),
    "changes": Outcome(PostState.CHANGES, RequestState.CHANGES, "review.changes", True),
    "reject": Outcome(PostState.REJECTED, RequestState.REJECTED, "review.rejected", True),
}


def decide(
    *,
    actor: User,
    request: ReviewRequest,
    verdict: str,
    reason: str = "",
    plan: Plan | None = None,
    seen: str | None = None,
) -> Decision:
    """Approve, ask for changes, or reject: exactly the version that the request names.

    `verdict` is approve, changes or reject (the last two need a reason of at
    least `MIN_REASON` characters). `seen` is the content hash of what was on
    the reviewer's screen. `plan` sets the time along with an approval. Raises
    `Denied`, `OwnWork`, `ReasonNeeded`, `BlockedByChecks` (today's rules),
    `Unanswered` (a question holds an approval back), and `Outdated` when the
    words changed or somebody else decided first.
    """
    outcome = OUTCOMES[verdict]
    post = request.post
    access.require(actor, Right.REVIEW, post)
    access.require_other(actor, post, request.asked_by_id)
    said = _reason(reason, outcome)
    if seen is not None and seen != request.content_hash:
        raise outdated(request)
    asked = _require_released(request) if verdict == "approve" else []
    try:
        with transaction.atomic():
            decision = _decide(actor, request, verdict, said, plan)
            require_settled(request, asked)  # again, now that nobody can answer otherwise
            return decision
    except StateConflict as conflict:
        raise outdated(request) from conflict


def _require_released(request: ReviewRequest) -> list[dict[str, Any]]:
    """Screen with the rules of now and give the questions they ask.

    What they stop, and what nobody has answered, is kept with the request, so that the page shows it.
    """
    still_open = ReviewRequest.objects.filter(pk=request.pk, state=RequestState.OPEN)
    if not still_open.exists():
        return []
    post, body = request.post, request.revision.content
    screenings = screen_body(team=post.team, body=body)
    if blocks := unreleased_blocks(post, body, screenings) + unlooked_pictures(screenings):
        still_open.update(checks=snapshot(screenings))
        raise BlockedByChecks(blocks)
    asked = asked_about(screenings)
    try:
        require_settled(request, asked)
    except Unanswered:
        still_open.update(checks=snapshot(screenings))
        raise
    return asked


def _reason(reason: str, outcome: Outcome) -> str:
    said = reason.replace("\x00", "").strip()
    if outcome.reason and len(said) < MIN_REASON:
        raise ReasonNeeded("short")
    if len(said) > MAX_TEXT:
        raise ReasonNeeded("long")
    return said


def _decide(actor: User, request: ReviewRequest, verdict: str, reason: str, plan: Plan | None) -> Decision:
    """The whole decision or nothing: post first, then request, as a save does, so that neither waits for the other."""
    outcome, post = OUTCOMES[verdict], request.post
    if plan is not None and verdict == "approve":
        set_plan(actor=actor, post=post, plan=plan)
    data = {"revision": request.revision.number, "content_hash": request.content_hash}
    unchanged = Q(current=request.revision_id)
    personal = {"reason": reason} if reason else None
    move(
        post,
        POST,
        Step(
            to=outcome.post,
            actor=actor,
            action=outcome.action,
            only_from=[PostState.IN_REVIEW],
            where=unchanged,
            data=data,
            personal=personal,
        ),
    )
    closing = Step(
        to=outcome.request,
        actor=actor,
        action="review.closed",
        only_from=[RequestState.OPEN],
        where=Q(content_hash=request.content_hash),
        changes={"closed_at": timezone.now()},
        data={"revision": request.revision.number},
    )
    move(request, REQUEST, closing)
    decision = Decision.objects.create(
        request=request,
        post=post,
        revision=request.revision,
        content_hash=request.content_hash,
        verdict=verdict,
        reason=reason,
        by=actor,
    )
    if verdict == "approve":
        hooks.approved(decision, actor)
    notices.decided(decision)
    return decision


def take_back(*, actor: User, request: ReviewRequest) -> None:
    """Undo one's own decision: the same version waits for a decision again.

    Possible while the words are the same and nothing of it has left for a
    network. Raises `Denied` and `TooLate`.
    """
    access.require(actor, Right.REVIEW, request.post)
    try:
        with transaction.atomic():
            _take_back(actor, request)
    except StateConflict as conflict:
        raise TooLate(str(request.pk)) from conflict


def _take_back(actor: User, request: ReviewRequest) -> None:
    """Post back to review by the moves its machine has, then the request; publishing may still refuse."""
    post, state = request.post, request.state
    mine = Decision.objects.filter(request=request, by=actor, taken_back_at__isnull=True)
    if state == RequestState.OPEN or mine.update(taken_back_at=timezone.now()) != 1:
        raise StateConflict(f"no decision of {actor.actor_id} on request {request.pk}")
    decided = next(outcome for outcome in OUTCOMES.values() if outcome.request == state)
    _reopen_post(actor, post, request, decided.post)
    data = {"revision": request.revision.number}
    changes = {"closed_at": None}
    step = Step(
        to=RequestState.OPEN, actor=actor, action="review.closed", only_from=[state], changes=changes, data=data
    )
    move(request, REQUEST, step)
    if decided.post == PostState.APPROVED:
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
