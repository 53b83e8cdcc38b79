"""Carrying an approval over to a copy: only while not a letter differs and today's checks stop nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from wellspoken.rooms.compliance.services import ChannelScreening, screen_body
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.services import seal
from wellspoken.rooms.content.states import POST, PostState
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.kernel.states import Step, move
from wellspoken.rooms.people.models import User
from wellspoken.rooms.review import hooks
from wellspoken.rooms.review.checks import snapshot, unlooked_pictures, unreleased_blocks
from wellspoken.rooms.review.errors import Unanswered
from wellspoken.rooms.review.models import Decision, ReviewRequest
from wellspoken.rooms.review.questions import asked_about, require_settled
from wellspoken.rooms.review.states import REQUEST, RequestState


@dataclass(frozen=True, slots=True)
class Again:
    """What a person approved to come again: the decision about the first post, and who let it repeat, with a reason."""

    first: Decision
    by: User
    reason: str


def approve_again(*, actor: SystemActor, post: Post, again: Again) -> Decision | None:
    """Approve a draft whose words are those of an approved post; None when a person has to look.

    A person has to look when a letter differs, when today's checks stop it (a release holds for the first post
    only), when a picture was not looked into, or when a question that is asked today has no answer that settles it.
    Raises `StateConflict` when somebody moved the post meanwhile.
    """
    if post.current is None or post.current.content_hash != again.first.content_hash:
        return None
    body = post.current.content
    screenings = screen_body(team=post.team, body=body)
    if unreleased_blocks(post, body, screenings) or unlooked_pictures(screenings):
        return None
    try:
        require_settled(again.first.request, asked_about(screenings))
    except Unanswered:
        return None
    with transaction.atomic():
        return _approve(actor, post, again, screenings)


def _approve(actor: SystemActor, post: Post, again: Again, screenings: list[ChannelScreening]) -> Decision:
    """Seal, ask, approve: the same rows that a person's approval writes."""
    revision = seal(actor=actor, post=post, base_version=post.version)
    named = {"revision": revision, "content_hash": revision.content_hash}
    data = {"revision": revision.number, "content_hash": revision.content_hash}
    about: dict[str, Any] = {"actor": actor, "where": Q(current=revision.pk)}
    asking: dict[str, Any] = {"action": "review.asked", "only_from": [PostState.DRAFT], "data": data}
    move(post, POST, Step(to=PostState.IN_REVIEW, **about, **asking))
    request = ReviewRequest.objects.create(post=post, asked_by=post.author, checks=snapshot(screenings), **named)
    said: dict[str, Any] = {
        "action": "review.repeated",
        "only_from": [PostState.IN_REVIEW],
        "data": {**data, "by": again.by.name},
    }
    move(post, POST, Step(to=PostState.APPROVED, **about, **said))
    closing = Step(
        to=RequestState.APPROVED,
        actor=actor,
        action="review.closed",
        changes={"closed_at": timezone.now()},
        data={"revision": revision.number},
    )
    move(request, REQUEST, closing)
    decision = Decision.objects.create(
        request=request, post=post, verdict="approve", reason=again.reason, by=again.by, **named
    )
    hooks.approved(decision, actor)
    return decision
