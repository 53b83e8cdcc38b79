"""The log and its verification: only for people with the right to read it."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wellspoken.rooms.audit import selectors
from wellspoken.rooms.audit.actions import all_actions
from wellspoken.rooms.audit.chain import Report
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.presenting import actor, sentence
from wellspoken.rooms.audit.verify import verify
from wellspoken.rooms.people.access import may, require
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.web.audit import asking, facts, words


@login_required
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """One page of the log, newest first."""
    require(request.user, Right.AUDIT)
    return _shown(request)


@login_required
@require_POST
def verify_chain(request: HttpRequest) -> HttpResponse:
    """Walk the whole chain now and say what was found."""
    require(request.user, Right.AUDIT)
    return _shown(request, verify())


def _shown(request: HttpRequest, report: Report | None = None) -> HttpResponse:
    wanted = asking.filters(request.GET)
    page = selectors.entries(wanted, asking.before(request.GET))
    user = cast(User, request.user)
    context: dict[str, Any] = {
        "rows": [_row(user, entry) for entry in page.entries],
        "older": asking.older(request, page.older),
        "first_page": "before" not in request.GET,
        "asked": {name: request.GET.get(name, "") for name in asking.NAMES},
        "filtered": wanted != selectors.Filters(),
        "actions": [(action.code, words.action(action)) for action in all_actions()],
        "report": report,
        "problem": words.problem(report.problem) if report and report.problem else "",
    }
    return render(request, "audit/log.html", context)


def _row(user: User, entry: AuditEntry) -> dict[str, Any]:
    return {
        "entry": entry,
        "said": sentence(entry),
        "who": actor(entry),
        "details": facts.details(entry),
        "personal": facts.personal(entry),
        "emptied": entry.personal is None and bool(entry.personal_hash),
        "post": entry.post_ref if entry.post_ref.isdigit() and may(user, Right.VIEW) else "",
        "what": words.kind(entry.object_kind) or _("Something"),
    }
