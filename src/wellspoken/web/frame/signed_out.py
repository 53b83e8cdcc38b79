"""Sessions that end while somebody writes: nothing typed is lost, and the person is told what happened."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _


def keep_the_way_back(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Answer a post by somebody no longer signed in.

    Scripts (htmx, fetch with `Accept: application/json`) get 401 with JSON
    `{"signed_out": true, "sign_in": address, "message": sentence}` and keep
    what was typed. A plain form is led to sign in and then to the page it was
    on; nothing of the form is stored on the server.
    """
    login = resolve_url(settings.LOGIN_URL)
    if request.method != "POST" or request.user.is_authenticated or not _leads_to(response, login):
        return response
    address = f"{login}?{urlencode({'next': _page_of(request)})}"
    if _by_script(request):
        words = _("You were signed out. Sign in again in a new tab; your text is kept here.")
        answer = JsonResponse({"signed_out": True, "sign_in": address, "message": words}, status=401)
        answer["Cache-Control"] = "no-store"
        return answer
    words = _(
        "You were signed out before this was saved. Sign in, then press your browser's Back button for your text."
    )
    messages.warning(request, words)
    return HttpResponseRedirect(address)


def _leads_to(response: HttpResponse, login: str) -> bool:
    return response.status_code == 302 and urlsplit(response.get("Location", "")).path == login


def _by_script(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers or "application/json" in request.headers.get("Accept", "")


def _page_of(request: HttpRequest) -> str:
    """The page the form was on: the referring page of this site, or the start page."""
    referer = request.headers.get("Referer", "")
    if referer and url_has_allowed_host_and_scheme(referer, allowed_hosts={request.get_host()}):
        return urlsplit(referer).path or "/"
    return "/"
