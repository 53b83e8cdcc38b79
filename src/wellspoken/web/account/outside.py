"""Signing in through the organisation (OpenID Connect): going there, coming back, and being signed out from there."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from typing import Any
from urllib.parse import urlencode

import structlog
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.throttle import within
from wellspoken.rooms.people import asking_issuer, oidc
from wellspoken.rooms.people.asking import address_of
from wellspoken.rooms.people.asking_issuer import Issuer, IssuerTrouble
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import SignInProvider
from wellspoken.rooms.people.oidc import Audience, NotBelieved
from wellspoken.rooms.people.selectors import sign_in_provider
from wellspoken.rooms.people.services import sign_in
from wellspoken.web.account.arriving import Arrival, enter

ASKED = "outside"
PER_ADDRESS = 60
log = structlog.get_logger(__name__)


def come_back_address() -> str:
    """The redirect address to register with the provider."""
    return f"{settings.SITE_URL}{reverse('outside_back')}"


def logout_address() -> str:
    """The back-channel logout address to register with the provider."""
    return f"{settings.SITE_URL}{reverse('outside_logout')}"


@never_cache
@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """Go to the provider, with a state, a nonce and a PKCE challenge that only this session knows."""
    provider = _provider()
    try:
        issuer = asking_issuer.describe(provider.issuer)
    except IssuerTrouble as trouble:
        return _failed(request, str(trouble))
    wanted = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    asked = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
    request.session[ASKED] = {**asked, "next": wanted if safe else "/", "provider": provider.pk}
    digest = hashlib.sha256(asked["verifier"].encode()).digest()
    said = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": come_back_address(),
        "scope": "openid email profile" + (" groups" if provider.groups_claim == "groups" else ""),
        "state": asked["state"],
        "nonce": asked["nonce"],
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    return redirect(f"{issuer.authorize}{'&' if '?' in issuer.authorize else '?'}{urlencode(said)}")


@never_cache
@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """Come back with a code: redeem it, believe the ID token or not, and sign in."""
    provider, asked = _provider(), request.session.pop(ASKED, None)
    state = request.GET.get("state", "").encode("utf-8", "replace")
    if not asked or asked["provider"] != provider.pk or not hmac.compare_digest(asked["state"].encode(), state):
        return _failed(request, "state")
    if "error" in request.GET or not request.GET.get("code"):
        return _failed(request, "refused there")
    if request.GET.get("iss", provider.issuer) != provider.issuer:
        return _failed(request, "iss")
    try:
        claims = _claims(provider, request.GET["code"], asked)
        account = sign_in.arrive(provider=provider, claims=claims)
    except (IssuerTrouble, NotBelieved) as problem:
        return _failed(request, f"{type(problem).__name__} {problem}")
    except PeopleProblem as problem:
        messages.error(request, problem.sentence)
        return redirect("account_login")
    sid = claims.get("sid")
    proved = oidc.second_factor_used(claims, provider.proofs)
    return enter(request, Arrival(account, sid if isinstance(sid, str) else "", proved, asked["next"]))


@never_cache
@csrf_exempt
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """The provider says that somebody signed out there (OpenID Connect Back-Channel Logout 1.0)."""
    provider = _provider()
    if not within(f"outside:{address_of(request)}", PER_ADDRESS):
        return HttpResponse(status=429)
    token = request.POST.get("logout_token", "")
    try:
        issuer = asking_issuer.describe(provider.issuer)
        claims = _believed(issuer, provider, lambda audience: oidc.logout(token, audience))
        sign_in.end_from_outside(provider=provider, claims=claims)
    except (IssuerTrouble, NotBelieved, PeopleProblem) as problem:
        log.warning("logout token refused", why=f"{type(problem).__name__} {problem}")
        return HttpResponse(status=400)
    return HttpResponse(status=200)


def _claims(provider: SignInProvider, code: str, asked: dict[str, str]) -> dict[str, Any]:
    issuer = asking_issuer.describe(provider.issuer)
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": come_back_address()}
    client = (provider.client_id, str(provider.secret["client_secret"]))
    token = asking_issuer.redeem(issuer, client, {**form, "code_verifier": asked["verifier"]}).get("id_token")
    if not isinstance(token, str):
        raise NotBelieved("no token")
    return _believed(issuer, provider, lambda audience: oidc.identity(token, audience, asked["nonce"]))


def _believed(issuer: Issuer, provider: SignInProvider, read: Any) -> dict[str, Any]:
    """Read a token with the keys we have; once more with fresh ones when the issuer may have changed them."""
    try:
        return dict(read(Audience(provider.issuer, provider.client_id, asking_issuer.keys_of(issuer))))
    except NotBelieved as problem:
        if problem.args != ("key",):
            raise
    return dict(read(Audience(provider.issuer, provider.client_id, asking_issuer.keys_of(issuer, fresh=True))))


def _provider() -> SignInProvider:
    found = sign_in_provider()
    if found is None:
        raise NotThere
    return found


def _failed(request: HttpRequest, why: str) -> HttpResponse:
    """Back to the sign-in page; what exactly was wrong is for the log, not for whoever sent it."""
    log.warning("sign-in through the organisation failed", why=why)
    messages.error(request, _("Signing in through your organisation did not work. Try again, or use your password."))
    return redirect("account_login")
