"""The lines of the channels a carrier works on: taken for many at once, given back when others may want them."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.kernel.sealed import SealBroken
from wellspoken.rooms.publishing import lines
from wellspoken.rooms.publishing.carrying.work import Line

#: a line is held for so long, in seconds, then others get a chance
LONGEST = 5.0


class Keeper:
    """One call per account at a time, across threads, processes and machines. For one thread."""

    def __init__(self) -> None:
        self._locks = lines.Locks()
        self._lines: dict[int, Line] = {}
        self._since: dict[int, float] = {}
        self._wanted: dict[int, float] = {}

    def line(self, channel_id: int) -> Line | None:
        """The line of this channel while we hold it."""
        return self._lines.get(channel_id)

    def open(self, channel_id: int) -> bool:
        """Whether something new may be begun on the channel's line."""
        line = self._lines.get(channel_id)
        return line is not None and not line.closed and time.monotonic() - self._since[channel_id] < LONGEST

    def take(self, channels: Iterable[Channel]) -> list[int]:
        """Take the lines of these channels where they are free; returns the channels whose tokens cannot be opened."""
        wanted = {channel.pk: channel for channel in channels if channel.pk not in self._lines}
        now = time.monotonic()
        self._wanted = {key: self._wanted.get(key, now) for key in wanted}
        if not wanted:
            return []
        got = self._locks.take(wanted.values())
        read, sealed = _read([wanted[key] for key in got])
        for key, line in read.items():
            self._lines[key], self._since[key] = line, now
            del self._wanted[key]
        self._locks.leave(sealed)
        return sealed

    def given_up(self) -> list[int]:
        """Channels whose line somebody else has held for as long as we are ready to wait."""
        now = time.monotonic()
        return [key for key, since in self._wanted.items() if now - since > lines.LINE_WAIT.total_seconds()]

    def leave(self, talking: Collection[int], wanted: Collection[int]) -> None:
        """Give lines back on which nobody is `talking` and that are not `wanted`, or were held for long."""
        idle = [key for key in self._lines if key not in talking and (key not in wanted or not self.open(key))]
        self._drop(idle)

    def leave_all(self) -> None:
        """Give everything back."""
        self._drop(list(self._lines))

    def _drop(self, keys: Collection[int]) -> None:
        if keys:
            self._locks.leave(keys)
        for key in keys:
            del self._lines[key], self._since[key]


def _read(channels: Collection[Channel]) -> tuple[dict[int, Line], list[int]]:
    """The channels as they are now that their lines are ours; those that cannot be opened apart."""
    try:
        return _lines(channels), []
    except SealBroken:
        pass
    found: dict[int, Line] = {}
    sealed = []
    for channel in channels:
        try:
            found |= _lines([channel])
        except SealBroken:
            sealed.append(channel.pk)
    return found, sealed


def _lines(channels: Iterable[Channel]) -> dict[int, Line]:
    rows = Channel.objects.select_related("team").filter(pk__in=[channel.pk for channel in channels])
    return {channel.pk: Line(channel, lines.account_of(channel)) for channel in rows}
