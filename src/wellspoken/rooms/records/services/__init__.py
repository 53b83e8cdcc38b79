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
from wellspoken.rooms.records.services.exports import ask_export, may_open, note_export_taken, stop_export
from wellspoken.rooms.records.services.incidents import (
    DutiesOpen,
    Report,
    answer_duty,
    assign,
    close,
    note,
    reopen,
    report_exposure,
)

__all__ = [
    "LONGEST_DAYS", "BadPeriod", "DutiesOpen", "NotYet", "Period", "ReasonTooShort", "Report", "answer_duty",
    "ask_binder", "ask_export", "assign", "close", "delete_edition", "lift_legal_hold", "may_open", "note",
    "note_export_taken", "note_taken", "place_legal_hold", "reopen", "report_exposure", "stop_binder", "stop_export",
]  # fmt: skip
