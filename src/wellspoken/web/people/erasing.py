"""Erasing a person's data: what is held, room by room; a reason; the confirmation; the paper that proves it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people import erasing, evidence
from wellspoken.rooms.people.access import get_erasure, get_person, require_everywhere
from wellspoken.rooms.people.errors import SENTENCES, PeopleProblem
from wellspoken.rooms.people.models import Erasure, User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.people.services.erasing import erase, may_erase
from wellspoken.web.audit.words import KINDS

#: tables that other pages do not name
MORE_KINDS: dict[str, Any] = {
    "compliance.rulechoice": gettext_lazy("Choice in a rule set"),
    "consents.privatelink": gettext_lazy("Private link of a consent"),
    "content.postimport": gettext_lazy("Table of posts"),
    "content.revision": gettext_lazy("Version of a post"),
    "people.departure": gettext_lazy("Paper of a leaving"),
    "people.rotation": gettext_lazy("Shared secret that was changed"),
    "publishing.hold": gettext_lazy("Hold"),
    "publishing.series": gettext_lazy("Post that comes again"),
    "publishing.takedowntask": gettext_lazy("Takedown by hand"),
    "publishing.triage": gettext_lazy("Decision after a hold"),
    "records.incidentnote": gettext_lazy("Line of an incident's timeline"),
    "review.releaserequest": gettext_lazy("Release that was asked for"),
    "review.reminder": gettext_lazy("Reminder"),
}


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is held and what happens to it; ask for the reason; then for the address, typed by hand."""
    user = require_everywhere(request.user, Right.PEOPLE)
    person = get_person(user, pk)
    if person.is_service or person == user:
        raise NotThere
    known = Erasure.objects.filter(person=person).first()
    if known is not None:
        return redirect("erasure", known.pk)
    reason = request.POST.get("reason", "").replace("\x00", "").strip()[:2000]
    problem = ""
    if request.method == "POST":
        problem = _problem(request, person, reason)
        if not problem and request.POST.get("address"):
            return redirect("erasure", _erased(request, user, person, reason).pk)
    context = {
        "person": person,
        "blocked": SENTENCES["still_here"] if may_erase(person) else "",
        "problem": problem,
        "reason": reason,
        "asking": request.method == "POST" and len(reason) >= 10,
        **_held(person),
    }
    return render(request, "people/erase.html", context, status=422 if problem else 200)


def _problem(request: HttpRequest, person: User, reason: str) -> str:
    """What is wrong with what was sent, in words; "" when nothing is."""
    if code := may_erase(person):
        return str(SENTENCES[code])
    if len(reason) < 10:
        return str(SENTENCES["why"])
    typed = request.POST.get("address", "")
    if "address" in request.POST and typed.strip().lower() != person.email:
        return _("This is not the address of the account. Type it as it stands above.")
    return ""


def _erased(request: HttpRequest, user: User, person: User, reason: str) -> Erasure:
    try:
        made = erase(actor=user, person=person, reason=reason)
    except PeopleProblem as problem:  # somebody else was first
        messages.error(request, problem.sentence)
        return get_erasure(user, Erasure.objects.get(person=person).pk)
    messages.success(request, _("The personal data is gone. This page names nobody and can be kept."))
    return made


def _held(person: User) -> dict[str, Any]:
    found = erasing.held(person)
    rows = [(_kind(label), number) for label, number in found.rows]
    return {"goes": found.goes, "stays": found.stays, "rows": rows}


def _kind(label: str) -> str:
    """A table in words; those that people never see by their own name keep it."""
    return str(KINDS.get(label) or MORE_KINDS.get(label) or label.partition(".")[2].capitalize())


@login_required
@require_GET
def erasure(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper: how much of what went, what stayed and why. Made for printing too."""
    user = require_everywhere(request.user, Right.PEOPLE)
    found = get_erasure(user, pk)
    kept = [(erasing.part(one["code"]), one["count"]) for one in found.kept]
    context = {
        "erasure": found,
        "erased": [part.words(one["count"]) for one in found.erased if (part := erasing.part(one["code"]))],
        "kept": [(part.words(n), str(part.why)) for part, n in kept if isinstance(part, erasing.Kept)],
        "whole": evidence.is_whole(evidence.paper(found)),
    }
    return render(request, "people/erasure.html", context)


@login_required
@require_GET
def erasure_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed paper as a file."""
    user = require_everywhere(request.user, Right.PEOPLE)
    found = get_erasure(user, pk)
    answer = JsonResponse(evidence.paper(found), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="erasure-{found.pk}.json"'
    return answer
