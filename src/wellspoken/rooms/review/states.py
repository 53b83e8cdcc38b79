"""States of a review request, and of a step of its workflow."""

from __future__ import annotations

from enum import StrEnum

from wellspoken.rooms.kernel.states import Machine


class RequestState(StrEnum):
    """`voided`: the content changed or the author took it back before or after the decision.

    A decision goes back to `open` only when the person who made it takes it back.
    """

    OPEN = "open"
    APPROVED = "approved"
    CHANGES = "changes"
    REJECTED = "rejected"
    VOIDED = "voided"


REQUEST = Machine(
    states=RequestState,
    initial=RequestState.OPEN,
    moves={
        "open": ["approved", "changes", "rejected", "voided"],
        "approved": ["voided", "open"],
        "changes": ["open"],
        "rejected": ["open"],
        "voided": [],
    },
    final=frozenset({"voided"}),
)


class StepState(StrEnum):
    """`waiting`: steps before it are not done. A step goes back only when a decision in it is taken back."""

    WAITING = "waiting"
    OPEN = "open"
    DONE = "done"


STEP = Machine(
    states=StepState,
    initial=StepState.WAITING,
    moves={"waiting": ["open"], "open": ["done", "waiting"], "done": ["open"]},
)
