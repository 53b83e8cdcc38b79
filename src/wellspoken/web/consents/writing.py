"""The guided form: four short steps, each kept at once, in any order while nobody has been asked."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wellspoken.rooms.consents import access, services
from wellspoken.rooms.consents.elements import Content, Facts, Terms
from wellspoken.rooms.consents.errors import BadConsent
from wellspoken.rooms.consents.models import Authorization
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.access import Denied, get_team, require, visible_teams
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.people.selectors import organisation
from wellspoken.web.consents import words
from wellspoken.web.consents.forms import InformationForm, PersonForm, SignerForm, TeamForm, UseForm

STEPS: dict[str, Any] = {
    "person": gettext_lazy("The person"),
    "signer": gettext_lazy("Who signs"),
    "information": gettext_lazy("What"),
    "use": gettext_lazy("Where and how long"),
}
_FORMS: dict[str, type[forms.Form]] = {"person": PersonForm, "signer": SignerForm, "information": InformationForm}
_FACTS = {f.name for f in fields(Facts)}
_TERMS = {f.name for f in fields(Terms)}


@dataclass(frozen=True, slots=True)
class Shown:
    """A step as drawn."""

    step: str
    form: forms.Form
    consent: Authorization | None = None
    team_form: forms.Form | None = None


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The first step: it makes the consent."""
    user = require(request.user, Right.CONSENTS)
    teams = visible_teams(user, Right.CONSENTS)
    if not teams:
        raise Denied(Right.CONSENTS)
    data = request.POST if request.method == "POST" else None
    form = PersonForm(data, initial={"language": teams[0].language})
    chosen = TeamForm(data, teams=teams) if len(teams) > 1 else None
    if data is not None and form.is_valid() and (chosen is None or chosen.is_valid()):
        team = get_team(user, int(chosen.cleaned_data["team"]), Right.CONSENTS) if chosen else teams[0]
        try:
            made = services.begin(actor=user, team=team, content=_with(_start(team), form.cleaned_data))
        except BadConsent as error:
            form.add_error("born" if error.code == "born" else None, words.bad(error))
        else:
            return redirect("consent_step", made.pk, "signer")
    return _page(request, Shown("person", form, None, chosen))


def _start(team: Team) -> Content:
    """What is said for most consents of a team."""
    org = organisation()
    name = f"{org.name}, {team.name}" if org and org.name != team.name else team.name
    return Content(Facts(), Terms(language=team.language, discloser=name, audience=_("Everybody (the public)")))


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """One of the steps; what it holds is kept, then the next one comes."""
    user = cast(User, request.user)
    consent = access.get_consent(user, pk)
    if step not in STEPS:
        raise Http404
    if consent.state != "draft":
        messages.info(request, _("This consent was offered already, so its words stay as they are."))
        return redirect("consent", pk)
    if request.method == "POST":
        return _kept(request, user, consent, step)
    facts = access.read_record(actor=user, consent=consent)
    start = {**facts.to_json(), **{name: getattr(consent.terms, name) for name in _TERMS}}
    return _page(request, Shown(step, _form(step, None, consent.team, start), consent))


def _kept(request: HttpRequest, user: User, consent: Authorization, step: str) -> HttpResponse:
    form = _form(step, request.POST, consent.team)
    if form.is_valid():
        try:
            services.change(actor=user, consent=consent, content=_with(consent.content, form.cleaned_data))
        except BadConsent as error:
            form.add_error("born" if error.code == "born" else None, words.bad(error))
        except StateConflict:
            messages.warning(request, words.changed_meanwhile())
            return redirect("consent", consent.pk)
        else:
            names = list(STEPS)
            after = names[names.index(step) + 1 :]
            if after and request.POST.get("then") != "back":
                return redirect("consent_step", consent.pk, after[0])
            return redirect("consent", consent.pk)
    return _page(request, Shown(step, form, consent))


def _form(step: str, data: Any, team: Team, start: dict[str, Any] | None = None) -> forms.Form:
    if step == "use":
        return UseForm(data, initial=start, team=team)
    return _FORMS[step](data, initial=start)


def _with(content: Content, values: dict[str, Any]) -> Content:
    """The content with what one step said."""
    facts: dict[str, Any] = {name: value for name, value in values.items() if name in _FACTS}
    terms: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items() if name in _TERMS
    }
    return Content(replace(content.facts, **facts), replace(content.terms, **terms))


def _page(request: HttpRequest, shown: Shown) -> HttpResponse:
    names = list(STEPS)
    context = {
        "form": shown.form,
        "team_form": shown.team_form,
        "consent": shown.consent,
        "step": shown.step,
        "steps": [(name, label, names.index(name) + 1) for name, label in STEPS.items()],
        "last": shown.step == names[-1],
        "title": STEPS[shown.step],
    }
    return render(request, "consents/step.html", context, status=422 if shown.form.errors else 200)
