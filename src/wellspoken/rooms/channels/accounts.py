"""From a row to what a connector works with. Only this room and publishing use it."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from wellspoken.networks.base import Account, Limits
from wellspoken.networks.contract import Connector
from wellspoken.networks.registry import connector
from wellspoken.rooms.channels.apps_held import with_todays_secret
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.kernel import leases

#: how long to wait for a line that another worker holds
LINE_WAIT = timedelta(seconds=10)


def account_for(channel: Channel) -> Account:
    """The account with its opened secrets. Raises `SealBroken` when the keys of this installation do not fit."""
    return _account(channel, with_todays_secret(channel.network, channel.secrets or {}))


def account_without_secrets(channel: Channel) -> Account:
    """The account as far as measuring and checking need it; opens nothing."""
    return _account(channel, {})


def _account(channel: Channel, secrets: dict[str, str]) -> Account:
    held = {**channel.settings, "allow_private": settings.ALLOW_PRIVATE_NETWORKS}
    if channel.limits:
        held["limits"] = channel.limits
    return Account(channel.network, channel.server, channel.remote_id, channel.handle, secrets, held)


def connector_for(channel: Channel) -> Connector:
    """The connector of the channel's network. Raises `UnknownNetwork`."""
    return connector(channel.network)


def limits_for(channel: Channel) -> Limits:
    """What the channel's server accepts, as read from it, or the network's usual limits."""
    return connector_for(channel).limits(account_without_secrets(channel))


@contextmanager
def alone(channel: Channel) -> Iterator[Channel]:
    """Hold this channel's line: one call per account at a time, across threads, processes and machines.

    A renewed token makes the old one useless, so two calls at once would lose
    the sign-in. The row is read again once the line is held. Raises `Busy` when
    another worker holds it for longer than `LINE_WAIT`.
    """
    with _line(channel.pk):
        channel.refresh_from_db(fields=["secrets", "secrets_version", "state", "server", "handle", "limits"])
        yield channel


@contextmanager
def _line(key: int) -> Iterator[None]:
    """SQLite lives on one machine, where the file system tells at once that a holder died; else a lease."""
    if connection.vendor != "sqlite":
        with leases.held(f"channel-{key}", wait=LINE_WAIT):
            yield
        return
    folder = Path(settings.DATA) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"channel-{key}").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
