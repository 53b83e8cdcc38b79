"""What somebody from outside sees: the exact version of their request, and what they themselves said of it."""

from __future__ import annotations

from dataclasses import dataclass

from wellspoken.rooms.media.models import MediaFile
from wellspoken.rooms.media.selectors import by_ids
from wellspoken.rooms.review.models import Comment, OutsideReviewer, ReviewRequest
from wellspoken.rooms.review.selectors.readings import Reading, words_of


@dataclass(frozen=True, slots=True)
class OutsideView:
    """The reading, without findings, names of colleagues or what others said; and their own comments."""

    reading: Reading
    comments: list[Comment]


def outside_view(row: OutsideReviewer) -> OutsideView:
    """The page of a link that is open (`services.open_link`): three queries."""
    post = row.request.post
    post.current = row.request.revision  # an open request names the post's current words
    return OutsideView(words_of(post), list(Comment.objects.filter(outside=row).select_related("outside")))


def picture_for(row: OutsideReviewer, key: str) -> MediaFile | None:
    """A picture of exactly this version; None for any other."""
    body = row.request.revision.content
    if key not in {*(picture.media_id for picture in body.pictures), body.film.poster_id if body.film else ""}:
        return None
    return by_ids([key]).get(key)


def outsiders_of(request: ReviewRequest) -> list[OutsideReviewer]:
    """Everybody who was asked from outside about this request, oldest first. One query."""
    return list(OutsideReviewer.objects.filter(request=request).select_related("step", "invited_by"))
