"""New words end the review of older ones, in the saving transaction, and say which words changed."""

from __future__ import annotations

from django.utils import timezone

from wellspoken.rooms.content import diff
from wellspoken.rooms.content.body import Body
from wellspoken.rooms.content.models import Post, Revision
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.states import StateConflict, Step, move
from wellspoken.rooms.review.models import ReviewRequest
from wellspoken.rooms.review.states import REQUEST, RequestState

_LIVE = frozenset({RequestState.OPEN, RequestState.APPROVED})


def on_revised(post: Post, before: Revision | None, after: Revision, actor: Actor) -> None:
    """Void every live request that names other content than `after`."""
    asked = ReviewRequest.objects.filter(post=post, state__in=_LIVE).exclude(content_hash=after.content_hash)
    for request in asked.select_related("post", "revision"):
        changed = changed_words(request.revision.content, after.content)
        step = Step(
            to=RequestState.VOIDED,
            actor=actor,
            action="review.voided",
            changes={"closed_at": timezone.now(), "changed_words": changed},
            data={"revision": request.revision.number, "by_revision": after.number},
            personal={"words": changed},
        )
        try:
            move(request, REQUEST, step)
        except StateConflict:  # decided against or taken back at this very moment: it is no longer live
            continue


def changed_words(a: Body, b: Body) -> list[list[str]]:
    """What went and what came, over all parts, as [["del" | "ins", text], …]; parts without words name themselves."""
    found: list[list[str]] = []
    for change in diff.bodies(a, b):
        words = [list(piece) for piece in change.words if piece[0] != "same"]
        found += words or [["del" if change.kind == "removed" else "ins", f"[{change.part} {change.subject}]".strip()]]
    return found[:200]
