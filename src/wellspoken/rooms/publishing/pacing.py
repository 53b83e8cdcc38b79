"""Channel budgets: how many posts a channel may send in an hour and a day, and how far apart. Looked at in the claim.

What counts is the moment a post first began to be sent (`Delivery.sent_at`) and
what is claimed at the moment. A post over the budget stays on the calendar and
moves to the moment at which the budget is free again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

from django.db.models import Count, Max, Q

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.publishing.models import Delivery, Pace

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Window = tuple[int, timedelta]
#: what networks allow one account. Sources: Threads 250 posts by API in 24 hours, Instagram between 25 and 100 by
#: age of the source, 50 taken (Meta's documentation as in the table of channel limits); Mastodon 300 posts in three
#: hours (rate limits of its API); Bluesky 5,000 points an hour and 35,000 a day, three for a post (its rate limits).
NETWORKS: dict[str, tuple[Window, ...]] = {
    "threads": ((250, DAY),),
    "instagram": ((50, DAY),),
    "mastodon": ((300, timedelta(hours=3)),),
    "bluesky": ((1666, HOUR), (11_666, DAY)),
}


def windows(network: str, pace: Pace | None) -> tuple[Window, ...]:
    """Every limit of a channel: the network's, and those that a person set."""
    own = []
    if pace is not None and pace.per_hour is not None:
        own.append((pace.per_hour, HOUR))
    if pace is not None and pace.per_day is not None:
        own.append((pace.per_day, DAY))
    return (*NETWORKS.get(network, ()), *own)


@dataclass(slots=True)
class _Account:
    windows: tuple[Window, ...]
    gap: timedelta
    spent: dict[timedelta, int] = field(default_factory=dict)
    last: datetime | None = None

    def __post_init__(self) -> None:
        self.spent = {span: 0 for _most, span in self.windows}


class Budgets:
    """The budgets of some channels as of `now` (aware), read with three queries inside the claim's transaction."""

    def __init__(self, channels: Iterable[Channel], now: datetime) -> None:
        self.now = now
        by_key = {channel.pk: channel for channel in channels}
        paces = {pace.channel_id: pace for pace in Pace.objects.filter(channel__in=by_key)}
        self._accounts = {
            key: _Account(windows(channel.network, paces.get(key)), _gap(paces.get(key)))
            for key, channel in by_key.items()
            if key in paces or channel.network in NETWORKS
        }
        if self._accounts:
            self._read_sent()
            self._read_claimed()

    def take(self, channel_id: int) -> datetime | None:
        """Take one post out of the budget: None when it may go now, else the moment at which it may."""
        account = self._accounts.get(channel_id)
        if account is None:
            return None
        free = self._free(channel_id, account)
        if free <= self.now:
            account.last = self.now
            account.spent = {span: count + 1 for span, count in account.spent.items()}
            return None
        account.last = free if account.gap else account.last  # the next one waits for this one
        return free

    def _free(self, channel_id: int, account: _Account) -> datetime:
        moments = [self.now]
        if account.last is not None and account.gap:
            moments.append(account.last + account.gap)
        for most, span in account.windows:
            if account.spent[span] >= most:
                moments.append(self._window_free(channel_id, most, span))
        return max(moments)

    def _window_free(self, channel_id: int, most: int, span: timedelta) -> datetime:
        """When the oldest of the last `most` posts leaves the window; in a quarter of an hour when none is sent yet."""
        sent = Delivery.objects.filter(channel=channel_id, sent_at__gt=self.now - span).order_by("-sent_at")
        oldest = list(sent.values_list("sent_at", flat=True)[max(0, most - 1) : most])
        return oldest[0] + span if oldest and oldest[0] else self.now + timedelta(minutes=15)

    def _read_sent(self) -> None:
        spans = {span for account in self._accounts.values() for _most, span in account.windows}
        counts = {_name(span): Count("pk", filter=Q(sent_at__gt=self.now - span)) for span in spans}
        rows = Delivery.objects.order_by().filter(channel__in=self._accounts, sent_at__gt=self.now - max([DAY, *spans]))
        found = rows.values("channel").annotate(last=Max("sent_at"), **counts)
        row: dict[str, Any]
        for row in cast(Iterable[dict[str, Any]], found):
            account = self._accounts[row["channel"]]
            account.last = row["last"]
            account.spent = {span: row[_name(span)] for _most, span in account.windows}

    def _read_claimed(self) -> None:
        rows = Delivery.objects.order_by().filter(channel__in=self._accounts, state="queued", lease_until__isnull=False)
        for key, count in rows.filter(sent_at=None).values_list("channel").annotate(count=Count("pk")):
            account = self._accounts[key]
            account.last = self.now
            account.spent = {span: before + count for span, before in account.spent.items()}


def _name(span: timedelta) -> str:
    return f"in_{span.total_seconds():.0f}"


def _gap(pace: Pace | None) -> timedelta:
    return timedelta(minutes=pace.gap_minutes) if pace else timedelta(0)
