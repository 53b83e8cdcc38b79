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
