"""Leaving: what will happen, counted; the act; the paper that proves it; the shared secrets to change."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wellspoken.rooms.people import evidence, leaving, selectors, services
from wellspoken.rooms.people.access import get_departure, get_person, get_rotation, require_everywhere
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import Departure, User
from wellspoken.rooms.people.roles import Right


@login_required
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what happens when this person leaves, counted; then do it, and show the paper."""
    user = require_everywhere(request.user, Right.PEOPLE)
    person = get_person(user, pk)
    problem = ""
    if request.method == "POST":
        try:
            departure = services.leave(actor=user, person=person, successor=_successor(request))
        except PeopleProblem as refused:
            problem = refused.sentence
        else:
            messages.success(request, _("%(name)s is signed out everywhere.") % {"name": person.name})
            return redirect("departure", departure.pk)
    context = {
        "person": person,
        "problem": problem,
        "foreseen": leaving.foresee(person),
        "successors": selectors.successors(person),
        "chosen": request.POST.get("successor", ""),
        "kinds": leaving.KINDS,
    }
    return render(request, "people/leave.html", context, status=422 if problem else 200)


def _successor(request: HttpRequest) -> User | None:
    """The person named; None when nobody is. Raises `PeopleProblem` for somebody who is not there."""
    named = request.POST.get("successor", "")
    if named in {"", "nobody"}:
        return None
    found = User.objects.filter(pk=int(named)).first() if named.isdecimal() and len(named) < 10 else None
    if found is None:
        raise PeopleProblem("successor")
    return found


@login_required
@require_GET
def departure(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper: what ended, what went to whom, what is left to change by hand. Made for printing too."""
    user = require_everywhere(request.user, Right.PEOPLE)
    found = get_departure(user, pk)
    rotations = list(found.rotations.select_related("done_by"))
    context = {
        "departure": found,
        "ended": _lines(found.ended),
        "handed": _lines(found.handed),
        "rotations": [{"row": row, "why": leaving.KINDS.get(row.kind, "")} for row in rotations],
        "open": sum(row.done_at is None for row in rotations),
        "whole": bool(found.evidence) and evidence.is_whole(evidence.paper(found)),
    }
    return render(request, "people/departure.html", context)


def _lines(counted: list[dict[str, Any]]) -> list[str]:
    """What was touched, in words; kinds with nothing in them are left out."""
    known = [(leaving.step(one["code"]), one["count"]) for one in counted if one["count"]]
    return [step.words(count) for step, count in known if step]


@login_required
@require_GET
def departure_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed paper as a file."""
    user = require_everywhere(request.user, Right.PEOPLE)
    found: Departure = get_departure(user, pk)
    answer = JsonResponse(evidence.paper(found), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="leaving-{found.pk}.json"'
    return answer


@login_required
@require_POST
def tick(request: HttpRequest, pk: int) -> HttpResponse:
    """A shared secret was changed (`done` 1), or is open again."""
    user = require_everywhere(request.user, Right.PEOPLE)
    rotation = get_rotation(user, pk)
    services.tick(actor=user, rotation=rotation, done=request.POST.get("done") == "1")
    return redirect("departure", rotation.departure_id)


@login_required
@require_POST
def come_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch an account on again."""
    user = require_everywhere(request.user, Right.PEOPLE)
    person = get_person(user, pk)
    try:
        services.reactivate(actor=user, person=person)
    except PeopleProblem as refused:
        messages.error(request, refused.sentence)
        return redirect("person", pk)
    messages.success(request, _("%(name)s may sign in again, with the same roles.") % {"name": person.name})
    return redirect("person", pk)
