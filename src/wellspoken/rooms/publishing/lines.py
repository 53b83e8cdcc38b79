"""The line to a network: which connector, with which account, and what to keep of its answers.

Everything publishing asks of the channels room about accounts goes through here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.utils import timezone

from wellspoken.networks.contract import Account, Connector
from wellspoken.networks.newsroom.connector import NewsroomConnector
from wellspoken.networks.registry import connector
from wellspoken.rooms.channels import accounts
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.channels.services import health
from wellspoken.rooms.publishing import outages
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.publishing.newsroom_store import NewsroomStore

#: how long to wait for a line that another worker holds
LINE_WAIT = accounts.LINE_WAIT
#: how often a working channel is noted as working
NEWS_EVERY = timedelta(minutes=1)


def connector_for(delivery: Delivery) -> Connector:
    """The connector that carries this delivery; the Newsroom's writes to our own tables."""
    if delivery.channel.network == "newsroom":
        return NewsroomConnector(NewsroomStore(delivery))
    return connector(delivery.channel.network)


def may_repeat(delivery: Delivery) -> bool:
    """Whether the same request again never makes a second post on this delivery's network; a change never does."""
    return delivery.replaces_id is not None or "repeatable" in connector(delivery.channel.network).capabilities


@contextmanager
def line(channel: Channel) -> Iterator[Account]:
    """Hold the channel's line (one call per account at a time) and give its account, secrets included.

    Raises `SealBroken` when the stored tokens cannot be opened.
    """
    if channel.network == "newsroom":  # our own tables: nothing to renew, nobody to wait for
        yield account_of(channel)
        return
    with accounts.alone(channel):
        yield account_of(channel)


def account_of(channel: Channel) -> Account:
    """The account of a channel whose line we hold. Raises `SealBroken`."""
    if channel.network == "newsroom":
        return accounts.account_without_secrets(channel)
    return accounts.account_for(channel)


class Locks:
    """The lines of many channels, for one thread: taken where they are free, never waited for."""

    def __init__(self) -> None:
        self._locks = accounts.Locks()

    def take(self, channels: Iterable[Channel]) -> list[int]:
        """Take these lines; returns the channels whose line is ours now. Nobody waits for the Newsroom's."""
        wanted = list(channels)
        own = [channel.pk for channel in wanted if channel.network == "newsroom"]
        return own + self._locks.take([channel.pk for channel in wanted if channel.network != "newsroom"])

    def leave(self, keys: Iterable[int]) -> None:
        """Give lines back."""
        self._locks.leave(keys)


def keep_secrets(channel: Channel, account: Account, renewed: Mapping[str, str] | None) -> Account:
    """Store tokens that a call renewed, at once; returns the account to go on with."""
    if renewed is None:
        return account
    health.store_secrets(channel, dict(renewed))
    return account.with_secrets(renewed)


def renewed_elsewhere(channel: Channel) -> bool:
    """Whether somebody stored newer tokens since `channel` was read: then a refused sign-in proves nothing."""
    return not Channel.objects.filter(pk=channel.pk, secrets_version=channel.secrets_version).exists()


def works(channel: Channel) -> None:
    """Note that a call just succeeded; once a minute is enough while nothing is wrong."""
    work([channel])


def work(channels: Sequence[Channel]) -> None:
    """Note that calls of these channels just succeeded."""
    now = timezone.now()
    outages.note_work(channels, now)
    for channel in channels:
        if channel.last_error or not channel.last_ok_at or now - channel.last_ok_at > NEWS_EVERY:
            health.mark_ok(channel)


def broken(channel: Channel, reason: str, raw: str) -> None:
    """Note that the network refuses our sign-in."""
    health.mark_broken(channel, reason, raw)


def unsealed(channel: Channel) -> None:
    """Note that the stored tokens cannot be opened with this installation's keys."""
    health.mark_unsealed(channel)


def wait_until(channel: Channel, moment: datetime) -> None:
    """Make no call on this channel before `moment` (aware); never shortens a wait."""
    waiting = Channel.objects.filter(pk=channel.pk)
    waiting.exclude(not_before__gte=moment).update(not_before=moment)
