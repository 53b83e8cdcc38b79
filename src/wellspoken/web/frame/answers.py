"""Pages for when something is not there, not allowed, or broke: the cause and the next step in plain words."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.roles import GRID, RIGHT_NAMES, Role
from wellspoken.rooms.people.selectors import who_can_give


def denied(request: HttpRequest, reason: Denied) -> HttpResponse:
    """403: which right is missing, where, which roles carry it and who can give one."""
    context = {
        "right": RIGHT_NAMES[reason.right],
        "team": reason.team,
        "roles": [role.label for role in Role if reason.right in GRID[role]],
        "givers": who_can_give(reason.team) if request.user.is_authenticated else [],
    }
    return render(request, "denied.html", context, status=403)


def not_there(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404; Django calls it too (`handler404`)."""
    return render(request, "404.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that is too old or came from elsewhere; `reason` is Django's, for logs only."""
    return render(request, "csrf.html", {"back": request.path}, status=403)


def throttled(request: HttpRequest) -> HttpResponse:
    """429: too many tries (`handler429`, called by django-allauth)."""
    return render(request, "429.html", status=429)
