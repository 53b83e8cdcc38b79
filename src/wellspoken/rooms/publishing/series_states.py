"""States of a series and of one of its days."""

from __future__ import annotations

from enum import StrEnum

from wellspoken.rooms.kernel.states import Machine


class SeriesState(StrEnum):
    """A series is `asked` for, runs once a reviewer approved it, may be paused, and ends."""

    ASKED = "asked"
    RUNNING = "running"
    PAUSED = "paused"
    REFUSED = "refused"
    ENDED = "ended"


SERIES = Machine(
    states=SeriesState,
    initial=SeriesState.ASKED,
    moves={
        "asked": ["running", "refused", "ended"],
        "running": ["paused", "ended"],
        "paused": ["running", "ended"],
        "refused": [],
        "ended": [],
    },
    final=frozenset({"refused", "ended"}),
)


class DayState(StrEnum):
    """A day of a series has its post, or is left out; a day without a row is still to come."""

    MADE = "made"
    SKIPPED = "skipped"
