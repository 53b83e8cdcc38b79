"""What people do with records. Each verb checks the right itself and leaves an audit entry."""

from wellspoken.rooms.records.services.archive import (
    NotYet,
    ReasonTooShort,
    delete_edition,
    lift_legal_hold,
    place_legal_hold,
)

__all__ = ["NotYet", "ReasonTooShort", "delete_edition", "lift_legal_hold", "place_legal_hold"]
