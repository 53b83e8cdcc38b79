"""Settings, Directory: what groups of the organisation's directory give, and how the directory is connected."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from wellspoken.rooms.people import selectors
from wellspoken.rooms.people.access import get_mapping, require_everywhere
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import Team
from wellspoken.rooms.people.roles import Right, Role
from wellspoken.rooms.people.services.mapping import map_group, unmap_group
from wellspoken.web.frame.fields import ReadableName

WHOLE = "all"


class MappingForm(forms.Form):
    """A group gives a role somewhere."""

    group = ReadableName(
        label=gettext_lazy("Group"),
        max_length=255,
        help_text=gettext_lazy("Its name or number, as your directory or sign-in tells it. Capitals do not matter."),
    )
    place = forms.ChoiceField(label=gettext_lazy("Where"))
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices, widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, teams: list[Team]) -> None:
        super().__init__(data, initial={"role": Role.VIEWER})
        whole: tuple[str, Any] = (WHOLE, gettext_lazy("The whole organisation"))
        self.fields["place"].choices = [*((str(t.pk), t.name) for t in teams), whole]  # type: ignore[attr-defined]
        self._teams = {str(team.pk): team for team in teams}

    @property
    def team(self) -> Team | None:
        """The chosen team; None: the whole organisation."""
        return self._teams.get(self.cleaned_data["place"])


@login_required
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The table, what the directory told of, and a form for one more row."""
    user = require_everywhere(request.user, Right.PEOPLE)
    form = MappingForm(request.POST or None, list(selectors.teams()))
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            row = map_group(actor=user, group=said["group"], team=form.team, role=said["role"])
        except PeopleProblem as problem:
            form.add_error(None, problem.sentence)
        else:
            messages.success(request, _("Who is in %(group)s now has this role.") % {"group": row.group})
            return redirect("provisioning")
    context = {
        "form": form,
        "rows": selectors.mappings(),
        "groups": selectors.directory_groups(),
        "address": f"{settings.SITE_URL}/scim/v2",
    }
    return render(request, "settings/provisioning.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """The group no longer gives this role."""
    row = get_mapping(request.user, pk)
    user = require_everywhere(request.user, Right.PEOPLE)
    try:
        unmap_group(actor=user, row=row)
    except PeopleProblem as problem:
        messages.error(request, problem.sentence)
    else:
        told = _("The group %(group)s no longer gives this role. Who had it from there has lost it.")
        messages.success(request, told % {"group": row.group})
    return redirect("provisioning")
