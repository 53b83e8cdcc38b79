"""States of a delivery (one variant going to one channel), of a hold, and of a takedown by hand."""

from __future__ import annotations

from enum import StrEnum

from wellspoken.rooms.kernel.states import Machine


class DeliveryState(StrEnum):
    """See docs/adr on delivery. `late` and `unknown` wait for a person or the network, never for a blind resend."""

    SCHEDULED = "scheduled"  # waits for its minute
    QUEUED = "queued"  # claimed by a sweep, bell rung
    SENDING = "sending"  # intent stored, bytes may leave
    LIVE = "live"  # seen on the network
    UNKNOWN = "unknown"  # the answer was unclear
    REFUSED = "refused"  # proven not accepted, a person must act
    LATE = "late"  # too late to be sent without asking for a new time
    HELD = "held"  # stopped before going out: checks, hold, paused channel
    CANCELLED = "cancelled"  # will never go out
    WITHDRAWING = "withdrawing"  # takedown under way
    WITHDRAWN = "withdrawn"  # taken down
    CORRECTED = "corrected"  # went out; newer words took its place under the same remote number


DELIVERY = Machine(
    states=DeliveryState,
    initial=DeliveryState.SCHEDULED,
    moves={
        "scheduled": ["queued", "held", "late", "cancelled"],
        "queued": ["sending", "scheduled", "held", "late", "refused", "cancelled"],
        "sending": ["live", "unknown", "scheduled", "refused", "held"],
        "unknown": ["live", "scheduled", "cancelled"],
        "refused": ["scheduled", "cancelled"],
        "late": ["scheduled", "cancelled"],
        "held": ["scheduled", "cancelled"],
        "live": ["withdrawing", "corrected"],
        "withdrawing": ["withdrawn", "live"],
        "cancelled": ["held"],  # only to undo a decision about what a hold had caught
        "withdrawn": [],
        "corrected": [],
    },
    final=frozenset({"withdrawn", "corrected"}),
)


class HoldState(StrEnum):
    """A hold stands until somebody lifts it; lifting can be undone."""

    STANDING = "standing"
    LIFTED = "lifted"


HOLD = Machine(
    states=HoldState,
    initial=HoldState.STANDING,
    moves={"standing": ["lifted"], "lifted": ["standing"]},
)

#: not over yet
OPEN = frozenset({"scheduled", "queued", "sending", "unknown", "refused", "late", "held"})
#: may still be stopped without asking the network: nothing of it can be visible
NOT_OUT = frozenset({"scheduled", "queued", "refused", "late", "held"})
#: may be visible though we have not seen it
MAYBE_OUT = frozenset({"sending", "unknown"})
#: need a person
STUCK = frozenset({"unknown", "refused", "late", "held"})


class TaskState(StrEnum):
    """A takedown by hand is open until somebody proves it."""

    OPEN = "open"
    DONE = "done"


TASK = Machine(
    states=TaskState, initial=TaskState.OPEN, moves={"open": ["done"], "done": []}, final=frozenset({"done"})
)
