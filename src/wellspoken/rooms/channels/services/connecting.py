"""Connecting accounts: a new row, or the same row again so that its history stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from wellspoken.networks.base import Account
from wellspoken.networks.outcomes import SignInError
from wellspoken.networks.registry import sign_in
from wellspoken.rooms.channels import sandbox
from wellspoken.rooms.channels.access import require_on
from wellspoken.rooms.channels.errors import ConnectFailed
from wellspoken.rooms.channels.models import Channel, Told
from wellspoken.rooms.channels.services.health import check_health
from wellspoken.rooms.channels.states import CHANNEL, ChannelState
from wellspoken.rooms.kernel.states import Step, move, record
from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right


def connect_newsroom(*, actor: User, team: Team, name: str, slug: str) -> Channel:
    """Open the organisation's own public page at `/newsroom/<slug>/`. Raises `ConnectFailed`."""
    require(actor, Right.CHANNELS, team)
    name, slug = name.strip()[:200], slug.strip().lower()
    if not name:
        raise ConnectFailed("name_missing")
    try:
        validate_slug(slug)
    except ValidationError as error:
        raise ConnectFailed("bad_address") from error
    if len(slug) > 50 or "_" in slug:
        raise ConnectFailed("bad_address")
    try:
        with transaction.atomic():
            return _open_newsroom(actor, team, name, slug)
    except IntegrityError as error:
        raise ConnectFailed("address_taken") from error


def _open_newsroom(actor: User, team: Team, name: str, slug: str) -> Channel:
    """Make the row, or open the team's own closed newsroom at that address again."""
    closed = Channel.objects.filter(team=team, network="newsroom", slug=slug, state=ChannelState.REMOVED).first()
    if closed is not None:
        step = Step(to=ChannelState.ACTIVE, actor=actor, action="channel.reconnected", changes={"name": name})
        move(closed, CHANNEL, step)
        return closed
    channel = Channel.objects.create(
        team=team,
        network="newsroom",
        name=name,
        handle=f"/newsroom/{slug}/",
        server=settings.SITE_URL,
        remote_id=slug,
        slug=slug,
        language=team.language,
        settings={"method": "built_in"},
        connected_by=actor,
        last_ok_at=timezone.now(),
    )
    record(action="channel.connected", actor=actor, obj=channel, data={"network": "newsroom"})
    return channel


@sensitive_variables("password")
def connect_bluesky_password(*, actor: User, team: Team, server: str, identifier: str, password: str) -> Channel:
    """Connect an account with an app password; the password itself is not kept. Raises `ConnectFailed`."""
    require(actor, Right.CHANNELS, team)
    account = password_account("bluesky", server, identifier, password)
    return keep(actor=actor, team=team, arrival=Arrival(account, "app_password"))


@sensitive_variables("password")
def reconnect_password(*, actor: User, channel: Channel, identifier: str, password: str) -> Channel:
    """Sign in again to the same account, in place. Raises `ConnectFailed` for another account."""
    require_on(actor, Right.CHANNELS, channel)
    account = password_account(channel.network, channel.server, identifier, password)
    return keep(actor=actor, team=channel.team, arrival=Arrival(account, "app_password", channel))


def connect_sandbox(*, actor: User, team: Team) -> Channel:
    """Connect the local sandbox's account with one press. Raises `ConnectFailed`."""
    require(actor, Right.CHANNELS, team)
    try:
        known = sandbox.account()
    except sandbox.NoSandbox as error:
        raise ConnectFailed("no_sandbox") from error
    return connect_bluesky_password(
        actor=actor, team=team, server=known.server, identifier=known.handle, password=known.password
    )


@sensitive_variables("password")
def password_account(network: str, server: str, identifier: str, password: str) -> Account:
    """Exchange an app password for an account with tokens. Raises `ConnectFailed`, which never holds the password."""
    if not identifier.strip() or not password.strip():
        raise ConnectFailed("details_missing")
    try:
        return sign_in(network).sign_in(
            server.strip(), identifier.strip(), password, allow_private=settings.ALLOW_PRIVATE_NETWORKS
        )
    except SignInError as error:
        raise ConnectFailed(error.reason) from None


@dataclass(frozen=True)
class Arrival:
    """An account that was just signed in to, how (`method`), and the row it reconnects, if any.

    `known`: the other side knows our secret already, so it can be asked at once.
    """

    account: Account = field(repr=False)
    method: str
    reconnects: Channel | None = None
    known: bool = True


def keep(*, actor: User, team: Team, arrival: Arrival) -> Channel:
    """Store a signed-in account: in the row it reconnects, in the team's earlier row of it, or in a new one."""
    account = arrival.account
    before = arrival.reconnects or _earlier(team, account)
    if before is None:
        channel = _new_row(actor, team, arrival)
    else:
        if before.remote_id != account.remote_id:
            raise ConnectFailed("other_account")
        channel = _again(actor, before, arrival)
    if arrival.known:
        check_health(channel)
    return channel


def _earlier(team: Team, account: Account) -> Channel | None:
    return (
        Channel.objects.defer("secrets")
        .filter(team=team, network=account.network, server=account.server, remote_id=account.remote_id)
        .first()
    )


def _columns(arrival: Arrival) -> dict[str, Any]:
    account = arrival.account
    return {
        "server": account.server,
        "handle": account.handle[:300],
        "secrets": dict(account.secrets),
        "settings": {**_plain(account.settings), "method": arrival.method},
        "limits": account.settings.get("limits") or {},
        "expires_at": None,
        "last_error": "",
        "last_raw": "",
        "last_ok_at": timezone.now() if arrival.known else None,
        "checked_at": timezone.now(),
        "tested": {},
        "not_before": None,
    }


def _plain(held: Mapping[str, Any]) -> dict[str, Any]:
    """Settings to keep: limits have their own column, private addresses are the installation's decision."""
    return {name: value for name, value in held.items() if name not in {"limits", "allow_private"}}


def _new_row(actor: User, team: Team, arrival: Arrival) -> Channel:
    account = arrival.account
    try:
        with transaction.atomic():
            channel = Channel.objects.create(
                team=team,
                network=account.network,
                name=(account.handle or account.remote_id)[:200],
                remote_id=account.remote_id,
                language=team.language,
                connected_by=actor,
                **_columns(arrival),
            )
            data = {"network": account.network, "method": arrival.method}
            record(action="channel.connected", actor=actor, obj=channel, data=data)
    except IntegrityError as error:
        raise ConnectFailed("elsewhere") from error
    return channel


def _again(actor: User, channel: Channel, arrival: Arrival) -> Channel:
    """The same row with new tokens; wherever it was, it is active now. The audit entry says so."""
    columns = {**_columns(arrival), "secrets_version": F("secrets_version") + 1}
    data = {"network": channel.network, "method": arrival.method}
    row = Channel.objects.defer("secrets").select_related("team").get(pk=channel.pk)
    with transaction.atomic():
        if row.state == ChannelState.ACTIVE:
            Channel.objects.filter(pk=row.pk).update(**columns)
            record(action="channel.reconnected", actor=actor, obj=row, data=data)
        else:
            step = Step(to=ChannelState.ACTIVE, actor=actor, action="channel.reconnected", changes=columns, data=data)
            move(row, CHANNEL, step)
        Told.objects.filter(channel=row).delete()
    return Channel.objects.select_related("team").get(pk=row.pk)
