"""When an approval is taken back though the words are the same: what waits is cancelled, what has left stays."""

from __future__ import annotations

from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.publishing.scheduling import cancel_one
from wellspoken.rooms.publishing.states import MAYBE_OUT, NOT_OUT
from wellspoken.rooms.review.models import ReviewRequest


def on_taken_back(request: ReviewRequest, actor: Actor) -> None:
    """Cancel the request's deliveries, in the transaction that takes the approval back.

    Raises `StateConflict` when one of them may be out already; then the approval stands.
    """
    deliveries = Delivery.objects.filter(post=request.post_id, content_hash=request.content_hash)
    for delivery in deliveries.filter(state__in=NOT_OUT).select_related("channel"):
        cancel_one(delivery, actor, "taken_back")
    if deliveries.filter(state__in=MAYBE_OUT).exists():
        raise StateConflict(f"post {request.post_id} is on its way")
