"""A person's own security: second factors, and where they are signed in."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.access import get_person, require_everywhere
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right, Role
from wellspoken.rooms.people.selectors import organisation
from wellspoken.rooms.people.services.second_factors import demand_second_factor, remove_factors
from wellspoken.rooms.people.services.sessions import end_other_sessions, end_session, sessions_of
from wellspoken.web.account.arriving import PROVED
from wellspoken.web.account.devices import device
from wellspoken.web.account.second_factor import is_settled
from wellspoken.web.frame.session import remember


@login_required
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """What protects this account, and where it is open."""
    user = _user(request)
    kept = list(Authenticator.objects.filter(user=user).order_by("created_at"))
    codes = next((a for a in kept if a.type == Authenticator.Type.RECOVERY_CODES), None)
    here = request.session.session_key
    context: dict[str, Any] = {
        "totp": next((a for a in kept if a.type == Authenticator.Type.TOTP), None),
        "passkeys": [a.wrap() for a in kept if a.type == Authenticator.Type.WEBAUTHN],
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else None,
        "demanded": not is_settled(request, user),
        "proved": bool(request.session.get(PROVED)),
        "sessions": [{"row": s, "here": s.session_key == here, "device": device(s.agent)} for s in sessions_of(user)],
    }
    return render(request, "me/security.html", context)


@login_required
@require_POST
def end_one(request: HttpRequest, pk: int) -> HttpResponse:
    """End one session of one's own, at once."""
    user = _user(request)
    if not end_session(actor=user, person=user, pk=pk):
        raise NotThere
    messages.success(request, _("That device is signed out."))
    return redirect("mfa_index")


@login_required
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End every other session."""
    ended = end_other_sessions(actor=_user(request), keep=request.session.session_key or "")
    told = _("Every other device is signed out.") if ended else _("You are signed in nowhere else.")
    messages.success(request, told)
    return redirect("mfa_index")


class DemandForm(forms.Form):
    """The roles that need a second factor."""

    roles = forms.MultipleChoiceField(choices=Role.choices, required=False, widget=forms.CheckboxSelectMultiple)


@login_required
@require_POST
def demand(request: HttpRequest) -> HttpResponse:
    """Ask a second factor of the ticked roles."""
    user = require_everywhere(request.user, Right.SETTINGS)
    known, form = organisation(), DemandForm(request.POST)
    if known is None or not form.is_valid():
        messages.error(request, _("Choose one of the roles offered."))
        return redirect("settings")
    changed = demand_second_factor(actor=user, organisation=known, roles=form.cleaned_data["roles"])
    remember(request, known)
    messages.success(request, _("Saved.") if changed else _("Nothing was different, so nothing was changed."))
    return redirect("settings")


@login_required
@require_POST
def take_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody's second factors away, because phone and codes are lost."""
    user = require_everywhere(request.user, Right.PEOPLE)
    person = get_person(user, pk)
    remove_factors(actor=user, person=person)
    told = _("%(name)s signs in with the password alone, and sets a second factor up again where the role needs one.")
    messages.success(request, told % {"name": person.name})
    return redirect("person", pk)


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 (login_required has seen to it)
    return request.user
