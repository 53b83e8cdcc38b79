"""One sign-in that opened several accounts: keep them sealed until the person says which, once."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from wellspoken.networks.base import Account
from wellspoken.networks.contract import Choice
from wellspoken.rooms.channels.errors import ConnectFailed
from wellspoken.rooms.channels.models import Channel, PendingChoice, PendingConnection
from wellspoken.rooms.channels.services.connecting import Arrival, keep
from wellspoken.rooms.channels.states import ChannelState
from wellspoken.rooms.kernel.sealed import SealBroken
from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right

CHOICE_LIFE = timedelta(minutes=10)


def offer(*, actor: User, waiting: PendingConnection, choice: Choice) -> Channel | PendingChoice:
    """Keep the accounts for choosing. One account needs no choice; signing in again takes the channel's own.

    Raises `ConnectFailed`: `no_accounts`, or `other_account` when the channel's own is not among them.
    """
    accounts = list(choice.accounts)
    if waiting.reconnects is not None:
        accounts = [account for account in accounts if account.remote_id == waiting.reconnects.remote_id]
    if not accounts:
        raise ConnectFailed("other_account" if choice.accounts else "no_accounts")
    if len(accounts) == 1:
        arrival = Arrival(accounts[0], "oauth", waiting.reconnects)
        return keep(actor=actor, team=waiting.team, arrival=arrival)
    PendingChoice.objects.filter(created__lt=timezone.now() - CHOICE_LIFE).delete()
    made = PendingChoice(
        key=secrets.token_urlsafe(24),
        user=actor,
        team=waiting.team,
        reconnects=waiting.reconnects,
        network=waiting.network,
    )
    made.accounts = [_packed(account) for account in accounts]
    made.save(force_insert=True)
    return made


@dataclass(frozen=True, slots=True)
class Offered:
    """One account to choose: its name as the network shows it; `taken` when a channel has it already."""

    number: int
    name: str
    handle: str
    taken: bool


def waiting_choice(*, actor: User, key: str) -> PendingChoice:
    """The choice with this key, for the person who signed in, while it lasts. Raises `ConnectFailed("expired")`."""
    youngest = timezone.now() - CHOICE_LIFE
    rows = PendingChoice.objects.select_related("team", "reconnects__team")
    try:
        found = rows.filter(key=key, user=actor, created__gte=youngest).first()
    except SealBroken as error:
        raise ConnectFailed("expired") from error
    if found is None:
        raise ConnectFailed("expired")
    require(actor, Right.CHANNELS, found.team)
    return found


def offered(choice: PendingChoice) -> list[Offered]:
    """What there is to choose from; `taken` when another channel has the account already."""
    accounts = [_unpacked(packed) for packed in choice.accounts]
    known = Channel.objects.filter(network=choice.network, remote_id__in=[a.remote_id for a in accounts])
    known = known.exclude(state=ChannelState.REMOVED).exclude(pk=choice.reconnects_id or 0)
    taken = set(known.values_list("server", "remote_id"))
    return [
        Offered(number, _name(account), account.handle, (account.server, account.remote_id) in taken)
        for number, account in enumerate(accounts)
    ]


def _name(account: Account) -> str:
    return str(account.settings.get("name") or account.handle or account.remote_id)


def choose(*, actor: User, key: str, number: int) -> Channel:
    """Connect the chosen account; the others' tokens are thrown away. Works once.

    Raises `ConnectFailed`: `no_such_choice` or `taken` (then it may be asked again), `expired`, and what `keep` raises.
    """
    choice = waiting_choice(actor=actor, key=key)
    if not 0 <= number < len(choice.accounts):
        raise ConnectFailed("no_such_choice")
    if offered(choice)[number].taken:
        raise ConnectFailed("taken")
    if PendingChoice.objects.filter(pk=choice.pk).delete()[0] != 1:
        raise ConnectFailed("expired")
    arrival = Arrival(_unpacked(choice.accounts[number]), "oauth", choice.reconnects)
    return keep(actor=actor, team=choice.team, arrival=arrival)


def _packed(account: Account) -> dict[str, Any]:
    names = ("network", "server", "remote_id", "handle")
    packed: dict[str, Any] = {name: getattr(account, name) for name in names}
    return {**packed, "secrets": dict(account.secrets), "settings": dict(account.settings)}


def _unpacked(value: Mapping[str, Any]) -> Account:
    return Account(**value)
