"""Own terms and exemptions: seen, added, changed and removed, always in the draft."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wellspoken.rooms.compliance import drafts
from wellspoken.rooms.compliance.audit import KINDS
from wellspoken.rooms.compliance.house import exemptions, terms
from wellspoken.rooms.compliance.house.drafting import draft
from wellspoken.rooms.compliance.house.errors import RuleProblem
from wellspoken.rooms.compliance.models import Term
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.web.rules import asking
from wellspoken.web.rules.forms import WHOLE, ExemptForm, TermForm

#: which field a problem is about
_FIELD = {"empty": "pattern", "long": "pattern", "broken": "pattern", "nothing": "pattern", "message": "message"}


@login_required
@require_GET
def own_page(request: HttpRequest) -> HttpResponse:
    """The organisation's own terms."""
    asking.officer(request)
    return render(request, "rules/own.html", {"terms": drafts.terms(), "draft": draft()})


@login_required
@require_http_methods(["GET", "POST"])
def add_term(request: HttpRequest) -> HttpResponse:
    """A new term."""
    who = asking.officer(request)
    form = TermForm(request.POST or None, initial={"kind": "words", "severity": "review"}, **who.form_options())
    if form.is_bound and form.is_valid():
        try:
            terms.add_term(actor=who.user, facts=form.facts(), team=form.chosen)
        except RuleProblem as problem:
            form.add_error(_FIELD.get(problem.code), problem.sentence)
        else:
            return _in_the_draft(request, "rules_own")
    return _term_form(request, form, None)


@login_required
@require_http_methods(["GET", "POST"])
def term_page(request: HttpRequest, number: int) -> HttpResponse:
    """Change a term."""
    who = asking.officer(request)
    term = next((term for term in drafts.terms() if term.number == number), None)
    if term is None:
        raise NotThere(f"term {number}")
    form = TermForm(request.POST or None, initial=_initial(term), **who.form_options())
    if form.is_bound and form.is_valid():
        try:
            changed = terms.change_term(actor=who.user, number=number, facts=form.facts(), team=form.chosen)
        except RuleProblem as problem:
            form.add_error(_FIELD.get(problem.code), problem.sentence)
        else:
            if changed:
                return _in_the_draft(request, "rules_own")
            messages.success(request, _("Nothing was different, so nothing was changed."))
            return redirect("rules_own")
    return _term_form(request, form, term)


def _initial(term: Term) -> dict[str, object]:
    names = ("kind", "pattern", "severity", "message", "advice", "replacement", "languages")
    return {**{name: getattr(term, name) for name in names}, "team": str(term.team_id or WHOLE)}


def _term_form(request: HttpRequest, form: TermForm, term: Term | None) -> HttpResponse:
    return render(request, "rules/term.html", {"form": form, "term": term}, status=422 if form.errors else 200)


@login_required
@require_POST
def remove_term(request: HttpRequest, number: int) -> HttpResponse:
    """Take a term out."""
    who = asking.officer(request)
    terms.remove_term(actor=who.user, number=number)
    return _in_the_draft(request, "rules_own")


@login_required
@require_http_methods(["GET", "POST"])
def exempt_page(request: HttpRequest) -> HttpResponse:
    """What never counts as patient data, and a form to add to it."""
    who = asking.officer(request)
    form = ExemptForm(request.POST or None, **who.form_options())
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            exemptions.exempt(
                actor=who.user, kind=data["kind"], value=data["value"], reason=data["reason"], team=form.chosen
            )
        except RuleProblem as problem:
            form.add_error("reason" if problem.code == "reason" else "value", problem.sentence)
        else:
            return _in_the_draft(request, "rules_exempt")
    context = {"exemptions": _exemptions(), "form": form, "draft": draft()}
    return render(request, "rules/exempt.html", context, status=422 if form.errors else 200)


def _exemptions() -> list[dict[str, Any]]:
    shown = ("pk", "value", "reason", "team", "by", "at")
    return [{**{name: getattr(row, name) for name in shown}, "said": KINDS[row.kind]} for row in drafts.exemptions()]


@login_required
@require_POST
def unexempt(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an exemption out."""
    who = asking.officer(request)
    exemptions.unexempt(actor=who.user, pk=pk)
    return _in_the_draft(request, "rules_exempt")


def _in_the_draft(request: HttpRequest, where: str) -> HttpResponse:
    messages.success(request, _("Changed in the draft. It counts once the draft is switched on."))
    return redirect(where)
