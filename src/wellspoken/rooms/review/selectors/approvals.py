"""Whether exactly these words may go out."""

from __future__ import annotations

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.review.models import Decision
from wellspoken.rooms.review.states import RequestState


def approval_for(post: Post, content_hash: str) -> Decision | None:
    """The approval that stands for this content, or None: none given, taken back, or ended by new words."""
    standing = Decision.objects.filter(
        post=post,
        content_hash=content_hash,
        verdict="approve",
        final=True,
        taken_back_at__isnull=True,
        request__state=RequestState.APPROVED,
    )
    return standing.select_related("by", "revision").first()
