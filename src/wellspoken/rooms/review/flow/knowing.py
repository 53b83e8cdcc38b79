"""Who is named for which field, with a training that counts today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from wellspoken.rooms.review.models import Competence


def standing(today: date) -> QuerySet[Competence]:
    """The rows that count on a day."""
    return Competence.objects.filter(valid_until__gte=today)


def fields_by_person(people: Iterable[int], today: date) -> dict[int, frozenset[str]]:
    """The fields of these people on a day, by key. One query."""
    found: dict[int, set[str]] = {}
    for user, field in standing(today).filter(user__in=list(people)).values_list("user", "field"):
        found.setdefault(user, set()).add(field)
    return {user: frozenset(fields) for user, fields in found.items()}
