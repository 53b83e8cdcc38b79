"""States of a channel."""

from __future__ import annotations

from enum import StrEnum

from wellspoken.rooms.kernel.states import Machine


class ChannelState(StrEnum):
    """`broken`: the network refuses our sign-in; `paused`: a person stopped it; `removed`: history stays."""

    ACTIVE = "active"
    PAUSED = "paused"
    BROKEN = "broken"
    REMOVED = "removed"


CHANNEL = Machine(
    states=ChannelState,
    initial=ChannelState.ACTIVE,
    moves={
        "active": ["paused", "broken", "removed"],
        "paused": ["active", "broken", "removed"],
        "broken": ["active", "paused", "removed"],
        "removed": ["active"],
    },
)
