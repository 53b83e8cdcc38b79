"""The list of workflows in the order in which they win, and one of them with its steps."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.access import require, visible_teams
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review import services
from wellspoken.rooms.review.access import get_workflow
from wellspoken.rooms.review.flow.plans import Applies, BadWorkflow, plans_of
from wellspoken.rooms.review.models import Workflow
from wellspoken.rooms.review.selectors import people_named, undoable, workflows_of
from wellspoken.rooms.review.services import WorkflowFacts
from wellspoken.web.workflows import words
from wellspoken.web.workflows.forms import AddForm, AppliesForm


@login_required
@require_GET
def workflows(request: HttpRequest) -> HttpResponse:
    """Every team's workflows."""
    user = require(request.user, Right.SETTINGS)
    return _list(request, user, AddForm(None, visible_teams(user, Right.SETTINGS)))


def _list(request: HttpRequest, user: User, form: AddForm) -> HttpResponse:
    teams = visible_teams(user, Right.SETTINGS)
    rows = workflows_of(teams)
    people, channels = people_named(rows), _channels(rows)
    by_team = [(team, [_row(row, people, channels) for row in rows if row.team_id == team.pk]) for team in teams]
    context = {"teams": by_team, "form": form}
    return render(request, "workflows/list.html", context, status=422 if form.errors else 200)


def _channels(rows: list[Workflow]) -> dict[int, Channel]:
    keys = {pk for row in rows for pk in Applies.from_json(row.applies).channels}
    return {channel.pk: channel for channel in Channel.objects.filter(pk__in=keys).defer("secrets")}


def _row(row: Workflow, people: dict[int, User], channels: dict[int, Channel]) -> dict[str, Any]:
    return {
        "workflow": row,
        "when": words.when(Applies.from_json(row.applies), channels),
        "steps": [
            {"step": step, "who": words.who(step, people), "number": number}
            for number, step in enumerate(plans_of(row.steps))
        ],
    }


@login_required
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """A new workflow, and on to its page."""
    user = require(request.user, Right.SETTINGS)
    teams = visible_teams(user, Right.SETTINGS)
    form = AddForm(request.POST, teams)
    if form.is_valid():
        team = next(team for team in teams if str(team.pk) == form.cleaned_data["team"])
        try:
            made = services.add_workflow(actor=user, team=team, name=form.cleaned_data["name"])
        except BadWorkflow as error:
            form.add_error("name", words.bad(error))
        else:
            messages.success(request, _("Now say when it applies, and add its steps."))
            return redirect("workflow", made.pk)
    return _list(request, user, form)


@login_required
@require_http_methods(["GET", "POST"])
def workflow(request: HttpRequest, pk: int) -> HttpResponse:
    """When it applies, and its steps."""
    user = require(request.user, Right.SETTINGS)
    row = get_workflow(user, pk)
    channels = list(Channel.objects.filter(team=row.team).exclude(state="removed").defer("secrets").order_by("name"))
    applies = Applies.from_json(row.applies)
    form = AppliesForm(request.POST or None, channels, AppliesForm.initial_of(row.name, applies))
    if form.is_bound and form.is_valid():
        facts = WorkflowFacts(form.cleaned_data["name"], form.applies(), tuple(plans_of(row.steps)))
        try:
            services.change_workflow(actor=user, workflow=row, base=base_of(request), facts=facts)
        except BadWorkflow as error:
            form.add_error(None, words.bad(error))
        except StateConflict:
            form.add_error(None, meanwhile())
        else:
            messages.success(request, _("Saved. It counts for what is sent to review from now on."))
            return redirect("workflow", pk)
    said = _row(row, people_named([row]), {channel.pk: channel for channel in channels})
    stuck = undoable(row)
    for step in said["steps"]:
        step["stuck"] = step["number"] in stuck
    context = {**said, "form": form, "stuck": stuck, "next": len(said["steps"])}
    return render(request, "workflows/workflow.html", context, status=422 if form.errors else 200)


def base_of(request: HttpRequest) -> int:
    """The version of the workflow that was on the screen; 0 for none."""
    value = request.POST.get("version", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


def meanwhile() -> str:
    """Somebody was faster."""
    return _("Somebody changed this workflow meanwhile. Look at it as it is now, then change it again.")


@login_required
@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Up, down, or out of use."""
    user = require(request.user, Right.SETTINGS)
    row = get_workflow(user, pk)
    verb = request.POST.get("act", "")
    if verb in {"up", "down"}:
        services.move_workflow(actor=user, workflow=row, by=-1 if verb == "up" else 1)
    elif verb == "end":
        try:
            services.end_workflow(actor=user, workflow=row)
        except StateConflict:
            messages.warning(request, meanwhile())
        else:
            said = _("“%(name)s” is out of use. What was sent to review by it goes on as it was asked.")
            messages.success(request, said % {"name": row.name})
    return redirect("workflows")
