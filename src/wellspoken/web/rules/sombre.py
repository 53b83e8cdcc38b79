"""A crisis or days of grief: begun and ended by those who may hold posts back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from wellspoken.rooms.compliance.audit import MOODS
from wellspoken.rooms.compliance.house import sombre
from wellspoken.rooms.compliance.house.drafting import draft
from wellspoken.rooms.compliance.house.errors import RuleProblem
from wellspoken.rooms.compliance.models import SombreTime
from wellspoken.rooms.people.access import require, rights_of, visible_teams
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.web.rules.forms import ForTeam

PAST = 20


def _choices() -> list[tuple[str, str]]:
    """The moods as labels stand: with a capital."""
    return [(code, capfirst(str(name))) for code, name in MOODS.items()]


class SombreForm(ForTeam):
    """What begins, for whom, why, and until when."""

    mood = forms.ChoiceField(label=gettext_lazy("What it is"), choices=_choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("What happened"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("For your colleagues. It is kept in the audit log and never published."),
    )
    until = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("Left open, it lasts until somebody ends it."),
    )
    field_order = ["mood", "team", "reason", "until"]


@login_required
@require_http_methods(["GET", "POST"])
def sombre_page(request: HttpRequest) -> HttpResponse:
    """What lasts now and what there was; a form to begin one."""
    user = require(request.user, Right.HOLD)
    whole = Right.HOLD in rights_of(user).everywhere
    form = SombreForm(request.POST or None, teams=visible_teams(user, Right.HOLD), whole=whole)
    if form.is_bound and form.is_valid() and _begun(user, form):
        messages.success(request, _("It counts from now on. Posts that wait for their time are looked at again."))
        return redirect("rules_sombre")
    context = {**_rows(user), "form": form, "draft": draft()}
    return render(request, "rules/sombre.html", context, status=422 if form.errors else 200)


def _begun(user: User, form: SombreForm) -> bool:
    data = form.cleaned_data
    try:
        sombre.begin(actor=user, mood=data["mood"], reason=data["reason"], team=form.chosen, until=data["until"])
    except RuleProblem as problem:
        form.add_error({"reason": "reason", "past": "until"}.get(problem.code), problem.sentence)
        return False
    return True


def _rows(user: User) -> dict[str, Any]:
    """What lasts, each with whether this person may end it, and the last ones that are over."""
    held = rights_of(user).teams(Right.HOLD)
    rows = SombreTime.objects.select_related("team", "begun_by", "ended_by")
    lasting = sombre.under_way().select_related("team", "begun_by", "ended_by")
    shown = list(lasting)
    now = [{"row": row, "said": MOODS[row.mood], "mine": held is None or row.team_id in held} for row in shown]
    over = rows.exclude(pk__in=[row.pk for row in shown])[:PAST]
    return {"now": now, "over": [{"row": row, "said": MOODS[row.mood]} for row in over]}


@login_required
@require_POST
def end_sombre(request: HttpRequest, pk: int) -> HttpResponse:
    """End one."""
    user = require(request.user, Right.HOLD)
    sombre.end(actor=user, pk=pk)
    messages.success(request, _("It is over. The checks look as on any other day."))
    return redirect("rules_sombre")
