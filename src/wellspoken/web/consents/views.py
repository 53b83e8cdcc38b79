"""The register, and one consent with everything about it."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from wellspoken.rooms.consents import access, selectors
from wellspoken.rooms.consents.models import Authorization
from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.web.consents import page, words

PAGE = 40


@login_required
@require_GET
def consents(request: HttpRequest) -> HttpResponse:
    """The register by code, without names; `state` filters, `q` finds a code."""
    user = require(request.user, Right.CONSENTS)
    standing = request.GET.get("state", "")
    wanted = request.GET.get("q", "").replace("\x00", "").strip()[:150]
    found = Paginator(selectors.consents_for(user, standing, wanted), PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "page": found,
        "rows": [_row(consent) for consent in found],
        "filters": [(code, label, code == standing) for code, label in words.FILTERS.items()],
        "state": standing if standing in words.FILTERS else "",
        "q": wanted,
        "filtered": bool(wanted or standing),
    }
    return render(request, "consents/list.html", context)


def _row(consent: Authorization) -> dict[str, Any]:
    word, tone = words.STANDINGS[selectors.standing_of(consent)]
    return {"consent": consent, "word": word, "tone": tone, "last": consent.last_day(), "open": _open(consent)}


def _open(consent: Authorization) -> bool:
    """Whether it was taken back and nobody has confirmed yet that every use has ended."""
    return consent.state == "withdrawn" and consent.settled_at is None


@login_required
@never_cache
@require_GET
def consent(request: HttpRequest, pk: int) -> HttpResponse:
    """One consent: every element, what is missing, what comes next, its life. Reading it is kept in the log."""
    user = cast(User, request.user)
    found = access.get_consent(user, pk)
    return page.shown(request, user, found)
