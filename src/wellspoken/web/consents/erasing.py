"""Erasing what names a person in a consent: from when, what goes, what stays; the reason; the code, typed by hand."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wellspoken.rooms.consents import access
from wellspoken.rooms.consents.errors import BadConsent
from wellspoken.rooms.consents.models import Authorization
from wellspoken.rooms.consents.services.erasing import MIN_REASON, erasable_from, erase, hinders
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.models import User
from wellspoken.web.consents import words

HINDERS: dict[str, Any] = {
    "erased": gettext_lazy("What named the person is gone already."),
    "hold": gettext_lazy("It is under legal hold. Lift that first."),
    "alive": gettext_lazy("It still counts, or waits for a signature. It has to be taken back or over first."),
    "settle": gettext_lazy("Confirm first that every use of it has ended."),
    "keep": gettext_lazy("The law asks that a signed consent is kept for six years: 45 CFR 164.508(b)(6), 164.530(j)."),
}


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what would happen; ask for the reason, then for the code; do it."""
    user = cast(User, request.user)
    consent = access.get_consent(user, pk)
    reason = request.POST.get("reason", "").replace("\x00", "").strip()[:2000]
    problem = _problem(request, consent, reason) if request.method == "POST" else ""
    if request.method == "POST" and not problem and request.POST.get("code"):
        return _erased(request, user, consent, reason)
    code = hinders(consent)
    context = {
        "consent": consent,
        "blocked": HINDERS.get(code, ""),
        "from_day": erasable_from(consent) if code == "keep" else None,
        "problem": problem,
        "reason": reason,
        "asking": request.method == "POST" and len(reason) >= MIN_REASON,
    }
    return render(request, "consents/erase.html", context, status=422 if problem else 200)


def _problem(request: HttpRequest, consent: Authorization, reason: str) -> str:
    """What is wrong with what was sent, in words; "" when nothing is."""
    if code := hinders(consent):
        return str(HINDERS[code])
    if len(reason) < MIN_REASON:
        return _("Write why, in at least ten characters.")
    if "code" in request.POST and request.POST["code"].strip().upper() != consent.code:
        return _("This is not the code of the consent. Type it as it stands above.")
    return ""


def _erased(request: HttpRequest, user: User, consent: Authorization, reason: str) -> HttpResponse:
    try:
        erase(actor=user, consent=consent, reason=reason)
    except (BadConsent, StateConflict):
        messages.warning(request, words.changed_meanwhile())
    else:
        messages.success(request, _("What named the person is gone. The code and the days stay as proof."))
    return redirect("consent", consent.pk)
