"""Binders: asking for one about a post or a period, its progress, and the file."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wellspoken.rooms.content.access import get_post
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.access import require, visible_teams
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.records import selectors, services
from wellspoken.rooms.records.access import get_binder
from wellspoken.rooms.records.models import Binder

LANGUAGES = (
    ("en", gettext_lazy("English")),
    ("id", gettext_lazy("Indonesian")),
    ("nb", gettext_lazy("Norwegian Bokmål")),
)
STATES: dict[str, tuple[str, Any]] = {
    "waiting": ("", gettext_lazy("Waits for its turn")),
    "running": ("review", gettext_lazy("Being made")),
    "done": ("ok", gettext_lazy("Ready")),
    "cancelled": ("", gettext_lazy("Stopped by a person")),
    "failed": ("block", gettext_lazy("Not made")),
}
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class LanguageForm(forms.Form):
    """In which language the document speaks; what was published stays in its own."""

    lang = forms.ChoiceField(label=gettext_lazy("Language of the document"), choices=LANGUAGES)


class PeriodForm(LanguageForm):
    """Whose posts, from when to when."""

    team = forms.TypedChoiceField(label=gettext_lazy("Team"), coerce=int)
    start = forms.DateField(label=gettext_lazy("From"), widget=_DAY)
    end = forms.DateField(label=gettext_lazy("Until"), widget=_DAY)
    field_order = ("team", "start", "end", "lang")

    def __init__(self, teams: list[tuple[int, str]], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        cast(forms.ChoiceField, self.fields["team"]).choices = teams

    def clean(self) -> dict[str, Any]:
        """The days in their order, within what a binder may span."""
        said = super().clean() or {}
        start, end = said.get("start"), said.get("end")
        if start and end and not 0 <= (end - start).days <= services.LONGEST_DAYS:
            self.add_error("end", _("The last day comes after the first, within three years."))
        if end and not 2000 <= end.year < 3000:
            self.add_error("end", _("Choose a day of this century."))
        return said


@login_required
@require_http_methods(["GET", "POST"])
def binders(request: HttpRequest) -> HttpResponse:
    """The binders of one's teams, and the form for a period."""
    user = require(request.user, Right.AUDIT)
    teams = {team.pk: team for team in visible_teams(user, Right.AUDIT)}
    now = timezone.localdate()
    initial = {"start": now.replace(day=1), "end": now, "lang": (get_language() or "en")[:2]}
    choices = [(pk, team.name) for pk, team in teams.items()]
    form = PeriodForm(choices, request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        period = services.Period(teams[said["team"]], said["start"], said["end"])
        return redirect("binder", services.ask_binder(actor=user, about=period, lang=said["lang"]).pk)
    rows = [_row(one) for one in selectors.binders_for(user)]
    return render(request, "records/binders.html", {"rows": rows, "form": form}, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def of_post(request: HttpRequest, pk: int) -> HttpResponse:
    """The binders of one post, and the form for another."""
    user = cast(User, request.user)
    post = get_post(user, pk, Right.AUDIT)
    initial = {"lang": (get_language() or "en")[:2]}
    form = LanguageForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return redirect("binder", services.ask_binder(actor=user, about=post, lang=form.cleaned_data["lang"]).pk)
    rows = [_row(one) for one in selectors.binders_for(user, post)]
    context = {"rows": rows, "form": form, "post": post}
    return render(request, "records/binders.html", context, status=422 if form.is_bound else 200)


@login_required
@require_safe
def binder(request: HttpRequest, pk: int) -> HttpResponse:
    """One binder: how far it is, or the file."""
    found = get_binder(request.user, pk)
    part = request.headers.get("HX-Request") == "true" and not request.headers.get("HX-History-Restore-Request")
    answer = render(request, "records/_binder.html" if part else "records/binder.html", {"row": _row(found)})
    answer["Vary"] = "HX-Request"
    return answer


@login_required
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop one that waits or runs."""
    user = cast(User, request.user)
    try:
        services.stop_binder(actor=user, binder=get_binder(user, pk))
    except StateConflict:
        messages.info(request, _("It was over already."))
    return redirect("binder", pk)


@login_required
@require_POST
def take(request: HttpRequest, pk: int) -> FileResponse:
    """The file; that it was taken along is written down."""
    user = cast(User, request.user)
    found = get_binder(user, pk)
    if found.state != "done" or not found.place.is_file():
        raise NotThere(f"file of binder {pk}")
    services.note_taken(actor=user, binder=found)
    return FileResponse(found.place.open("rb"), as_attachment=True, filename=found.name, content_type="application/zip")


def _row(one: Binder) -> dict[str, Any]:
    tone, word = STATES[one.state]
    return {"binder": one, "tone": tone, "word": word}
