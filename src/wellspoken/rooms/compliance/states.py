"""States of rule sets and of trial runs."""

from __future__ import annotations

from enum import StrEnum

from wellspoken.rooms.kernel.states import Machine


class RuleSetState(StrEnum):
    """At most one set is being drafted and at most one is on; sets that were on stay as the record."""

    DRAFT = "draft"
    ON = "on"
    REPLACED = "replaced"
    DROPPED = "dropped"


RULE_SET = Machine(
    states=RuleSetState,
    initial=RuleSetState.DRAFT,
    moves={"draft": ["on", "dropped"], "on": ["replaced"], "replaced": [], "dropped": []},
    final=frozenset({"replaced", "dropped"}),
)


class TrialState(StrEnum):
    """A trial waits for a worker; `waiting` again when the worker that ran it died."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


TRIAL = Machine(
    states=TrialState,
    initial=TrialState.WAITING,
    moves={
        "waiting": ["running", "cancelled"],
        "running": ["done", "cancelled", "failed", "waiting"],
        "done": [],
        "cancelled": [],
        "failed": [],
    },
    final=frozenset({"done", "cancelled", "failed"}),
)
