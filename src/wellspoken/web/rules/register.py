"""The register of demands: what law and good practice ask, and how each is met here."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wellspoken.rooms.compliance import register
from wellspoken.rooms.compliance.house.drafting import draft
from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.roles import Right
from wellspoken.web.rules import asking

PAGE = 40


@login_required
@require_GET
def register_page(request: HttpRequest) -> HttpResponse:
    """Every demand, found by words or by the way in which it is met."""
    require(request.user, Right.VIEW)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    way = request.GET.get("way", "")
    way = way if way in register.WAYS else ""
    found = register.rows(asking.language(), words, way)
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "ways": [(code, word) for code, (_tone, word) in register.WAYS.items()],
        "q": words,
        "way": way,
        "query": urlencode({key: value for key, value in (("q", words), ("way", way)) if value}),
        "draft": draft(),
    }
    return render(request, "rules/register.html", context)
