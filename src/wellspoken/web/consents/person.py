"""The private pages: the person reads, signs, keeps a copy and withdraws, on any phone, without signing in."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wellspoken.rooms.consents import services
from wellspoken.rooms.consents.errors import BadConsent, LinkGone
from wellspoken.rooms.consents.models import PrivateLink, Signature
from wellspoken.rooms.consents.services import Signed
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.media.errors import BadPicture
from wellspoken.web.consents import papers, throttle, words
from wellspoken.web.frame import answers

_PNG = "data:image/png;base64,"
#: with `no-referrer` browsers would send forms without an origin, and the protection of forms would refuse them
_HEADERS = {"X-Robots-Tag": "noindex, nofollow, noarchive", "Referrer-Policy": "same-origin"}
View = Callable[[HttpRequest, PrivateLink, str], HttpResponse]


def private(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
    """Open the link, speak the person's language, leave no copies on the way; a key that opens nothing says so."""

    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, key: str) -> HttpResponse:
        if throttle.too_many(request):
            return answers.throttled(request)
        try:
            link = services.open_link(key)
        except LinkGone:
            throttle.led_nowhere(request)
            response = render(request, "consents/gone.html", status=404)
        else:
            with translation.override(link.authorization.language):
                response = view(request, link, key)
        for name, value in _HEADERS.items():
            response[name] = value
        return response

    return answer


@require_GET
@private
def read(request: HttpRequest, link: PrivateLink, key: str) -> HttpResponse:
    """Everything that was offered or signed, and what the person can do."""
    return _page(request, link, key)


def _page(request: HttpRequest, link: PrivateLink, key: str, error: str = "", name: str = "") -> HttpResponse:
    consent = link.authorization
    context: dict[str, Any] = {
        "consent": consent,
        "key": key,
        "text": consent.shown,
        "signature": Signature.objects.filter(authorization=consent).first(),
        "error": error,
        "name": name or consent.facts.signer or consent.facts.name,
        "valid": consent.holds_on(consent.today()),
    }
    return render(request, "consents/private.html", context, status=422 if error else 200)


@require_POST
@private
def sign(request: HttpRequest, link: PrivateLink, key: str) -> HttpResponse:
    """Sign with a drawn signature, or with the typed name alone."""
    name = request.POST.get("name", "")[:200]
    if not request.POST.get("agree"):
        return _page(request, link, key, _("Tick that you have read it and agree."), name)
    try:
        drawn = _drawn(request.POST.get("drawing", ""))
        signed = Signed(name, request.POST.get("seen", "")[:64], picture=drawn)
        services.sign_by_link(link=link, signed=signed)
    except BadConsent as error:
        return _page(request, link, key, words.bad(error), name)
    except BadPicture as error:
        stopped = error.code in {"malware", "not_scanned"}
        return _page(request, link, key, error.sentence if stopped else str(words.BAD["signature"]), name)
    except StateConflict:
        return _page(request, _again(link), key, words.changed_meanwhile(), name)
    return redirect("private_consent", key)


def _again(link: PrivateLink) -> PrivateLink:
    return PrivateLink.objects.select_related("authorization__team").get(pk=link.pk)


def _drawn(value: str) -> bytes:
    """The picture in a form field, as the canvas writes it; empty when nothing was drawn. Raises `BadConsent`."""
    if not value:
        return b""
    if not value.startswith(_PNG):
        raise BadConsent("signature")
    try:
        return base64.b64decode(value[len(_PNG) :], validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadConsent("signature") from error


@require_POST
@private
def refuse(request: HttpRequest, link: PrivateLink, key: str) -> HttpResponse:
    """The person says no."""
    try:
        services.refuse_by_link(link=link)
    except StateConflict:
        return _page(request, _again(link), key, words.changed_meanwhile())
    return redirect("private_consent", key)


@require_http_methods(["GET", "POST"])
@private
def withdraw(request: HttpRequest, link: PrivateLink, key: str) -> HttpResponse:
    """Take it back: one page that says what happens, one button."""
    if link.authorization.state not in {"signed", "expired"}:
        return redirect("private_consent", key)
    if request.method == "POST":
        try:
            services.withdraw_by_link(link=link, note=request.POST.get("note", ""))
        except StateConflict:
            return _page(request, _again(link), key, words.changed_meanwhile())
        return redirect("private_consent", key)
    return render(request, "consents/private_withdraw.html", {"consent": link.authorization, "key": key})


@require_GET
@private
def signature(request: HttpRequest, link: PrivateLink, key: str) -> HttpResponse:
    """The person's own signature, for their copy."""
    found = Signature.objects.select_related("authorization").filter(authorization=link.authorization).first()
    if found is None:
        raise NotThere
    return papers.picture(found)
