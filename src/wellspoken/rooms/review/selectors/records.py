"""What the review room knows of one post, for the page of its whole life."""

from __future__ import annotations

from dataclasses import dataclass

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.access import may
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review.access import writers_of
from wellspoken.rooms.review.models import Decision, Release, ReviewRequest


@dataclass(frozen=True, slots=True)
class PostRecord:
    """Requests, decisions and releases, newest first; `may_release`: the reader may let a stop through."""

    requests: list[ReviewRequest]
    decisions: list[Decision]
    releases: list[Release]
    may_release: bool

    @property
    def open_request(self) -> ReviewRequest | None:
        """The request that waits for a decision."""
        return next((request for request in self.requests if request.state == "open"), None)


def record_of(user: User, post: Post) -> PostRecord:
    """Read a post's reviews. Three queries, two more for somebody who may release."""
    requests = ReviewRequest.objects.filter(post=post).select_related("asked_by", "revision")
    decisions = Decision.objects.filter(post=post).select_related("by", "revision")
    releases = Release.objects.filter(post=post).select_related("by", "revision")
    may_release = may(user, Right.RELEASE, post.team_id) and user.pk not in writers_of(post)
    return PostRecord(list(requests[:30]), list(decisions[:30]), list(releases[:50]), may_release)
