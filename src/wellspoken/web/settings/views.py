"""The organisation's facts and its teams; each change is in the audit log."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wellspoken.rooms.people import selectors, services
from wellspoken.rooms.people.access import get_team, require, require_everywhere, rights_of
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.roles import Right, Role
from wellspoken.web.frame.facts import FactsForm, TeamForm, facts_of, initial_of
from wellspoken.web.frame.session import remember


@login_required
@require_http_methods(["GET", "POST"])
def organisation_page(request: HttpRequest) -> HttpResponse:
    """Facts of the organisation (changed by those who may everywhere) and the list of teams."""
    user = require(request.user, Right.SETTINGS)
    whole = Right.SETTINGS in rights_of(user).everywhere
    organisation = selectors.organisation()
    form = FactsForm(request.POST or None, initial=initial_of(organisation) if organisation else None)
    if request.method == "POST" and organisation:
        require_everywhere(user, Right.SETTINGS)
        if form.is_valid():
            facts = facts_of(form.cleaned_data)
            changed = services.change_organisation(actor=user, organisation=organisation, facts=facts)
            remember(request, organisation)
            messages.success(request, _("Saved.") if changed else _("Nothing was different, so nothing was changed."))
            return redirect("settings")
    asked = organisation.second_factor_roles if organisation else []
    demand = [{"value": role, "label": label, "on": role in asked} for role, label in Role.choices]
    context = {
        "demand": demand,
        "form": form if whole else None,
        "teams": selectors.teams(),
        "organisation": organisation,
    }
    return render(request, "settings/organisation.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def add_team(request: HttpRequest) -> HttpResponse:
    """Make a team."""
    user = require_everywhere(request.user, Right.SETTINGS)
    start = {"time_zone": user.time_zone, "language": user.language}
    form = TeamForm(request.POST or None, initial=start)
    if form.is_bound and form.is_valid():
        team = services.create_team(actor=user, facts=form.facts())
        messages.success(request, _("The team %(team)s is there. Give people roles in it next.") % {"team": team.name})
        return redirect("settings")
    return _team_form(request, form, title=_("Add a team"))


@login_required
@require_http_methods(["GET", "POST"])
def team_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a team."""
    user = require(request.user, Right.SETTINGS)
    team = get_team(user, pk, Right.SETTINGS)
    form = TeamForm(request.POST or None, initial=initial_of(team))
    if form.is_bound and form.is_valid():
        try:
            services.change_team(actor=user, team=team, facts=form.facts())
        except PeopleProblem as problem:
            form.add_error(None, problem.sentence)
        else:
            messages.success(request, _("Saved."))
            return redirect("settings")
    return _team_form(request, form, title=team.name)


def _team_form(request: HttpRequest, form: TeamForm, title: str) -> HttpResponse:
    return render(request, "settings/team.html", {"form": form, "heading": title}, status=422 if form.errors else 200)
