"""A person's deputy and days away."""

from __future__ import annotations

from django.utils import timezone

from wellspoken.rooms.people.models import User
from wellspoken.rooms.review.models import Absence, Deputy


def deputy_of(user: User) -> User | None:
    """Who stands in for this person, able or not; one query."""
    row = Deputy.objects.filter(user=user).select_related("person").first()
    return row.person if row else None


def absences_of(user: User) -> list[Absence]:
    """Days away that are under way or to come, the first first; one query."""
    return list(Absence.objects.filter(user=user, ends__gt=timezone.now()))
