"""Reads of a team's workflows."""

from __future__ import annotations

from collections.abc import Iterable

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.review.flow.able import members, unable
from wellspoken.rooms.review.flow.plans import plans_of
from wellspoken.rooms.review.models import ReviewRequest, Workflow
from wellspoken.rooms.review.states import RequestState


def workflows_of(teams: Iterable[Team]) -> list[Workflow]:
    """The workflows in use of these teams, in the order in which they win. One query."""
    rows = Workflow.objects.filter(team__in=[team.pk for team in teams], ended_at__isnull=True)
    return list(rows.select_related("team").order_by("team__name", "number", "pk"))


def people_named(workflows: Iterable[Workflow]) -> dict[int, User]:
    """Everybody whom their steps name, by key. One query."""
    keys = {pk for row in workflows for step in plans_of(row.steps) for pk in step.people}
    return User.objects.in_bulk(list(keys))


def request_of(post: Post) -> ReviewRequest | None:
    """The newest request about the post's words as they are that stands or was decided. One query."""
    if post.current is None:
        return None
    live = (RequestState.OPEN, RequestState.APPROVED, RequestState.CHANGES, RequestState.REJECTED)
    rows = ReviewRequest.objects.filter(post=post, content_hash=post.current.content_hash, state__in=live)
    request = rows.defer("checks").order_by("-pk").first()
    if request is not None:
        request.post = post
    return request


def undoable(workflow: Workflow) -> list[int]:
    """The places (from 0) of steps that nobody could do if a post were sent now by somebody outside them.

    The first of them keeps posts from being sent. Two queries.
    """
    known = members(workflow.team)
    steps = plans_of(workflow.steps)
    alone = [place for place, step in enumerate(steps) if unable([step], known, frozenset()) is not None]
    together = None if alone else unable(steps, known, frozenset())
    return alone if together is None else [steps.index(together)]
