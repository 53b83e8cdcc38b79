"""Signing in on the network's own page: begin, come back, finish once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from wellspoken.networks.bluesky import oauth as bluesky
from wellspoken.networks.contract import AppRegistration, Choice
from wellspoken.networks.outcomes import SignInError
from wellspoken.networks.registry import UnknownNetwork, connector, sign_in
from wellspoken.rooms.channels.access import require_on
from wellspoken.rooms.channels.apps_held import app_for
from wellspoken.rooms.channels.errors import ConnectFailed
from wellspoken.rooms.channels.models import Channel, PendingChoice, PendingConnection
from wellspoken.rooms.channels.services.choosing import offer
from wellspoken.rooms.channels.services.connecting import Arrival, keep
from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right

PENDING_LIFE = timedelta(minutes=10)
METADATA_PATH = "/oauth/bluesky/client-metadata.json"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def redirect_uri(network: str) -> str:
    """Where the network sends the person back to. On this machine it names 127.0.0.1, as Bluesky's rules ask."""
    site = urlsplit(settings.SITE_URL)
    base = settings.SITE_URL
    if site.hostname == "localhost":
        base = f"{site.scheme}://127.0.0.1:{site.port or 80}"
    return f"{base}/oauth/{network}/callback/"


def _local() -> bool:
    return urlsplit(settings.SITE_URL).hostname in LOOPBACK


def client_id(network: str) -> str:
    """How this installation names itself to a network: its metadata's address, or the loopback form."""
    if network != "bluesky":
        return str(settings.SITE_URL)
    if _local():
        return bluesky.loopback_client_id(redirect_uri(network))
    return f"{settings.SITE_URL}{METADATA_PATH}"


def client_metadata(name: str) -> dict[str, Any]:
    """The public document that tells Bluesky servers who asks; `name` is the organisation's."""
    return bluesky.client_metadata(client_id("bluesky"), name, settings.SITE_URL, redirect_uri("bluesky"))


@dataclass(frozen=True)
class Start:
    """What the person chose: network, server address or handle, the row to reconnect, the address they came from.

    `server` is "" for networks that have one place only.
    """

    network: str
    server: str
    reconnects: Channel | None = None
    came_from: str = ""


def begin_oauth(*, actor: User, team: Team, start: Start) -> str:
    """Begin; returns the address on the network's server to send the person to. Raises `ConnectFailed`."""
    require(actor, Right.CHANNELS, team)
    if start.reconnects is not None:
        require_on(actor, Right.CHANNELS, start.reconnects)
    try:
        app = _application(start)
        started = sign_in(start.network).start(
            start.server,
            client_id(start.network),
            redirect_uri(start.network),
            timezone.now(),
            allow_private=settings.ALLOW_PRIVATE_NETWORKS,
            **({"app": app} if app else {}),
        )
    except UnknownNetwork as error:
        raise ConnectFailed("not_supported") from error
    except SignInError as error:
        raise ConnectFailed(error.reason) from None
    PendingConnection.objects.filter(created__lt=timezone.now() - PENDING_LIFE).delete()
    waiting = PendingConnection(
        state_key=started.pending["state"], user=actor, team=team, reconnects=start.reconnects, network=start.network
    )
    waiting.pending = {"held": dict(started.pending), "came_from": start.came_from}
    waiting.save(force_insert=True)
    return started.authorize_url


def _application(start: Start) -> AppRegistration | None:
    """The application to sign in with, for networks that ask for one; checks that what they need was given."""
    capabilities = connector(start.network).capabilities
    if "app" not in capabilities:
        if not start.server.strip():
            raise ConnectFailed("details_missing")
        return None
    app = app_for(start.network)
    if app is None:
        raise ConnectFailed("app_missing")
    return app


def finish_oauth(*, actor: User, network: str, params: Mapping[str, str]) -> Channel | PendingChoice:
    """Finish with what came back in the address. Works once, for the person who began.

    Returns a choice when the sign-in opened several accounts and a person has to say which. Raises `ConnectFailed`.
    """
    waiting = _take(actor, network, str(params.get("state", "")))
    if params.get("error"):
        raise ConnectFailed("denied")
    require(actor, Right.CHANNELS, waiting.team)
    code, iss = str(params.get("code", "")), str(params.get("iss", ""))
    if not code:
        raise ConnectFailed("odd_answer")
    try:
        account = sign_in(network).finish(
            waiting.pending["held"], code, iss, str(params.get("state", "")), timezone.now()
        )
    except SignInError as error:
        reason = "no_accounts" if error.reason == "not_found" else error.reason
        raise ConnectFailed(reason) from None
    if isinstance(account, Choice):
        return offer(actor=actor, waiting=waiting, choice=account)
    return keep(actor=actor, team=waiting.team, arrival=Arrival(account, "oauth", waiting.reconnects))


def _take(actor: User, network: str, state: str) -> PendingConnection:
    """Take the waiting sign-in away; whoever deletes the row first is the one use."""
    youngest = timezone.now() - PENDING_LIFE
    mine = PendingConnection.objects.filter(state_key=state, user=actor, network=network, created__gte=youngest)
    waiting = mine.select_related("team", "reconnects__team").first()
    if waiting is None or PendingConnection.objects.filter(pk=waiting.pk).delete()[0] != 1:
        raise ConnectFailed("expired")
    return waiting


def way_back(state: str, here: str) -> str:
    """The origin to continue at when the network came back to another name of this machine; '' when here is right."""
    waiting = PendingConnection.objects.filter(state_key=state).first()
    came_from = str(waiting.pending.get("came_from", "")) if waiting else ""
    return came_from if came_from and came_from != here else ""
