"""The life of a look into a picture. Pure."""

from __future__ import annotations

from enum import StrEnum

from wellspoken.rooms.kernel.states import Machine


class LookState(StrEnum):
    """waiting -> looking -> done or failed; both may be asked for again."""

    WAITING = "waiting"
    LOOKING = "looking"
    DONE = "done"
    FAILED = "failed"


LOOK = Machine(
    states=LookState,
    initial=LookState.WAITING,
    moves={
        LookState.WAITING: [LookState.LOOKING],
        LookState.LOOKING: [LookState.DONE, LookState.FAILED, LookState.WAITING],
        LookState.DONE: [LookState.WAITING],
        LookState.FAILED: [LookState.WAITING],
    },
)
