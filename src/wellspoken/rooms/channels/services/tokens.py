"""Connecting with what a person copies into a form: a bot's token, an address of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.views.decorators.debug import sensitive_variables

from wellspoken.networks.outcomes import SignInError
from wellspoken.networks.registry import UnknownNetwork, token_sign_in
from wellspoken.rooms.channels.access import require_on
from wellspoken.rooms.channels.errors import ConnectFailed
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.channels.services.connecting import Arrival, keep
from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right


@dataclass(frozen=True)
class Connected:
    """The channel, and the secrets that were made for it: to be shown once, now, and never again."""

    channel: Channel
    made: Mapping[str, str] = field(default_factory=dict, repr=False)


@sensitive_variables()
def connect_token(*, actor: User, team: Team, network: str, fields: Mapping[str, str]) -> Connected:
    """Connect a new channel of `team`, or the team's earlier one of the same account. Raises `ConnectFailed`."""
    require(actor, Right.CHANNELS, team)
    return _connect(actor, team, network, fields, None)


@sensitive_variables()
def reconnect_token(*, actor: User, channel: Channel, fields: Mapping[str, str]) -> Connected:
    """Connect the same account again, in place. Raises `ConnectFailed`, `other_account` for another one."""
    require_on(actor, Right.CHANNELS, channel)
    return _connect(actor, channel.team, channel.network, fields, channel)


@sensitive_variables()
def _connect(actor: User, team: Team, network: str, fields: Mapping[str, str], reconnects: Channel | None) -> Connected:
    try:
        door = token_sign_in(network)
        given = {one.name: str(fields.get(one.name, "")).strip() for one in door.token_fields}
        if any(not given[one.name] and not one.generated for one in door.token_fields):
            raise ConnectFailed("details_missing")
        account = door.connect_token(given, allow_private=settings.ALLOW_PRIVATE_NETWORKS)
    except UnknownNetwork as error:
        raise ConnectFailed("not_supported") from error
    except SignInError as error:
        raise ConnectFailed(error.reason) from None
    made = [one.name for one in door.token_fields if one.generated and not given[one.name]]
    arrival = Arrival(account, "token", reconnects, known=not made)  # a secret just made is not known there yet
    channel = keep(actor=actor, team=team, arrival=arrival)
    return Connected(channel, {name: account.secrets[name] for name in made if account.secrets.get(name)})
