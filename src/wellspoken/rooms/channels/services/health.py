"""Whether a channel works: asked, believed from deliveries, and written down. Secrets are stored here only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.utils import timezone

from wellspoken.networks.answers import redact
from wellspoken.networks.outcomes import Health
from wellspoken.rooms.channels.accounts import account_for, alone, connector_for
from wellspoken.rooms.channels.models import Channel, Told
from wellspoken.rooms.channels.states import CHANNEL, ChannelState
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.kernel.leases import Busy
from wellspoken.rooms.kernel.sealed import SealBroken
from wellspoken.rooms.kernel.states import StateConflict, Step, move

HEALTH = SystemActor("health check")
#: reasons that pass by themselves; every other one, also one nobody knows, needs a person
PASSES = frozenset(
    {
        "",
        "rate_limited",
        "network_down",
        "server_error",
        "lost_reply",
        "odd_answer",
        "redirected",
        "busy",
        "sign_in_renewed",
    }
)
_NEVER_EMPTY = ("refresh", "refresh_token")


def needs_person(reason: str) -> bool:
    """Whether only a person can mend this: an unknown kind of refusal counts as a broken sign-in."""
    return reason not in PASSES


def store_secrets(channel: Channel, new_secrets: Mapping[str, str] | None) -> bool:
    """Keep renewed tokens, if nobody stored newer ones since this row was read.

    An empty refresh token never replaces a full one. True when they were
    stored; on False `channel` has been read again and holds the newer ones.
    """
    if not new_secrets:
        return False
    kept = _merged(channel.secrets or {}, new_secrets)
    hit = Channel.objects.filter(pk=channel.pk, secrets_version=channel.secrets_version).update(
        secrets=kept, secrets_version=F("secrets_version") + 1
    )
    channel.refresh_from_db(fields=["secrets", "secrets_version"])
    return hit == 1


def _merged(before: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    kept = dict(new)
    for name in _NEVER_EMPTY:
        if before.get(name) and not kept.get(name):
            kept[name] = before[name]
    return kept


def mark_ok(channel: Channel, **read: Any) -> None:
    """Write down a good call, and that a broken channel works again. `read`: other columns just read."""
    told = {"last_ok_at": timezone.now(), "last_error": "", "last_raw": "", **read}
    if channel.state == ChannelState.BROKEN:
        step = Step(
            to=ChannelState.ACTIVE, actor=HEALTH, action="channel.recovered", only_from=["broken"], changes=told
        )
        try:
            move(channel, CHANNEL, step)
            Told.objects.filter(channel=channel).delete()
            return
        except StateConflict:
            channel.refresh_from_db(fields=["state"])
    _note(channel, told)


def mark_broken(channel: Channel, reason: str, raw: str = "") -> None:
    """Write down that only a person can mend this: an active channel becomes broken, a paused one stays paused."""
    told = _trouble(channel, reason, raw)
    step = Step(
        to=ChannelState.BROKEN,
        actor=HEALTH,
        action="channel.broken",
        only_from=["active"],
        changes=told,
        data={"reason": reason},
    )
    try:
        move(channel, CHANNEL, step)
    except StateConflict:
        _note(channel, told)
        channel.refresh_from_db(fields=["state"])


def note_trouble(channel: Channel, reason: str, raw: str = "") -> None:
    """Write down a failure that passes by itself (server down, asked to wait); the state stays."""
    _note(channel, _trouble(channel, reason, raw))


def _trouble(channel: Channel, reason: str, raw: str) -> dict[str, Any]:
    """The columns of a failure; whatever looks like a secret is taken out of the raw answer."""
    try:
        secrets = dict(channel.secrets or {})
    except SealBroken:
        secrets = {}
    clean = redact(raw, {name: str(value) for name, value in secrets.items()})
    return {"last_error_at": timezone.now(), "last_error": reason[:60], "last_raw": clean}


def _note(channel: Channel, columns: Mapping[str, Any]) -> None:
    Channel.objects.filter(pk=channel.pk).update(**columns)
    for name, value in columns.items():
        setattr(channel, name, value)


def check_health(channel: Channel) -> bool:
    """Ask the network whether the account works and write down the answer; True when it does.

    Renewed tokens are stored at once. Nothing a server does raises.
    """
    if channel.network == "newsroom":
        mark_ok(channel)
        return True
    health = ask(channel)
    return health.ok


def ask(channel: Channel) -> Health:
    """Ask the network after the account, keep renewed tokens, write the answer down, and give it."""
    try:
        with alone(channel):
            health = connector_for(channel).verify(account_for(channel))
            store_secrets(channel, health.new_secrets)
    except SealBroken:
        mark_unsealed(channel)
        return Health(False, "seal_broken")
    except Busy:  # another call of this account is under way and will tell
        return Health(False, "busy")
    _write_down(channel, health)
    return health


def mark_unsealed(channel: Channel) -> None:
    """The stored tokens cannot be opened with this installation's keys: only reconnecting helps."""
    shown = Channel.objects.defer("secrets").get(pk=channel.pk)
    told = {"last_error_at": timezone.now(), "last_error": "seal_broken", "last_raw": ""}
    step = Step(to=ChannelState.BROKEN, actor=HEALTH, action="channel.broken", only_from=["active"], changes=told)
    try:
        move(shown, CHANNEL, step)
    except StateConflict:
        _note(shown, told)


def _write_down(channel: Channel, health: Health) -> None:
    _note(channel, {"checked_at": timezone.now()})
    if health.ok:
        read: dict[str, Any] = {"expires_at": health.expires_at}
        if health.limits:
            read["limits"] = health.limits.to_json()
        if health.handle:
            read["handle"] = health.handle[:300]
        if health.display_name:
            read["name"] = health.display_name[:200]
        mark_ok(channel, **read)
    elif needs_person(health.reason):
        mark_broken(channel, health.reason, health.raw)
    else:
        note_trouble(channel, health.reason or "odd_answer", health.raw)
