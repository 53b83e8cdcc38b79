"""Who can be asked to step in for a request, and what was done about it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from wellspoken.rooms.people.models import User
from wellspoken.rooms.review import reminding
from wellspoken.rooms.review.access import writers_of
from wellspoken.rooms.review.deputies import deputies_of
from wellspoken.rooms.review.models import Reminder, ReviewRequest


@dataclass(frozen=True, slots=True)
class StepIn:
    """Deputies who can be asked; `asked` tells that they were."""

    people: tuple[User, ...]
    asked: bool


def who_can_step_in(request: ReviewRequest, user: User) -> StepIn:
    """As `ask_deputies` would ask them for `user`. Six queries at most, more for a request with a workflow."""
    written = writers_of(request.post, request.asked_by_id)
    people = deputies_of(reminding.deciders(request, written), {*written, user.pk}, timezone.now())
    return StepIn(tuple(people), bool(people) and Reminder.objects.filter(request=request, kind="deputy").exists())
