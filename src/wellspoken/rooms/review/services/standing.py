"""How a request stands when an act about it comes too late."""

from __future__ import annotations

from wellspoken.rooms.review.errors import Outdated
from wellspoken.rooms.review.models import ReviewRequest
from wellspoken.rooms.review.states import RequestState


def outdated(request: ReviewRequest) -> Outdated:
    """The refusal that tells how things are now, to be raised."""
    now = ReviewRequest.objects.select_related("post", "revision").get(pk=request.pk)
    newest = ReviewRequest.objects.filter(post=request.post_id, state=RequestState.OPEN).first()
    return Outdated(now, newest if newest is not None and newest.pk != now.pk else None)
