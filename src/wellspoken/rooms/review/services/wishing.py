"""Asking the people who may release to look at the stops of a post."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from wellspoken.rooms.content.access import require_edit
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.states import PostState
from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.people.models import User
from wellspoken.rooms.review import notices
from wellspoken.rooms.review.checks import unreleased_blocks
from wellspoken.rooms.review.errors import NotReady
from wellspoken.rooms.review.models import ReleaseRequest

_OPEN = frozenset({PostState.DRAFT, PostState.CHANGES, PostState.REJECTED})


def ask_release(*, actor: User, post: Post) -> ReleaseRequest:
    """Ask for the release of every stop in the post's current words; asking twice gives the first request again.

    People with the right to release in the team get a mail without words of
    the post. Raises `Denied`, and `NotReady` (`state` when it is no draft,
    `no_stops` when nothing is left that a person could release).
    """
    require_edit(actor, post)
    post.refresh_from_db()
    if post.state not in _OPEN or post.current is None:
        raise NotReady("state")
    revision = post.current
    stops = [block for block in unreleased_blocks(post, revision.content) if not block.system]
    if not stops:
        raise NotReady("no_stops")
    made = ReleaseRequest(
        post=post, revision=revision, content_hash=revision.content_hash, stops=len(stops), asked_by=actor
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
            data = {"revision": revision.number, "content_hash": made.content_hash, "stops": made.stops}
            record(action="review.release_asked", actor=actor, obj=made, data=data)
            notices.release_asked(made)
    except IntegrityError:
        return ReleaseRequest.objects.get(post=post, content_hash=made.content_hash)
    return made
