"""Sending a post to review, and taking it back."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from wellspoken.rooms.compliance.services import screen_body
from wellspoken.rooms.content.access import require_edit
from wellspoken.rooms.content.body import Body
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.services import seal
from wellspoken.rooms.content.states import POST, PostState
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.kernel.states import StateConflict, Step, move
from wellspoken.rooms.people.models import User
from wellspoken.rooms.review import access, hooks, letters, notices
from wellspoken.rooms.review.checks import snapshot, unreleased_blocks
from wellspoken.rooms.review.errors import MAX_TEXT, BlockedByChecks, NotReady
from wellspoken.rooms.review.flow.able import members, unable
from wellspoken.rooms.review.flow.errors import Unfulfillable
from wellspoken.rooms.review.flow.matching import chosen
from wellspoken.rooms.review.flow.passing import begin
from wellspoken.rooms.review.flow.plans import plans_of
from wellspoken.rooms.review.models import ReviewRequest, Workflow
from wellspoken.rooms.review.states import REQUEST, RequestState


def submit(*, actor: User, post: Post, base_version: int, note: str = "") -> ReviewRequest:
    """Ask for a decision about the post's words as they are at `base_version`; they are sealed.

    Reviewers of the team get a mail once this is stored. Raises `Denied`,
    `NotReady` (`Unfulfillable` when a step of the workflow that applies can
    be done by nobody), `BlockedByChecks` (stops that nobody has released),
    and `EditConflict` when somebody saved meanwhile.
    """
    require_edit(actor, post)
    post.refresh_from_db()
    body = post.current.content if post.current else Body()
    _require_ready(post, body)
    screenings = screen_body(team=post.team, body=body)
    if blocks := unreleased_blocks(post, body, screenings):
        raise BlockedByChecks(blocks)
    workflow = chosen(post, body, screenings)
    if workflow is not None:
        _require_able(actor, post, workflow)
    try:
        with transaction.atomic():
            request = _ask(actor, post, base_version, note.replace("\x00", "").strip()[:MAX_TEXT])
            request.checks = snapshot(screenings)
            request.workflow = workflow.name if workflow else ""
            request.save(update_fields=["checks", "workflow"])
            _tell(request, workflow)
    except (StateConflict, IntegrityError) as error:
        raise NotReady("state") from error
    return request


def _require_able(actor: User, post: Post, workflow: Workflow) -> None:
    """Raise `Unfulfillable` when a step cannot be done by people who wrote none of it."""
    step = unable(plans_of(workflow.steps), members(post.team), access.writers_of(post, actor.pk))
    if step is not None:
        raise Unfulfillable(workflow.name, step.name)


def _tell(request: ReviewRequest, workflow: Workflow | None) -> None:
    """Freeze the steps and write to their people; without a workflow to the team's reviewers."""
    if workflow is None:
        notices.asked(request)
        return
    begin(request, workflow)
    letters.begun(request)


def _require_ready(post: Post, body: Body) -> None:
    if post.state not in {PostState.DRAFT, PostState.CHANGES}:
        raise NotReady("state")
    if not body.channels:
        raise NotReady("no_channel")
    if not any(body.text_for(channel).strip() for channel in body.channels) and not (body.pictures or body.film):
        raise NotReady("no_text")


def _ask(actor: User, post: Post, base_version: int, note: str) -> ReviewRequest:
    revision = seal(actor=actor, post=post, base_version=base_version)
    move(
        post,
        POST,
        Step(
            to=PostState.IN_REVIEW,
            actor=actor,
            action="review.asked",
            only_from=[PostState.DRAFT, PostState.CHANGES],
            where=Q(version=base_version, current=revision.pk),
            data={"revision": revision.number, "content_hash": revision.content_hash},
            personal={"note": note} if note else None,
        ),
    )
    return ReviewRequest.objects.create(
        post=post, revision=revision, content_hash=revision.content_hash, asked_by=actor, note=note
    )


def recall(*, actor: User | SystemActor, post: Post) -> None:
    """Take a post back from review, or an approved one that is not out yet: it is a draft again.

    Raises `Denied`, and `StateConflict` when it is neither, or already on its way.
    """
    require_edit(actor, post)
    with transaction.atomic():
        requests = ReviewRequest.objects.filter(post=post, state__in=[RequestState.OPEN, RequestState.APPROVED])
        move(
            post,
            POST,
            Step(
                to=PostState.DRAFT,
                actor=actor,
                action="review.recalled",
                only_from=[PostState.IN_REVIEW, PostState.APPROVED],
            ),
        )
        for request in requests.select_related("post", "revision"):
            _end(actor, request)


def _end(actor: User | SystemActor, request: ReviewRequest) -> None:
    was_approved = request.state == RequestState.APPROVED
    data = {"revision": request.revision.number}
    changes = {"closed_at": timezone.now()}
    move(request, REQUEST, Step(to="voided", actor=actor, action="review.closed", changes=changes, data=data))
    if was_approved:
        hooks.taken_back(request, actor)
