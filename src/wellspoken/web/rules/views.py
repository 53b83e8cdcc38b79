"""The list of rules, and one rule with its severity."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from wellspoken.rooms.compliance import rulebook
from wellspoken.rooms.compliance.house import choosing
from wellspoken.rooms.compliance.house.drafting import draft
from wellspoken.rooms.compliance.house.errors import RuleProblem
from wellspoken.rooms.people.access import may, require
from wellspoken.rooms.people.roles import Right
from wellspoken.web.rules import asking
from wellspoken.web.rules.forms import SeverityForm

PAGE = 30


@login_required
@require_GET
def rules_page(request: HttpRequest) -> HttpResponse:
    """Every rule, found by words, family, pack, or because the organisation changed it."""
    require(request.user, Right.VIEW)
    lang = asking.language()
    packs = rulebook.packs(lang)
    wanted = asking.wanted(request.GET, [pack.code for pack in packs])
    found = rulebook.rows(lang, wanted)
    asked = {"q": wanted.text, "family": wanted.family, "pack": wanted.pack, "changed": "1" if wanted.changed else ""}
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "packs": packs,
        "families": rulebook.FAMILIES.items(),
        "wanted": wanted,
        "query": urlencode({key: value for key, value in asked.items() if value}),
        "draft": draft(),
    }
    return render(request, "rules/list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def rule_page(request: HttpRequest, rule: str) -> HttpResponse:
    """One rule: what it demands, how it is checked, and what the organisation makes of it."""
    user = require(request.user, Right.VIEW)
    page = rulebook.rule(rule, asking.language())
    form = None
    if request.method == "POST" or may(user, Right.RULES):
        form = _form(request, page)
        if form.is_bound and form.is_valid() and _chosen(request, rule, form):
            messages.success(request, _("Changed in the draft. It counts once the draft is switched on."))
            return redirect("rule", rule)
    context = {"page": page, "form": None if page.row.locked else form, "draft": draft()}
    return render(request, "rules/rule.html", context, status=422 if form is not None and form.errors else 200)


def _form(request: HttpRequest, page: rulebook.Page) -> SeverityForm:
    options = asking.officer(request).form_options()
    own = next((choice.severity for choice in page.choices if choice.team is None), "default")
    return SeverityForm(request.POST or None, initial={"severity": own}, **options)


def _chosen(request: HttpRequest, rule: str, form: SeverityForm) -> bool:
    data = form.cleaned_data
    user = require(request.user, Right.RULES)
    try:
        choosing.choose(actor=user, rule=rule, severity=data["severity"], reason=data["reason"], team=form.chosen)
    except RuleProblem as problem:
        form.add_error("reason" if problem.code == "reason" else None, problem.sentence)
        return False
    return True
