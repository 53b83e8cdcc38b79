"""States of what the records room keeps."""

from __future__ import annotations

from enum import StrEnum

from wellspoken.rooms.kernel.states import Machine


class EditionState(StrEnum):
    """An edition is kept until a person deletes it, once its time has come."""

    KEPT = "kept"
    DELETED = "deleted"


EDITION = Machine(
    states=EditionState,
    initial=EditionState.KEPT,
    moves={"kept": ["deleted"], "deleted": []},
    final=frozenset({"deleted"}),
)


class LegalHoldState(StrEnum):
    """A legal hold stands until somebody lifts it."""

    STANDING = "standing"
    LIFTED = "lifted"


LEGAL_HOLD = Machine(
    states=LegalHoldState,
    initial=LegalHoldState.STANDING,
    moves={"standing": ["lifted"], "lifted": []},
    final=frozenset({"lifted"}),
)


class BinderState(StrEnum):
    """A binder waits for a worker; `waiting` again when the worker that made it died."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


BINDER = Machine(
    states=BinderState,
    initial=BinderState.WAITING,
    moves={
        "waiting": ["running", "cancelled"],
        "running": ["done", "cancelled", "failed", "waiting"],
        "done": [],
        "cancelled": [],
        "failed": [],
    },
    final=frozenset({"done", "cancelled", "failed"}),
)


class ExportState(StrEnum):
    """An export waits for a worker, which may stop and go on; its file is taken away some days after it is done."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"
    GONE = "gone"


EXPORT = Machine(
    states=ExportState,
    initial=ExportState.WAITING,
    moves={
        "waiting": ["running", "cancelled"],
        "running": ["done", "cancelled", "failed", "waiting"],
        "done": ["gone"],
        "cancelled": [],
        "failed": [],
        "gone": [],
    },
    final=frozenset({"cancelled", "failed", "gone"}),
)


class IncidentState(StrEnum):
    """An incident is open until somebody says what was done."""

    OPEN = "open"
    CLOSED = "closed"


INCIDENT = Machine(
    states=IncidentState,
    initial=IncidentState.OPEN,
    moves={"open": ["closed"], "closed": ["open"]},
)
