"""What people do with records. Each verb checks the right itself and leaves an audit entry."""

from wellspoken.rooms.records.services.archive import (
    NotYet,
    ReasonTooShort,
    delete_edition,
    lift_legal_hold,
    place_legal_hold,
)
from wellspoken.rooms.records.services.binders import (
    LONGEST_DAYS,
    BadPeriod,
    Period,
    ask_binder,
    note_taken,
    stop_binder,
)

__all__ = [
    "LONGEST_DAYS", "BadPeriod", "NotYet", "Period", "ReasonTooShort", "ask_binder", "delete_edition",
    "lift_legal_hold", "note_taken", "place_legal_hold", "stop_binder",
]  # fmt: skip
