"""The register: what the board approved, a form for one more, and an end for one that no longer counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from wellspoken.rooms.channels.measures import network_name
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.compliance.models import StudyApproval
from wellspoken.rooms.compliance.studies import (
    MAX_NUMBER,
    MAX_WORDING,
    BadStudy,
    StudyFacts,
    add_study,
    end_study,
    get_study,
)
from wellspoken.rooms.people.access import require, visible_teams
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right
from wellspoken.web.frame.fields import ReadableName

BAD: dict[str, tuple[str, Any]] = {
    "number": ("number", gettext_lazy("Give the number of the approval, with its digits.")),
    "wording": ("wording", gettext_lazy("Paste the approved wording; it must name the number.")),
    "same": ("number", gettext_lazy("This number stands already. End that approval first.")),
}


class StudyForm(forms.Form):
    """What the board's letter says."""

    team = forms.ChoiceField(label=gettext_lazy("Team"))
    title = ReadableName(label=gettext_lazy("Study"), max_length=200)
    board = ReadableName(label=gettext_lazy("Ethics board"), max_length=150)
    number = forms.CharField(
        label=gettext_lazy("Number of the approval"),
        max_length=MAX_NUMBER,
        help_text=gettext_lazy("As it stands in the call, for example IRB 24-118. Posts that name it are locked."),
    )
    wording = forms.CharField(
        label=gettext_lazy("Approved wording"),
        max_length=MAX_WORDING,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("To the letter; only spaces and line ends do not count."),
    )
    networks = forms.MultipleChoiceField(
        label=gettext_lazy("Networks that the board approved"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("None: wherever the team publishes."),
    )
    until = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: Any, teams: Sequence[Team], networks: Sequence[str]) -> None:
        super().__init__(data)
        self.fields["team"].choices = [(str(team.pk), team.name) for team in teams]  # type: ignore[attr-defined]
        self.fields["networks"].choices = [(code, network_name(code)) for code in networks]  # type: ignore[attr-defined]

    def facts(self) -> StudyFacts:
        """What a valid form says."""
        said = self.cleaned_data
        names = ("number", "board", "title", "wording", "until")
        return StudyFacts(**{name: said[name] for name in names}, networks=tuple(said["networks"]))


@login_required
@require_http_methods(["GET", "POST"])
def studies(request: HttpRequest) -> HttpResponse:
    """The approvals of the reader's teams, and a form for one more."""
    user = require(request.user, Right.RULES)
    teams = visible_teams(user, Right.RULES)
    used = Channel.objects.filter(team__in=teams).exclude(state="removed").order_by("network")
    form = StudyForm(request.POST or None, teams, sorted(set(used.values_list("network", flat=True))))
    if form.is_bound and form.is_valid() and _added(user, teams, form):
        messages.success(request, _("Noted. Posts that name this number are held to its wording from now on."))
        return redirect("studies")
    rows = StudyApproval.objects.filter(team__in=teams, ended_at__isnull=True).select_related("team")
    told = [(row, ", ".join(network_name(code) for code in row.networks)) for row in rows]
    context = {"form": form, "rows": told}
    return render(request, "studies/list.html", context, status=422 if form.errors else 200)


def _added(user: User, teams: Sequence[Team], form: StudyForm) -> bool:
    team = next(team for team in teams if str(team.pk) == form.cleaned_data["team"])
    try:
        add_study(actor=user, team=team, facts=form.facts())
    except BadStudy as error:
        form.add_error(*BAD[error.code])
        return False
    return True


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """The approval no longer counts."""
    user = require(request.user, Right.RULES)
    row = get_study([team.pk for team in visible_teams(user, Right.RULES)], pk)
    if end_study(actor=user, study=row):
        messages.success(request, _("The approval %(number)s is ended.") % {"number": row.number})
    return redirect("studies")
