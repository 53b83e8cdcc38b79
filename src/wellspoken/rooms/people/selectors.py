"""Reads of the people room."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from wellspoken.rooms.people.models import Grant, Organisation, Team, User
from wellspoken.rooms.people.roles import Right, roles_with


def organisation() -> Organisation | None:
    """The one organisation of this installation, or None before first set-up."""
    return Organisation.objects.order_by("pk").first()


def organisation_administrators() -> list[int]:
    """Keys of the active people who may add people everywhere."""
    grants = Grant.objects.filter(team=None, role__in=roles_with(Right.PEOPLE), user__is_active=True)
    return sorted(set(grants.values_list("user_id", flat=True)))


def people() -> QuerySet[User]:
    """Everybody, active first, by name, with their grants and teams (three queries for any number)."""
    grants = Grant.objects.select_related("team").order_by("team__name", "role")
    return User.objects.order_by("-is_active", "name").prefetch_related(Prefetch("grants", queryset=grants))


def teams() -> QuerySet[Team]:
    """Every team by name."""
    return Team.objects.all()


def who_can_give(team: Team | None) -> list[User]:
    """Active people who may give roles in `team` (None: everywhere), by name; the ones to ask for a right."""
    grants = Grant.objects.filter(role__in=roles_with(Right.PEOPLE))
    grants = grants.filter(team=None) | grants.filter(team=team) if team else grants
    return list(User.objects.filter(is_active=True, grants__in=grants).distinct().order_by("name")[:5])
