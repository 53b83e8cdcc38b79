"""Trainings: whose counts until when, where nobody's does, and noting one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from wellspoken.rooms.people.access import get_person, require, require_everywhere, rights_of, visible_teams
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review.competence import FIELDS
from wellspoken.rooms.review.errors import BadTraining
from wellspoken.rooms.review.models import Competence
from wellspoken.rooms.review.selectors.trainings import Gap, gaps, own_trainings, standing_of, trainings
from wellspoken.rooms.review.services import Training, note_training
from wellspoken.web.frame import clock

PAGE = 40
#: standing of a training -> tone and word
STANDINGS: dict[str, tuple[str, Any]] = {
    "none": ("block", gettext_lazy("No training noted")),
    "over": ("block", gettext_lazy("Run out")),
    "soon": ("review", gettext_lazy("Runs out soon")),
    "good": ("ok", pgettext_lazy("training", "Valid")),
}
#: kind of gap -> tone, word, what it means
GAPS: dict[str, tuple[str, Any, Any]] = {
    "over": (
        "block",
        gettext_lazy("Nobody"),
        gettext_lazy("Posts with such questions wait: no training of {names} counts today."),
    ),
    "away": ("review", gettext_lazy("Away"), gettext_lazy("{names}: away today, and nobody stands in.")),
    "unnamed": ("", gettext_lazy("Open"), gettext_lazy("Nobody is named, so any reviewer answers such questions.")),
}
REFUSALS: dict[str, Any] = {
    "field": gettext_lazy("Choose what the training was about."),
    "what": gettext_lazy("Write what was learned, in 3 to 200 characters."),
    "when": gettext_lazy("The training cannot be later than today."),
    "until": gettext_lazy("The last day must be after the training, and at most ten years later."),
    "evidence": gettext_lazy("This is not a web address such as https://www.example.org/certificate."),
    "day": gettext_lazy("Give both days."),
}


class TrainingForm(forms.Form):
    """One training."""

    field = forms.CharField(max_length=20)
    what = forms.CharField(max_length=300)
    trained_on = forms.DateField()
    valid_until = forms.DateField()
    evidence = forms.CharField(max_length=600, required=False)


def lines(person: User) -> list[dict[str, Any]]:
    """One line per field: whether the person is named for it, and how their training stands. One query."""
    known = {row.field: row for row in own_trainings(person)}
    return [{"value": field, "label": label, **_line(known.get(field), person)} for field, label in FIELDS.items()]


def _line(row: Competence | None, person: User) -> dict[str, Any]:
    if row is None:
        return {"on": False}
    tone, word = STANDINGS[standing_of(row, timezone.now().astimezone(person.zone).date())]
    return {"on": True, "row": row, "tone": tone, "word": word}


@login_required
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Everybody who is named for something, the soonest end first, and the gaps of the reader's teams."""
    user = require(request.user, Right.PEOPLE)
    today = timezone.now().astimezone(user.zone).date()
    found = Paginator(trainings(), PAGE).get_page(request.GET.get("page"))
    rows = [{"row": row, "label": FIELDS.get(row.field, row.field), **_said(row, today)} for row in found]
    context = {
        "page": found,
        "rows": rows,
        "gaps": gap_words(gaps(visible_teams(user, Right.PEOPLE), timezone.now())),
        "whole": Right.PEOPLE in rights_of(user).everywhere,
    }
    return render(request, "people/training.html", context)


def _said(row: Competence, today: Any) -> dict[str, Any]:
    tone, word = STANDINGS[standing_of(row, today)]
    return {"tone": tone, "word": word}


def gap_words(found: Sequence[Gap]) -> list[dict[str, Any]]:
    """Gaps as the page says them; fields of a team that lack the same stand together."""
    groups: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for gap in found:
        groups.setdefault((gap.team.name, gap.kind, gap.names), []).append(str(FIELDS[gap.field]))
    rows = []
    for (team, kind, names), fields in groups.items():
        tone, word, text = GAPS[kind]
        said = str(text).format(names=", ".join(names))
        rows.append({"team": team, "field": ", ".join(fields), "tone": tone, "word": word, "text": said})
    return rows


@login_required
@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Note a training of somebody, which names them for its field."""
    user = require_everywhere(request.user, Right.PEOPLE)
    person = get_person(user, pk)
    form = TrainingForm(request.POST)
    if not form.is_valid():
        code = next(iter(form.errors))
        messages.warning(request, str(REFUSALS["day" if code in {"trained_on", "valid_until"} else code]))
        return redirect("person", pk)
    data = form.cleaned_data
    training = Training(data["what"], data["trained_on"], data["valid_until"], data["evidence"])
    try:
        row = note_training(actor=user, person=person, field=data["field"], training=training)
    except BadTraining as refused:
        messages.warning(request, str(REFUSALS[refused.code]))
        return redirect("person", pk)
    told = _("Noted: %(name)s answers questions of %(field)s until %(day)s.")
    day = clock.day(row.valid_until) if row.valid_until else ""
    messages.success(request, told % {"name": person.name, "field": FIELDS[row.field], "day": day})
    return redirect("person", pk)
