"""What staff do with a consent: offer it, make a link, note a refusal, a copy, an event, a hold, a withdrawal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from wellspoken.rooms.consents import access, services
from wellspoken.rooms.consents.errors import BadConsent, NotComplete
from wellspoken.rooms.consents.models import Authorization
from wellspoken.rooms.consents.services import Withdrawal
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.models import User
from wellspoken.web.consents import words
from wellspoken.web.consents.forms import EventForm, HoldForm, WithdrawForm

Verb = Callable[[HttpRequest, User, Authorization], str]


@login_required
@require_POST
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One of the verbs; refusals are said on the page."""
    user = cast(User, request.user)
    consent = access.get_consent(user, pk)
    if verb not in VERBS:
        raise Http404
    try:
        messages.success(request, VERBS[verb](request, user, consent))
    except NotComplete:
        messages.warning(request, _("Something is still missing: see the list."))
    except BadConsent as error:
        messages.warning(request, words.bad(error))
    except StateConflict:
        messages.warning(request, words.changed_meanwhile())
    return redirect("consent", pk)


def _offer(_request: HttpRequest, user: User, consent: Authorization) -> str:
    services.offer(actor=user, consent=consent)
    return _("The text is fixed. Now the person can read and sign it.")


def _reopen(_request: HttpRequest, user: User, consent: Authorization) -> str:
    services.reopen(actor=user, consent=consent)
    return _("You can change it again. The private link no longer works.")


def _refuse(_request: HttpRequest, user: User, consent: Authorization) -> str:
    services.refuse(actor=user, consent=consent)
    return _("Noted: the person does not want to.")


def _end_link(_request: HttpRequest, user: User, consent: Authorization) -> str:
    services.end_link(actor=user, consent=consent)
    return _("The private link no longer works.")


def _copy(_request: HttpRequest, user: User, consent: Authorization) -> str:
    services.give_copy(actor=user, consent=consent)
    return _("Noted: the person has a copy.")


def _hold(request: HttpRequest, user: User, consent: Authorization) -> str:
    services.put_on_hold(actor=user, consent=consent, reason=str(_value(HoldForm(request.POST), "reason", "reason")))
    return _("The papers stay until somebody lifts the legal hold.")


def _unhold(_request: HttpRequest, user: User, consent: Authorization) -> str:
    services.lift_hold(actor=user, consent=consent)
    return _("The legal hold is lifted.")


def _event(request: HttpRequest, user: User, consent: Authorization) -> str:
    services.note_event(actor=user, consent=consent, day=_value(EventForm(request.POST), "day", "date"))
    return _("Noted. The consent ends with that day.")


def _value(form: forms.Form, name: str, code: str) -> Any:
    """The cleaned value; raises `BadConsent` with the code when there is none."""
    if not form.is_valid():
        raise BadConsent(code)
    return form.cleaned_data[name]


VERBS: dict[str, Verb] = {
    "offer": _offer,
    "reopen": _reopen,
    "refuse": _refuse,
    "end-link": _end_link,
    "copy": _copy,
    "hold": _hold,
    "unhold": _unhold,
    "event": _event,
}


@login_required
@require_POST
@never_cache
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """A new private link, shown on this page and never again; an earlier one stops working."""
    user = cast(User, request.user)
    consent = access.get_consent(user, pk)
    try:
        key = services.make_link(actor=user, consent=consent)
    except StateConflict:
        messages.warning(request, words.changed_meanwhile())
        return redirect("consent", pk)
    address = f"{settings.SITE_URL}{reverse('private_consent', args=[key])}"
    return render(request, "consents/link.html", {"consent": consent, "address": address})


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the person took it back: what happens then, and the act."""
    user = cast(User, request.user)
    consent = access.get_consent(user, pk)
    if consent.state not in {"signed", "expired"}:
        return redirect("consent", pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _withdrawn(request, user, consent, form):
        return redirect("consent_withdrawal", pk)
    context = {"consent": consent, "form": form}
    return render(request, "consents/withdraw.html", context, status=422 if form.is_bound else 200)


def _withdrawn(request: HttpRequest, user: User, consent: Authorization, form: WithdrawForm) -> bool:
    data = form.cleaned_data
    try:
        services.withdraw(
            actor=user, consent=consent, withdrawal=Withdrawal(data["how"], data["day"] or None, data["note"])
        )
    except BadConsent as error:
        form.add_error("day", words.bad(error))
        return False
    except StateConflict:
        messages.warning(request, words.changed_meanwhile())
        return True
    messages.success(request, _("Taken back. Posts that wait are stopped; this page shows what is still to do."))
    return True
