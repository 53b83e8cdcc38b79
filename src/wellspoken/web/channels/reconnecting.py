"""Signing in again to a channel that is there: the row, its posts and its history stay."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from wellspoken.rooms.channels import measures, services
from wellspoken.rooms.channels.access import get_channel
from wellspoken.rooms.channels.errors import ConnectFailed
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.web.channels.connecting import done, page
from wellspoken.web.channels.forms import PasswordAgainForm, TokenFields
from wellspoken.web.channels.networks import connected
from wellspoken.web.channels.oauth import leave


@never_cache
@sensitive_post_parameters()
@login_required
def reconnect(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign in on the network's page, with an app password, or with a form: whatever the network has."""
    channel = get_channel(request.user, pk, Right.CHANNELS)
    if channel.network == "newsroom":  # part of the product: there is nobody to sign in to
        return redirect("channel", pk)
    person = require(request.user, Right.CHANNELS, channel.team)
    form = _form(request, channel)
    shown: dict[str, Any] = {"channel": channel, "network": measures.network_name(channel.network)}
    shown["ways"] = measures.capabilities(channel.network)
    try:
        if "oauth" in request.POST:
            server = channel.server if "own_server" in shown["ways"] else ""
            return leave(request, person, channel.team, channel.network, server, reconnects=channel)
        if form.is_bound and form.is_valid():
            return _again(request, person, channel, form)
    except ConnectFailed as error:
        if form.is_bound:
            form.add_error(None, error.sentence)
        shown["problem"] = error.sentence
    return page(request, "channels/reconnect.html", form, **shown)


def _form(request: HttpRequest, channel: Channel) -> PasswordAgainForm | TokenFields:
    data = request.POST if request.method == "POST" and "oauth" not in request.POST else None
    fields = measures.token_fields(channel.network)
    if fields:
        return TokenFields(data, fields=fields)
    return PasswordAgainForm(data, initial={"identifier": channel.handle})


def _again(request: HttpRequest, person: User, channel: Channel, form: PasswordAgainForm | TokenFields) -> HttpResponse:
    given = form.cleaned_data
    if isinstance(form, TokenFields):
        return connected(request, services.reconnect_token(actor=person, channel=channel, fields=given))
    again = services.reconnect_password(
        actor=person, channel=channel, identifier=given["identifier"], password=given["password"]
    )
    return done(request, again)
