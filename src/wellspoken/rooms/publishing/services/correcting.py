"""Correcting a published post: a new draft that names what it corrects."""

from __future__ import annotations

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.services import new_correction
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing import correcting


def correct(*, actor: User, post: Post) -> Post:
    """Begin a correction of a live post on the channels where its words can be changed in place.

    It goes through screening, review and approval like any post; approved, it replaces the words that are out.
    Raises `Denied`, and `StateConflict` when nothing of it can be changed or a correction is under way already.
    """
    require(actor, Right.SUGGEST, post.team)
    channels = {delivery.channel_id for delivery in correcting.up(post) if correcting.changeable(delivery)}
    if not channels:
        raise StateConflict(f"nothing of post {post.pk} can be corrected")
    return new_correction(actor=actor, post=post, channels=channels)
