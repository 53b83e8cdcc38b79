"""From a row to what a connector works with. Only this room and publishing use it."""

from __future__ import annotations

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TextIO

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


class Locks:
    """The lines of many channels, held by one thread; each is taken when it is free and never waited for.

    As with `alone`, the rows are to be read again once the lines are held.
    """

    def __init__(self) -> None:
        self._files: dict[int, TextIO] = {}
        self._leases = leases.Bundle()

    def take(self, keys: Iterable[int]) -> list[int]:
        """Take the lines of these channels; returns those that were free."""
        if connection.vendor == "sqlite":
            return [key for key in keys if self._lock(key)]
        names = {_lease(key): key for key in keys}
        return [names[name] for name in self._leases.take(names)]

    def leave(self, keys: Iterable[int]) -> None:
        """Give lines back; one that is not held is passed over."""
        if connection.vendor != "sqlite":
            self._leases.leave([_lease(key) for key in keys])
            return
        for key in keys:
            if file := self._files.pop(key, None):
                file.close()

    def _lock(self, key: int) -> bool:
        file = _file(key)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._files[key] = file
        return True


def _lease(key: int) -> str:
    return f"channel-{key}"


def _file(key: int) -> TextIO:
    folder = Path(settings.DATA) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    return (folder / f"channel-{key}").open("w")


@contextmanager
def _line(key: int) -> Iterator[None]:
    """SQLite lives on one machine, where the file system tells at once that a holder died; else a lease."""
    if connection.vendor != "sqlite":
        with leases.held(_lease(key), wait=LINE_WAIT):
            yield
        return
    with _file(key) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
