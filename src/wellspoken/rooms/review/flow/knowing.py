"""Who is named for which field, with a training that counts today, and who stands in for whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet

from wellspoken.rooms.review.deputies import is_away
from wellspoken.rooms.review.models import Competence, Deputy


def standing(today: date) -> QuerySet[Competence]:
    """The rows that count on a day."""
    return Competence.objects.filter(valid_until__gte=today)


def fields_by_person(people: Iterable[int], today: date) -> dict[int, frozenset[str]]:
    """The fields of these people on a day, by key. One query."""
    found: dict[int, set[str]] = {}
    for user, field in standing(today).filter(user__in=list(people)).values_list("user", "field"):
        found.setdefault(user, set()).add(field)
    return {user: frozenset(fields) for user, fields in found.items()}


def standing_in(people: Iterable[int], now: datetime) -> dict[int, frozenset[int]]:
    """For whom, being away at `now`, each of these people stands in; who does for nobody is left out. One query."""
    found: dict[int, set[int]] = {}
    rows = Deputy.objects.filter(is_away(now), person__in=list(people))
    for person, away in rows.values_list("person", "user"):
        found.setdefault(person, set()).add(away)
    return {person: frozenset(away) for person, away in found.items()}
