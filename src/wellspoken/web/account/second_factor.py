"""How django-allauth's second factors behave here: sealed, in our words, told to the audit log, demanded by role."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from allauth.mfa import signals
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wellspoken.rooms.kernel.sealed import seal, unseal
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.selectors import organisation
from wellspoken.rooms.people.services.second_factors import is_demanded, note_factor
from wellspoken.web.account.arriving import PROVED

#: addresses that stay open to somebody who has yet to set up a second factor
OPEN = ("/me/security/", "/accounts/", "/language/", "/static/", "/start/", "/health", "/newsroom/")


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are sealed with the installation's keys; the drawing is made here, without a library of its own."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This code is not right. Wait for the next one and try again."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret before it is stored."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a stored secret."""
        return str(unseal(encrypted_text))

    def get_totp_issuer(self) -> str:
        """What the person's app shows beside the codes."""
        known = organisation()
        return f"Wellspoken {known.name}" if known else "Wellspoken"

    def build_totp_svg(self, url: str) -> str:
        """The address as a QR code, an SVG without styles or scripts."""
        import zxingcpp  # only here: it takes a while to load

        drawn = zxingcpp.create_barcode(url, zxingcpp.BarcodeFormat.QRCode).to_svg()
        return re.sub(r'<svg width="(\d+)" height="(\d+)"', r'<svg viewBox="0 0 \1 \2"', drawn[drawn.index("<svg") :])

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        """A first name for a passkey."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(n)d") % {"n": number}


def _on(act: str) -> Callable[..., None]:
    def told(sender: Any, user: User, authenticator: Authenticator, **rest: Any) -> None:
        if act != "code_used" or authenticator.type == Authenticator.Type.RECOVERY_CODES:
            note_factor(person=user, act=act, kind=str(authenticator.type))

    return told


def listen() -> None:
    """Tell the audit log of what happens to second factors."""
    for signal, act in (
        (signals.authenticator_added, "factor_added"),
        (signals.authenticator_removed, "factor_removed"),
        (signals.authenticator_reset, "codes_renewed"),
        (signals.authenticator_used, "code_used"),
    ):
        signal.connect(_on(act), dispatch_uid=f"wellspoken.{act}", weak=False)


def is_settled(request: HttpRequest, user: User) -> bool:
    """Whether nothing is demanded of this person in this session."""
    proved = bool(request.session.get(PROVED))
    return not is_demanded(user, request.session.get("second_factor", []), proved=proved)


class SecondFactorMiddleware:
    """Who needs a second factor and has none is led to set one up, and can do nothing else before."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Lead to the page, or answer a program in JSON."""
        user = request.user
        if not isinstance(user, User) or user.has_second_factor or request.path.startswith(OPEN):
            return self.answer(request)
        roles = request.session.get("second_factor", [])
        if not roles or is_settled(request, user):
            return self.answer(request)
        if request.path.startswith("/api/"):
            told = {"code": "second_factor", "message": _("Set up a second factor first."), "fields": []}
            return JsonResponse({"error": told}, status=403)
        return redirect("mfa_index")
