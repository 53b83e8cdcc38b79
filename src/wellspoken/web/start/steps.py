"""The steps of the wizard; what was typed is kept in the session (never the password) until the last one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wellspoken.web.frame.facts import NamesForm, OrganisationForm
from wellspoken.web.start.forms import AdministratorForm, FirstTeamForm

KEPT = "start"
LONGEST = 20_000
SECRET = frozenset({"password", "again"})


@dataclass(frozen=True, slots=True)
class WizardStep:
    """One page of the wizard: address part, title, why we ask, form."""

    slug: str
    title: Any
    why: Any
    form: type[forms.Form]


STEPS = (
    WizardStep(
        "organisation",
        _("Your organisation"),
        _("This decides which rules your posts are checked against, and in which languages."),
        OrganisationForm,
    ),
    WizardStep(
        "names",
        _("What is yours"),
        _("The checks look for private data. Tell them what is public and yours, so that they leave it alone."),
        NamesForm,
    ),
    WizardStep(
        "team",
        _("Your first team and its newsroom"),
        _("A team has its own channels, calendar and people: a hospital, a department, a country. You can add more."),
        FirstTeamForm,
    ),
    WizardStep(
        "you", _("You, the first administrator"), _("You can add others as soon as you are in."), AdministratorForm
    ),
)


def find(slug: str) -> int | None:
    """The number of a step, from 0."""
    return next((number for number, step in enumerate(STEPS) if step.slug == slug), None)


def keep(request: HttpRequest, step: WizardStep) -> None:
    """Keep what was typed in this step, valid or not, without passwords; endless values are cut."""
    names = [name for name in step.form.base_fields if name not in SECRET]
    typed = {name: [value[:LONGEST] for value in request.POST.getlist(name)[:300]] for name in names}
    request.session[KEPT] = {**request.session.get(KEPT, {}), step.slug: typed}


def forget(request: HttpRequest) -> None:
    """Throw away what was kept."""
    request.session.pop(KEPT, None)


def bound(request: HttpRequest, step: WizardStep) -> forms.Form | None:
    """The step's form filled with what was kept; None when nothing was."""
    typed = request.session.get(KEPT, {}).get(step.slug)
    if typed is None:
        return None
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, values)
    return step.form(data)


def shown(request: HttpRequest, step: WizardStep) -> forms.Form:
    """The step's form for a first look: what was kept as start values (no errors yet), or sensible ones."""
    typed: dict[str, list[str]] | None = request.session.get(KEPT, {}).get(step.slug)
    if typed is None:
        return step.form(initial=_sensible(request, step))
    many = (forms.MultipleChoiceField,)
    initial = {
        name: values if isinstance(step.form.base_fields[name], many) else (values or [""])[0]
        for name, values in typed.items()
    }
    return step.form(initial=initial)


def _sensible(request: HttpRequest, step: WizardStep) -> dict[str, Any]:
    """Start values from the language of the page and from earlier steps."""
    language = (get_language() or "en")[:2]
    first: dict[str, list[str]] = request.session.get(KEPT, {}).get("organisation", {})
    name, zone = _one(first, "name"), _one(first, "time_zone")
    guess: dict[str, dict[str, Any]] = {
        "organisation": {"languages": [language], "time_zone": "UTC"},
        "names": {"own_names": name},
        "team": {
            "name": name,
            "country": _one(first, "countries") or "us",
            "language": _one(first, "languages") or language,
            "time_zone": zone or "UTC",
            "newsroom_name": name,
            "newsroom_slug": slugify(name)[:50].strip("-"),
        },
    }
    return guess.get(step.slug, {})


def _one(typed: dict[str, list[str]], name: str) -> str:
    return (typed.get(name) or [""])[0]
