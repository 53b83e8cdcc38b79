"""Incidents: reporting an exposure, its clocks and timeline, closing it."""

from __future__ import annotations

import json
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wellspoken.rooms.audit.reading import note_reading
from wellspoken.rooms.compliance.duties import countries_of, duties_after, keep_until
from wellspoken.rooms.content.access import get_post
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.access import may, require, visible_teams
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing.selectors import summary
from wellspoken.rooms.records import incidents as reads
from wellspoken.rooms.records import services
from wellspoken.rooms.records.models import Incident
from wellspoken.web.records import asking

_AREA = forms.Textarea(attrs={"rows": 3})


class ReportForm(forms.Form):
    """What came out. The words are sealed at rest and stand in no log and no mail."""

    team = forms.TypedChoiceField(label=gettext_lazy("Team"), coerce=int)
    what = forms.CharField(
        label=gettext_lazy("What came out, where, and how was it noticed?"),
        min_length=10,
        max_length=5000,
        widget=_AREA,
    )
    people = forms.CharField(
        label=gettext_lazy("Whom does it concern?"),
        help_text=gettext_lazy("As far as you know. Sealed like the rest; only those who look after it read it."),
        max_length=1000,
        required=False,
    )
    affected = forms.IntegerField(
        label=gettext_lazy("How many people?"), min_value=1, max_value=10_000_000, required=False
    )
    known_at = forms.DateTimeField(
        label=gettext_lazy("Since when is it known?"),
        help_text=gettext_lazy("Clocks run from then. Empty: from now."),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    remove = forms.BooleanField(label=gettext_lazy("Take the post down everywhere now"), required=False)
    public_reason = forms.CharField(
        label=gettext_lazy("What should the public read in its place?"), max_length=500, required=False
    )

    def __init__(self, teams: list[tuple[int, str]], *args: Any, removable: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        cast(forms.ChoiceField, self.fields["team"]).choices = teams
        if not removable:
            del self.fields["remove"], self.fields["public_reason"]
        if len(teams) == 1:
            self.fields["team"].widget = forms.HiddenInput()


@login_required
@require_safe
def incidents(request: HttpRequest) -> HttpResponse:
    """The incidents that this person may know of, open ones first."""
    user = require(request.user, Right.VIEW)
    rows = list(reads.visible(user).defer("sealed", "evidence").order_by("-state", "-pk")[:100])
    return render(request, "records/incidents.html", {"rows": rows})


@login_required
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """The form, about a post when the address names one, and the act."""
    user = require(request.user, Right.VIEW)
    key = asking.whole(request.GET.get("post", ""))
    post = get_post(user, key) if key else None
    teams = {post.team_id: post.team} if post else {team.pk: team for team in visible_teams(user)}
    removable = post is not None and may(user, Right.TAKE_DOWN, post.team_id) and summary(post).total > 0
    first = next(iter(teams), None)
    form = ReportForm(
        [(pk, team.name) for pk, team in teams.items()],
        request.POST if request.method == "POST" else None,
        removable=removable,
        initial={"team": first, "remove": removable},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        about = post or teams[said.pop("team")]
        said.pop("team", None)
        made = services.report_exposure(actor=user, about=about, report=services.Report(**said))
        messages.success(request, _("Reported. The evidence is kept and the clocks are running."))
        return redirect("incident", made.pk)
    now = timezone.now()
    shown = next(iter(teams.values()), None)
    duties = duties_after("exposure", countries_of(shown), now, get_language() or "en") if shown else []
    context = {"form": form, "post": post, "duties": duties, "removable": removable}
    return render(request, "records/report.html", context, status=422 if form.is_bound else 200)


@login_required
@require_safe
def incident(request: HttpRequest, pk: int) -> HttpResponse:
    """One incident: what came out, clocks, timeline, and what to do. Looking at it is written down."""
    return _incident(request, reads.get_incident(request.user, pk))


def _incident(request: HttpRequest, found: Incident, error: str = "", typed: str = "") -> HttpResponse:
    user = cast(User, request.user)
    note_reading(actor=user, objects=[found], what="incident")
    notes = list(found.notes.select_related("by"))
    handles = reads.may_handle(user, found)
    context: dict[str, Any] = {
        "incident": found,
        "told": found.sealed or {},
        "shown": (found.evidence or {}).get("shown", []),
        "clocks": reads.clocks(found, notes, get_language() or "en"),
        "notes": [one for one in notes if one.kind != "duty"],
        "handles": handles,
        "may_note": handles or found.reported_by_id == user.pk,
        "officers": reads.officers(found.team) if handles and found.state == "open" else [],
        "keep": keep_until(found.known_at),
        "may_take_down": _removable(user, found.post),
        "error": error,
        "typed": typed,
    }
    return render(request, "records/incident.html", context, status=422 if error else 200)


def _removable(user: User, post: Post | None) -> bool:
    return post is not None and post.state == "published" and may(user, Right.TAKE_DOWN, post.team_id)


@login_required
@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a note, answer a duty, hand it on, close it or open it again."""
    user = cast(User, request.user)
    found = reads.get_incident(user, pk)
    text = request.POST.get("text", "").replace("\x00", "")[:5000]
    try:
        _done(request, user, found, text)
    except services.ReasonTooShort:
        return _incident(request, found, _("Say it in at least ten characters."), text)
    except services.DutiesOpen:
        return _incident(
            request, found, _("Answer every duty first, also those that do not apply, with the reason."), text
        )
    except StateConflict:
        messages.warning(request, _("That is not possible any more. This is how it stands now."))
    return redirect("incident", pk)


def _done(request: HttpRequest, user: User, found: Incident, text: str) -> None:
    what = request.POST.get("act", "note")
    if what == "duty":
        done = request.POST.get("done") == "yes"
        services.answer_duty(actor=user, incident=found, duty=request.POST.get("duty", "")[:40], done=done, text=text)
    elif what == "assign":
        key = asking.whole(request.POST.get("officer", ""))
        officer = next((one for one in reads.officers(found.team) if one.pk == key), None)
        if officer is None:
            raise StateConflict("no such officer")
        services.assign(actor=user, incident=found, officer=officer)
    elif what == "close":
        services.close(actor=user, incident=found, done=text)
    elif what == "reopen":
        services.reopen(actor=user, incident=found, text=text)
    else:
        services.note(actor=user, incident=found, text=text)


@login_required
@require_safe
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """The evidence as it was captured, for machines; reading it is written down."""
    user = cast(User, request.user)
    found = reads.get_incident(user, pk)
    if not reads.may_handle(user, found) or not found.evidence:
        raise NotThere(f"evidence of incident {pk}")
    note_reading(actor=user, objects=[found], what="incident")
    answer = HttpResponse(json.dumps(found.evidence, ensure_ascii=False, indent=1), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="incident-{pk}.json"'
    answer["Cache-Control"] = "no-store"
    return answer
