"""The draft: what it changes, its trial on earlier posts, switching it on; and the sets there have been."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from wellspoken.rooms.compliance import drafts, trials
from wellspoken.rooms.compliance.house import drafting
from wellspoken.rooms.compliance.house.errors import RuleProblem
from wellspoken.rooms.compliance.models import Trial
from wellspoken.rooms.people.access import require, require_everywhere, rights_of
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.web.rules.forms import SwitchForm
from wellspoken.web.rules.words import kinds_of_change, rule_words


@login_required
@require_GET
def history_page(request: HttpRequest) -> HttpResponse:
    """Every set that is or was on."""
    require(request.user, Right.RULES)
    return render(request, "rules/history.html", {"sets": drafts.sets(), "draft": drafting.draft()})


@login_required
@require_GET
def draft_page(request: HttpRequest) -> HttpResponse:
    """What the draft changes, and what it would do to earlier posts."""
    return _draft_page(request, require(request.user, Right.RULES), None)


def _draft_page(request: HttpRequest, user: User, form: SwitchForm | None) -> HttpResponse:
    look = drafts.look()
    trial = trials.latest() if look else None
    context = {
        "look": look,
        "changes": rule_words(look.changes) if look else [],
        "form": form or SwitchForm(initial={"seen": look.digest if look else ""}),
        "whole": Right.RULES in rights_of(user).everywhere,
        **_trial(trial, look.digest if look else ""),
    }
    return render(request, "rules/draft.html", context, status=422 if form and form.errors else 200)


def _trial(trial: Trial | None, digest: str) -> dict[str, Any]:
    """What is shown of a trial; `stale` when the draft was changed since."""
    stale = trial is not None and trial.digest != digest
    return {"trial": trial, "stale": stale, "kinds": kinds_of_change(trial) if trial else []}


@login_required
@require_POST
def switch_on(request: HttpRequest) -> HttpResponse:
    """Let the draft count."""
    user = require_everywhere(request.user, Right.RULES)
    form = SwitchForm(request.POST)
    if not form.is_valid():
        return _draft_page(request, user, form)
    try:
        made = drafting.switch_on(actor=user, reason=form.cleaned_data["reason"], seen=form.cleaned_data["seen"])
    except RuleProblem as problem:
        form.add_error("reason" if problem.code == "reason" else None, problem.sentence)
        return _draft_page(request, user, form)
    said = _("Rule set %(number)s is on. Posts that wait for their time are looked at again now.")
    messages.success(request, said % {"number": made.number})
    return redirect("rules_history")


@login_required
@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """Throw the draft away."""
    user = require_everywhere(request.user, Right.RULES)
    try:
        drafting.drop(actor=user)
    except RuleProblem as problem:
        messages.error(request, problem.sentence)
    else:
        messages.success(request, _("The draft is gone. What counted before still counts."))
    return redirect("rules")


@login_required
@require_POST
def try_draft(request: HttpRequest) -> HttpResponse:
    """Try the draft on the posts of the last year."""
    user = require_everywhere(request.user, Right.RULES)
    try:
        trials.ask_trial(actor=user)
    except RuleProblem as problem:
        messages.error(request, problem.sentence)
    return redirect("rules_draft")


@login_required
@require_GET
def trial_part(request: HttpRequest, pk: int) -> HttpResponse:
    """The progress and result of a trial, asked for again and again while it runs."""
    require_everywhere(request.user, Right.RULES)
    trial = trials.get_trial(pk)
    if "HX-Request" not in request.headers:
        return redirect("rules_draft")
    context = {**_trial(trial, trial.digest), "whole": True}
    return render(request, "rules/trial.html", context)


@login_required
@require_POST
def stop_trial(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a trial."""
    user = require_everywhere(request.user, Right.RULES)
    trials.stop(actor=user, pk=pk)
    return redirect("rules_draft")
