"""Leaving for a network's sign-in page and coming back; the document that says who asks."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wellspoken.rooms.channels import measures, services
from wellspoken.rooms.channels.errors import ConnectFailed
from wellspoken.rooms.channels.models import Channel, PendingChoice
from wellspoken.rooms.channels.services.oauth import Start
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.selectors import organisation


def _here(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def leave(
    request: HttpRequest, person: User, team: Team, network: str, server: str, reconnects: Channel | None = None
) -> HttpResponse:
    """A page with the link to the network's sign-in (a form may not lead off this site). Raises `ConnectFailed`."""
    start = Start(network, server, reconnects, came_from=_here(request))
    address = services.begin_oauth(actor=person, team=team, start=start)
    shown: dict[str, Any] = {
        "address": address,
        "host": urlsplit(address).netloc,
        "network": measures.network_name(network),
        "team": team,
        "reconnects": reconnects,
    }
    return render(request, "channels/leave.html", shown)


@never_cache
@require_safe
def callback(request: HttpRequest, network: str) -> HttpResponse:
    """Where the network sends the person back to."""
    params = {name: request.GET[name][:2000] for name in ("state", "code", "iss", "error") if name in request.GET}
    if not isinstance(request.user, User):
        other = services.way_back(params.get("state", ""), _here(request))
        if other:  # begun under another name of this machine: the sign-in cookie lives there
            return HttpResponseRedirect(f"{other}{request.get_full_path()}")
        return redirect_to_login(request.get_full_path())
    try:
        channel = services.finish_oauth(actor=request.user, network=network, params=params)
    except ConnectFailed as error:
        messages.warning(request, error.sentence)
        return redirect("channels")
    if isinstance(channel, PendingChoice):
        return redirect("channel_choose", channel.key)
    name = measures.network_name(channel.network)
    messages.success(request, _("%(name)s on %(network)s is connected.") % {"name": channel.name, "network": name})
    return redirect("channel", channel.pk)


@require_safe
def client_metadata(request: HttpRequest) -> HttpResponse:
    """Who this installation is, for Bluesky servers; public."""
    house = organisation()
    answer = JsonResponse(services.client_metadata(house.name if house else "Wellspoken"))
    answer["Cache-Control"] = "public, max-age=300"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
