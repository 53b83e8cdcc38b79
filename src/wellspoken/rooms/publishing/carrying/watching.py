"""Holds placed while posts with a stored intent wait for their turn: looked at again right before a byte leaves."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.publishing import holding
from wellspoken.rooms.publishing.models import Hold
from wellspoken.rooms.publishing.resting import rest

#: what is known of the holds may be this old, in seconds, when a call begins
KNOWN_SECONDS = 0.5


class Watch:
    """What this process last read of the standing holds; one query in half a second, however many posts go out."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._holds: Sequence[Hold] = ()
        self._at = -KNOWN_SECONDS

    def stops(self, channel: Channel, begun: float) -> bool:
        """Whether a hold stands over the channel. `begun`: when, on the monotonic clock, holds were last looked at
        for this post anyway (its intent)."""
        if time.monotonic() - begun < KNOWN_SECONDS:
            return False
        return holding.over(channel, self._standing()) is not None

    def _standing(self) -> Sequence[Hold]:
        with self._guard:
            now = time.monotonic()
            if now - self._at >= KNOWN_SECONDS:
                self._holds = holding.standing()
                self._at = now
                rest()
            return self._holds


WATCH = Watch()
