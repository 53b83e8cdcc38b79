"""The life of a look into a picture, and of a film made fit for networks. Pure."""

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


class VersionState(StrEnum):
    """waiting -> making -> done or failed; a failed one may be asked for again."""

    WAITING = "waiting"
    MAKING = "making"
    DONE = "done"
    FAILED = "failed"


VERSION = Machine(
    states=VersionState,
    initial=VersionState.WAITING,
    moves={
        VersionState.WAITING: [VersionState.MAKING],
        VersionState.MAKING: [VersionState.DONE, VersionState.FAILED, VersionState.WAITING],
        VersionState.FAILED: [VersionState.WAITING],
    },
    final=frozenset({VersionState.DONE}),
)
