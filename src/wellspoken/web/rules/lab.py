"""The rule lab: a text under chosen circumstances, and what each rule makes of it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from wellspoken.rooms.compliance import lab
from wellspoken.rooms.compliance.house.drafting import draft
from wellspoken.rooms.compliance.naming import rule_names
from wellspoken.web.frame.places import common_countries
from wellspoken.web.rules import asking
from wellspoken.web.rules.forms import CaseForm

#: fields beyond the text and its kind: circumstances, and what goes with the text
CIRCUMSTANCES = (
    "kind",
    "lang",
    "countries",
    "parent",
    "paid",
    "sources",
    "consents",
    "writer",
    "mood",
    "translated",
    "products",
)
COMPANY = ("pictured", "links")


@login_required
@require_http_methods(["GET", "POST"])
def lab_page(request: HttpRequest) -> HttpResponse:
    """Try one text. It comes by POST, so that no address or log ever holds it; nothing is stored."""
    who = asking.officer(request)
    start = {"surface": "post", "direction": "out", "products": True}
    form = CaseForm(request.POST or None, initial=start, teams=who.teams, countries=_countries())
    answer = _answer(form) if form.is_bound and form.is_valid() else None
    more, with_it = (bool(form.errors) or _said(form, names) for names in (CIRCUMSTANCES, COMPANY))
    context = {"form": form, "draft": draft(), "answer": answer, "more": more, "with_it": with_it}
    return render(request, "rules/lab.html", context, status=422 if form.errors else 200)


def _countries() -> list[tuple[str, str]]:
    return [(code, str(name)) for code, name in common_countries()]


def _said(form: CaseForm, names: tuple[str, ...]) -> bool:
    """Whether something of these was said; products are there unless somebody took them away."""
    said = form.cleaned_data if form.is_bound else {"products": True}
    return any(not said.get(name) if name == "products" else said.get(name) for name in names)


def _answer(form: CaseForm) -> dict[str, Any]:
    data = form.cleaned_data
    case = lab.Case(
        text=data["text"],
        lang=data["lang"],
        kind=data["kind"],
        countries=tuple(data["countries"]),
        surface=data["surface"],
        direction=data["direction"],
        parent=data["parent"],
        paid=data["paid"],
        products=data["products"],
        sources=tuple(data["sources"]),
        consents=tuple(data["consents"]),
        writer=data["writer"],
        mood=data["mood"],
        translation="machine" if data["translated"] else "",
        picture=_pictured(data),
        links=data["leads_to"] if data["links"] == "elsewhere" else data["links"],
    )
    tried = lab.try_out(team=form.chosen, case=case, lang=asking.language())
    sides = [_side(tried.now, tried.gone)]
    same = tried.draft is not None and not tried.gone and not tried.new
    if tried.draft is not None and not same:
        sides.append(_side(tried.draft, tried.new))
    return {"sides": sides, "same": same}


def _pictured(data: dict[str, Any]) -> lab.Pictured | None:
    if not data["pictured"]:
        return None
    film = data["pictured"] == "video"
    return lab.Pictured(data["alt"], data["writing"], data["file_name"], data["faces"], film)


def _side(tried: lab.Tried, marked: frozenset[tuple[Any, ...]]) -> dict[str, Any]:
    names = rule_names(asking.language())
    silent: dict[str, list[tuple[str, str]]] = {}
    for rule, why in tried.not_checked:
        silent.setdefault(why, []).append((rule, names.get(rule, rule)))
    return {
        "tried": tried,
        "cards": [{**card, "marked": lab.key_of(card) in marked} for card in tried.cards],
        "ran": [(rule, names.get(rule, rule)) for rule in tried.checked],
        "silent": sorted(silent.items()),
    }
