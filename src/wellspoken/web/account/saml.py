"""Signing in through the organisation by SAML 2.0: going there, the answer's arrival, and the step that signs in.

The answer is posted by a page of the provider, so the browser sends no session with it: it is believed or not, put
aside under a ticket, and the browser's next step, which does bring the session, shows that this browser asked for it.
"""

from __future__ import annotations

import hmac
from typing import Any

import structlog
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.throttle import within
from wellspoken.rooms.people import saml
from wellspoken.rooms.people.asking import address_of
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import SamlProvider
from wellspoken.rooms.people.oidc import NotBelieved
from wellspoken.rooms.people.saml import Believed, Sides
from wellspoken.rooms.people.selectors import saml_provider
from wellspoken.rooms.people.services import saml as services
from wellspoken.web.account.arriving import Arrival, enter

ASKED = "saml"
PER_ADDRESS = 60
log = structlog.get_logger(__name__)


@never_cache
@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """Go to the provider with a request that only this session knows."""
    provider = _provider()
    wanted = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    number, address = saml.ask(services.sides(provider))
    request.session[ASKED] = {"id": number, "next": wanted if safe else "/", "provider": provider.pk}
    return redirect(address)


@never_cache
@csrf_exempt
@sensitive_post_parameters("SAMLResponse")
@require_POST
def arrive(request: HttpRequest) -> HttpResponse:
    """The provider's answer. The session is not touched here: the cookie of another one must not be replaced."""
    provider = _provider()
    if not within(f"saml:{address_of(request)}", PER_ADDRESS):
        return HttpResponse(status=429)
    ticket = ""
    try:
        ticket = services.take(row=provider, encoded=request.POST.get("SAMLResponse", ""))
    except NotBelieved as problem:
        log.warning("SAML answer refused", why=str(problem))
    answer = HttpResponse(status=303)
    answer["Location"] = f"{reverse('saml_back')}?ticket={ticket}"
    return answer


@never_cache
@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """The browser that asked brings its ticket: sign in."""
    provider, asked = _provider(), request.session.pop(ASKED, None)
    try:
        said = services.redeem(ticket=request.GET.get("ticket", ""))
        _of_this_browser(provider, asked, said)
        account = services.arrive(row=provider, said=said)
    except NotBelieved as problem:
        log.warning("sign-in by SAML failed", why=str(problem))
        failed = _("Signing in through your organisation did not work. Try again, or use your password.")
        messages.error(request, failed)
        return redirect("account_login")
    except PeopleProblem as problem:
        messages.error(request, problem.sentence)
        return redirect("account_login")
    proved = services.second_factor_used(provider, said)
    return enter(request, Arrival(account, said.session, proved, asked["next"]))


@require_GET
def metadata(request: HttpRequest) -> HttpResponse:
    """What the provider is told of this installation; there before a provider is set up, so that it can be given."""
    known = saml_provider()
    told = services.sides(known or SamlProvider())
    return HttpResponse(saml.our_metadata(told), content_type="application/samlmetadata+xml")


def addresses() -> Sides:
    """Our side, for the settings page."""
    return services.sides(SamlProvider())


def _of_this_browser(provider: SamlProvider, asked: dict[str, Any] | None, said: Believed) -> None:
    """Raise `NotBelieved` unless this browser's session asked this provider for this answer."""
    if not asked or asked["provider"] != provider.pk:
        raise NotBelieved("nobody asked")
    if not hmac.compare_digest(str(asked["id"]).encode(), said.answers.encode("utf-8", "replace")):
        raise NotBelieved("asked by another browser")


def _provider() -> SamlProvider:
    found = saml_provider()
    if found is None:
        raise NotThere
    return found
