"""Settings, Networks: the organisation's applications at networks that know every application by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wellspoken.rooms.channels import measures, selectors, services
from wellspoken.rooms.channels.errors import ConnectFailed
from wellspoken.rooms.channels.guides import guide_of
from wellspoken.rooms.channels.models import Registration
from wellspoken.rooms.channels.services.registering import Given
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.public_address import public_address
from wellspoken.rooms.people.access import require, require_everywhere, rights_of
from wellspoken.rooms.people.roles import Right
from wellspoken.web.channels.forms import RegistrationForm


@dataclass(frozen=True, slots=True)
class Row:
    """A closed network in the list: whether it is registered, by whom and when, how many channels use it."""

    code: str
    name: str
    about: str
    registered: bool
    by: str
    at: datetime | None
    channels: int


@require_safe
@login_required
def networks(request: HttpRequest) -> HttpResponse:
    """All networks that need a registration, and which of them have one."""
    require(request.user, Right.SETTINGS)
    known, counts = selectors.registrations(), selectors.channel_counts()
    rows = [_row(code, known.get(code), counts.get(code, 0)) for code in selectors.closed_networks()]
    rows.sort(key=lambda row: (not row.registered, row.name.lower()))
    may_change = Right.SETTINGS in rights_of(request.user).everywhere
    return render(request, "settings/networks.html", {"rows": rows, "may_change": may_change})


def _row(code: str, found: Registration | None, channels: int) -> Row:
    by = found.changed_by.name if found and found.changed_by else ""
    name, about = measures.network_name(code), str(guide_of(code).about)
    return Row(code, name, about, found is not None, by, found.changed_at if found else None, channels)


@never_cache
@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def network(request: HttpRequest, network: str) -> HttpResponse:
    """How to register with one network, and the form for what it gave out."""
    person = require(request.user, Right.SETTINGS)
    if network not in selectors.closed_networks():
        raise NotThere
    found, guide = selectors.registrations().get(network), guide_of(network)
    start = {"client_id": found.client_id} if found else {}
    data = request.POST if request.method == "POST" else None
    form = RegistrationForm(data, extra=guide.extra, kept=found is not None, initial=start)
    if data is not None:
        require_everywhere(person, Right.SETTINGS)
        if form.is_valid() and _stored(request, network, form):
            return redirect("networks")
    return render(request, "settings/network.html", _shown(request, network, form, found), status=422 if data else 200)


def _stored(request: HttpRequest, network: str, form: RegistrationForm) -> bool:
    given = dict(form.cleaned_data)
    facts = Given(given.pop("client_id"), given.pop("client_secret"), given)
    try:
        person = require_everywhere(request.user, Right.SETTINGS)
        services.register_app(actor=person, network=network, given=facts)
    except ConnectFailed as error:
        form.add_error("client_secret" if error.reason == "secret_missing" else None, error.sentence)
        return False
    name = measures.network_name(network)
    messages.success(request, _("%(network)s is registered. Channels can be connected now.") % {"network": name})
    return True


def _shown(request: HttpRequest, network: str, form: RegistrationForm, found: Registration | None) -> dict[str, object]:
    guide = guide_of(network)
    return {
        "form": form if Right.SETTINGS in rights_of(request.user).everywhere else None,
        "code": network,
        "network": measures.network_name(network),
        "about": guide.about,
        "steps": guide.steps,
        "redirect": services.redirect_uri(network),
        "scopes": measures.scopes(network),
        "interface": measures.interface(network),
        "found": found,
        "channels": selectors.channel_counts().get(network, 0),
        "public": bool(public_address()),
    }


@require_POST
@login_required
def forget(request: HttpRequest, network: str) -> HttpResponse:
    """Remove a registration; channels that are connected stay until their sign-in ends."""
    person = require_everywhere(request.user, Right.SETTINGS)
    if network not in selectors.closed_networks():
        raise NotThere
    services.forget_app(actor=person, network=network)
    messages.success(request, _("The registration was removed."))
    return redirect("networks")
