"""When a team reviews, and after how long its reviewers are reminded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from wellspoken.rooms.people.access import get_team, require
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review.errors import BadHours
from wellspoken.rooms.review.hours import Hours, hours_of
from wellspoken.rooms.review.services.chasing import PATIENCE, set_hours


def _clock(hour: int) -> tuple[str, str]:
    return str(hour), f"{hour:02}:00"


class HoursForm(forms.Form):
    """Hours of review."""

    weekdays = forms.MultipleChoiceField(
        label=gettext_lazy("Days on which the team reviews"),
        choices=[(str(number), name) for number, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    begins = forms.ChoiceField(label=gettext_lazy("From"), choices=[_clock(hour) for hour in range(24)])
    ends = forms.ChoiceField(label=gettext_lazy("To"), choices=[_clock(hour) for hour in range(1, 25)])
    remind_after = forms.IntegerField(
        label=gettext_lazy("Remind after so many working hours"),
        min_value=PATIENCE[0],
        max_value=PATIENCE[-1],
        help_text=gettext_lazy("A request that is open for longer reminds its reviewers once."),
    )

    def hours(self) -> Hours:
        """The cleaned values."""
        data = self.cleaned_data
        days = tuple(int(day) for day in data["weekdays"])
        return Hours(days, int(data["begins"]), int(data["ends"]), data["remind_after"])


def _initial(hours: Hours) -> dict[str, Any]:
    days = [str(day) for day in hours.weekdays]
    return {"weekdays": days, "begins": hours.begins, "ends": hours.ends, "remind_after": hours.remind_after}


@login_required
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at a team's hours of review, and change them."""
    user = require(request.user, Right.SETTINGS)
    team = get_team(user, pk, Right.SETTINGS)
    form = HoursForm(request.POST or None, initial=_initial(hours_of(team)))
    if form.is_bound and form.is_valid():
        try:
            changed = set_hours(actor=user, team=team, hours=form.hours())
        except BadHours:
            form.add_error("ends", _("The end must be later than the beginning."))
        else:
            messages.success(request, _("Saved.") if changed else _("Nothing was different, so nothing was changed."))
            return redirect("team_review_hours", pk)
    context = {"form": form, "team": team}
    return render(request, "settings/review_hours.html", context, status=422 if form.errors else 200)
