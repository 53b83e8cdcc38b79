"""State changes go through one door.

A room declares its states and allowed moves as a `Machine`; `move` is the only
writer of a state column. It runs one transaction holding a conditional UPDATE
that must hit exactly one row and the audit entry that tells of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db import models, transaction

from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.many import update_many

Recorder = Callable[..., object]
#: the functions that write one audit entry, and many
_recorder: list[Recorder] = []


class StateConflict(Exception):
    """The row was not in a state from which this move is allowed; somebody else was first."""


class UnknownMove(Exception):
    """The machine has no such move: a defect in the calling code."""


@dataclass(frozen=True)
class Machine:
    """States of one model: `moves` maps a source state to the states it may go to.

    Checked when built: every state named is in `states`, every state but the
    initial one can be reached, and only `final` states have no way out.
    """

    states: type[StrEnum]
    initial: str
    moves: Mapping[str, Iterable[str]]
    final: frozenset[str] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        known = {s.value for s in self.states}
        targets = {t for ts in self.moves.values() for t in ts}
        if stray := (set(self.moves) | targets | set(self.final) | {self.initial}) - known:
            raise ValueError(f"unknown states: {sorted(stray)}")
        if unreachable := known - targets - {self.initial}:
            raise ValueError(f"unreachable states: {sorted(unreachable)}")
        if dead := {s for s in known if not list(self.moves.get(s, ()))} - set(self.final):
            raise ValueError(f"dead ends: {sorted(dead)}")

    def sources(self, to: str) -> frozenset[str]:
        """All states from which `to` may be entered; raises `UnknownMove` when there is none."""
        found = frozenset(s for s, targets in self.moves.items() if to in set(targets))
        if not found:
            raise UnknownMove(f"{self.states.__name__}: nothing leads to {to}")
        return found


def set_recorder(recorder: Recorder, of_many: Recorder) -> None:
    """Name the functions that write one audit entry, and a list of `Entry` (done once, by the audit room)."""
    _recorder[:] = [recorder, of_many]


def record(**entry: Any) -> None:
    """Write an audit entry through the audit room; raises when no recorder is there."""
    if not _recorder:
        raise RuntimeError("no audit recorder: the audit room is not installed")
    _recorder[0](**entry)


@dataclass(frozen=True, slots=True)
class Entry:
    """One act to be written into the audit log; see `record`."""

    action: str
    actor: Actor
    obj: models.Model
    data: Mapping[str, Any] = field(default_factory=dict)
    personal: Mapping[str, Any] | None = None


def record_many(entries: Sequence[Entry]) -> None:
    """Write audit entries in this order through the audit room, one per act; raises when no recorder is there."""
    if not _recorder:
        raise RuntimeError("no audit recorder: the audit room is not installed")
    _recorder[1](entries)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One change of state: where `to`, by which `actor`, told in the audit log as `action`.

    `only_from` narrows the allowed sources; `where` adds conditions (a fence, a
    version); `changes` sets other columns; `data` (no personal text) and
    `personal` go into the audit entry.
    """

    to: str
    actor: Actor
    action: str
    only_from: Iterable[str] | None = None
    where: models.Q | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)
    personal: Mapping[str, Any] | None = None


def move(row: models.Model, machine: Machine, step: Step) -> None:
    """Take `row` through `step`, in one transaction with its audit entry.

    Raises `StateConflict` when not exactly one row was hit; then nothing was
    written. On success the instance is refreshed from the database.
    """
    sources = machine.sources(step.to)
    if step.only_from is not None:
        sources &= frozenset(step.only_from)
    before = str(getattr(row, "state", ""))
    query = type(row)._default_manager.filter(pk=row.pk, state__in=sources)
    if step.where is not None:
        query = query.filter(step.where)
    # no savepoint: a miss wrote nothing, and a failing entry must take the whole transaction with it
    with transaction.atomic(savepoint=False):
        hit = query.update(state=step.to, **step.changes) == 1
        if hit:
            record(
                action=step.action,
                actor=step.actor,
                obj=row,
                data={**step.data, "from": before, "to": step.to},
                personal=step.personal,
            )
    if not hit:
        raise StateConflict(f"{type(row).__name__} {row.pk}: not movable to {step.to}")
    row.refresh_from_db()


def _nothing(_row: Any) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, kw_only=True)
class ManySteps:
    """One change of state that many rows take alike: as `Step`, but `changes` and `data` are made per row.

    `same` names columns that must still be in the table as they are in the row (a fence).
    """

    to: str
    actor: Actor
    action: str
    only_from: Iterable[str] | None = None
    same: Sequence[str] = ()
    changes: Callable[[Any], Mapping[str, Any]] = _nothing
    data: Callable[[Any], Mapping[str, Any]] = _nothing


def move_many(rows: Sequence[models.Model], machine: Machine, step: ManySteps) -> None:
    """Take every one of these rows of one table through the step, with an audit entry each, or none of them.

    The same rules as `move`: one conditional update per row, each of which must hit
    exactly one row. Raises `StateConflict` when one did not; then nothing was written,
    and the caller may take them one by one. The instances get their new columns; they
    are not read again.
    """
    if not rows:
        return
    sources = machine.sources(step.to)
    if step.only_from is not None:
        sources &= frozenset(step.only_from)
    allowed = tuple(sorted(sources))
    changes = [{"state": step.to, **step.changes(row)} for row in rows]
    where = [{"pk": row.pk, "state": allowed, **{name: getattr(row, name) for name in step.same}} for row in rows]
    before = [str(getattr(row, "state", "")) for row in rows]
    with transaction.atomic():
        # keys differ, so no update can hit more than one row: as many hits as rows means each hit its own
        if len({row.pk for row in rows}) != len(rows) or update_many(type(rows[0]), changes, where) != len(rows):
            raise StateConflict(f"{type(rows[0]).__name__}: not all of {len(rows)} movable to {step.to}")
        for row, change in zip(rows, changes, strict=True):
            for name, value in change.items():
                setattr(row, name, value)
        record_many(
            [
                Entry(step.action, step.actor, row, {**step.data(row), "from": source, "to": step.to})
                for row, source in zip(rows, before, strict=True)
            ]
        )
