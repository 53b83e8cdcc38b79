"""Pausing, resuming, removing a channel, and its weekly posting times."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time

from django.conf import settings
from django.db import transaction

from wellspoken.networks.contract import SignIn, TokenSignIn
from wellspoken.networks.registry import UnknownNetwork, sign_in, token_sign_in
from wellspoken.rooms.channels.access import require_on
from wellspoken.rooms.channels.accounts import account_for, alone
from wellspoken.rooms.channels.errors import BadSlots, ConnectFailed
from wellspoken.rooms.channels.models import Channel, Slot
from wellspoken.rooms.channels.services.health import needs_person
from wellspoken.rooms.channels.states import CHANNEL, ChannelState
from wellspoken.rooms.kernel.leases import Busy
from wellspoken.rooms.kernel.sealed import SealBroken
from wellspoken.rooms.kernel.states import Step, move, record
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right

MOST_SLOTS = 50


def pause(*, actor: User, channel: Channel) -> None:
    """Stop sending here until somebody resumes; raises `StateConflict` when it is not active or broken."""
    require_on(actor, Right.CHANNELS, channel)
    step = Step(to=ChannelState.PAUSED, actor=actor, action="channel.paused", only_from=["active", "broken"])
    move(channel, CHANNEL, step)


def resume(*, actor: User, channel: Channel) -> None:
    """Send again; a channel whose sign-in failed meanwhile becomes broken, which its page says."""
    require_on(actor, Right.CHANNELS, channel)
    to = ChannelState.BROKEN if needs_person(channel.last_error) else ChannelState.ACTIVE
    move(channel, CHANNEL, Step(to=to, actor=actor, action="channel.resumed", only_from=["paused"]))


def remove(*, actor: User, channel: Channel) -> None:
    """Take the channel out of use: history stays, tokens are given back to the server and wiped here."""
    require_on(actor, Right.CHANNELS, channel)
    _give_back(channel)
    step = Step(
        to=ChannelState.REMOVED,
        actor=actor,
        action="channel.removed",
        changes={"secrets": None, "expires_at": None, "last_error": "", "last_raw": ""},
    )
    move(channel, CHANNEL, step)


def _give_back(channel: Channel) -> None:
    """Ask the server to forget the tokens. A server that does not answer never stops a removal: they are wiped here."""
    try:
        door = _door(channel.network)
        with alone(channel):
            if channel.secrets:
                door.disconnect(account_for(channel))
    except (UnknownNetwork, SealBroken, Busy):
        return


def _door(network: str) -> SignIn | TokenSignIn:
    """Whatever the account came in by. Raises `UnknownNetwork` where nobody signs in."""
    try:
        return sign_in(network)
    except UnknownNetwork:
        return token_sign_in(network)


def change_newsroom(*, actor: User, channel: Channel, name: str, language: str) -> Channel:
    """Give a newsroom another name or language; its address stays. The audit entry holds both before and after.

    Raises `ConnectFailed` with `name_missing`, `only_newsroom` or `bad_language`.
    """
    require_on(actor, Right.CHANNELS, channel)
    wanted = {"name": name.strip()[:200], "language": language}
    if channel.network != "newsroom":
        raise ConnectFailed("only_newsroom")
    if not wanted["name"]:
        raise ConnectFailed("name_missing")
    if language not in dict(settings.LANGUAGES):
        raise ConnectFailed("bad_language")
    with transaction.atomic():
        row = Channel.objects.select_for_update(of=("self",)).select_related("team").defer("secrets").get(pk=channel.pk)
        before = {key: getattr(row, key) for key in wanted}
        if before == wanted:
            return row
        Channel.objects.filter(pk=row.pk).update(**wanted)
        row.name, row.language = wanted["name"], wanted["language"]
        record(action="channel.changed", actor=actor, obj=row, data={"before": before, "after": wanted})
    return row


def set_slots(*, actor: User, channel: Channel, slots: Iterable[tuple[int, time]]) -> list[Slot]:
    """Replace the weekly posting times: pairs of weekday (0 = Monday) and wall time in the team's zone.

    Raises `BadSlots`.
    """
    require_on(actor, Right.CHANNELS, channel)
    wanted = sorted({(day, at.replace(second=0, microsecond=0, tzinfo=None)) for day, at in slots})
    if len(wanted) > MOST_SLOTS:
        raise BadSlots("too_many_slots")
    if any(not 0 <= day <= 6 for day, _at in wanted):
        raise BadSlots("bad_slots")
    with transaction.atomic():
        channel.slots.all().delete()
        made = Slot.objects.bulk_create([Slot(channel=channel, weekday=day, at=at) for day, at in wanted])
        record(action="channel.slots", actor=actor, obj=channel, data={"count": len(made)})
    return made
