"""One step of a workflow: added, changed, moved, removed."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review import services
from wellspoken.rooms.review.access import get_workflow
from wellspoken.rooms.review.flow.able import members
from wellspoken.rooms.review.flow.plans import BadWorkflow, StepPlan, plans_of
from wellspoken.rooms.review.models import Workflow
from wellspoken.rooms.review.selectors import people_named
from wellspoken.web.workflows import words
from wellspoken.web.workflows.forms import StepForm
from wellspoken.web.workflows.views import base_of, meanwhile


@login_required
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """The form of a step; the place after the last one is a new step."""
    user = require(request.user, Right.SETTINGS)
    row = get_workflow(user, pk)
    steps = plans_of(row.steps)
    if place > len(steps):
        raise NotThere(f"step {place}")
    before = steps[place] if place < len(steps) else None
    form = StepForm(request.POST or None, _people(row, before), before)
    if form.is_bound and form.is_valid():
        steps[place : place + 1] = [form.step()]
        problem = _stored(request, user, row, steps)
        if not problem:
            messages.success(request, _("Saved. It counts for what is sent to review from now on."))
            return redirect("workflow", pk)
        form.add_error(None, problem)
    context = {"workflow": row, "form": form, "new": before is None, "first": place == 0}
    return render(request, "workflows/step.html", context, status=422 if form.errors else 200)


def _people(row: Workflow, step: StepPlan | None) -> list[User]:
    """The people of the team, and those whom the step names though they are gone."""
    known = {pk: member.user for pk, member in members(row.team).items()}
    named = people_named([row]) if step and step.people_keys - set(known) else {}
    gone = [person for pk, person in named.items() if step and pk in step.people_keys and pk not in known]
    return [*known.values(), *gone]


def _stored(request: HttpRequest, user: User, row: Workflow, steps: list[StepPlan]) -> str:
    """Store the steps; "" when they were, else why not."""
    try:
        services.change_steps(actor=user, workflow=row, base=base_of(request), steps=steps)
    except BadWorkflow as error:
        return words.bad(error)
    except StateConflict:
        return meanwhile()
    return ""


@login_required
@require_POST
def act(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Up, down, or away."""
    user = require(request.user, Right.SETTINGS)
    row = get_workflow(user, pk)
    steps = plans_of(row.steps)
    if place >= len(steps):
        raise NotThere(f"step {place}")
    verb = request.POST.get("act", "")
    to = place + {"up": -1, "down": 1}.get(verb, 0)
    if verb == "remove":
        steps.pop(place)
    elif to != place and 0 <= to < len(steps):
        steps.insert(to, steps.pop(place))
    else:
        return redirect("workflow", pk)
    if problem := _stored(request, user, row, steps):
        messages.warning(request, problem)
    return redirect("workflow", pk)
