"""After a hold each caught post gets a decision, one by one or many at once. Nothing floods out; it can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from wellspoken.rooms.channels.access import may_on
from wellspoken.rooms.content.plans import Plan
from wellspoken.rooms.kernel.states import StateConflict, Step, move
from wellspoken.rooms.kernel.walltime import BadTime
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing import holding, slots
from wellspoken.rooms.publishing.models import Delivery, Hold, Triage
from wellspoken.rooms.publishing.scheduling import When
from wellspoken.rooms.publishing.services.timing import fresh
from wellspoken.rooms.publishing.spacing import Spacing
from wellspoken.rooms.publishing.states import DELIVERY

KINDS = ("send", "at", "slot", "cancel")
#: "send now" begins this much later, so that a slip can be undone
PAUSE = timedelta(seconds=30)
_KEPT = ("wall", "zone", "fold", "reason", "reason_data")


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to become of one caught delivery; `wall` is naive ISO minutes in the team's zone, for `at`."""

    kind: str
    wall: str = ""


@dataclass(slots=True)
class Decided:
    """What came of it: the stored triage (None: nothing was done) and why others were left, by delivery key.

    Reasons: `hold`, `outside_approval`, `no_slot`, `past`, `shape`, `missing_hour`, `gone`, `denied`.
    """

    triage: Triage | None = None
    done: list[Delivery] = field(default_factory=list)
    left: dict[int, str] = field(default_factory=dict)


class _Left(Exception):
    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def decide(*, actor: User, hold: Hold, choices: Mapping[int, Choice], gap: timedelta) -> Decided:
    """Carry out the choices that can be; `gap` is the least time between two posts sent now on one channel.

    Whoever lacks the right to publish on a channel leaves its deliveries as they are.
    """
    found = Decided()
    with transaction.atomic():
        rows = list(holding.caught(hold).filter(pk__in=choices).select_related("channel__team", "post"))
        holding.lock_channels(row.channel_id for row in rows)
        spacing, holds = Spacing(timezone.now() + PAUSE, gap), holding.standing()
        stored = []
        for row in rows:
            blocked = holding.over(row.channel, holds) is not None
            stored += _one(actor, row, choices[row.pk], _Setting(spacing, blocked), found)
        if stored:
            found.triage = Triage.objects.create(hold=hold, by=actor, rows=stored)
    return found


@dataclass(frozen=True, slots=True)
class _Setting:
    spacing: Spacing
    blocked: bool


def _one(actor: User, row: Delivery, choice: Choice, setting: _Setting, found: Decided) -> list[dict[str, Any]]:
    was = {name: getattr(row, name) for name in _KEPT} | {"due_at": row.due_at.isoformat()}
    try:
        _apply(actor, row, choice, setting)
    except _Left as left:
        found.left[row.pk] = left.why
        return []
    found.done.append(row)
    return [{"delivery": row.pk, "fence": row.fence, "was": was, "did": choice.kind}]


def _apply(actor: User, row: Delivery, choice: Choice, setting: _Setting) -> None:
    if not may_on(actor, Right.PUBLISH, row.channel):
        raise _Left("denied")
    if choice.kind == "cancel":
        data = {"channel": row.channel.name, "reason": "by_person"}
        changes: dict[str, Any] = {"reason": "by_person", "fence": F("fence") + 1}
        _move(row, Step(to="cancelled", actor=actor, action="delivery.cancelled", changes=changes, data=data))
        return
    when = _when(row, choice, setting)
    if row.usable_until is not None and when.due_at > row.usable_until:
        raise _Left("outside_approval")
    data = {"channel": row.channel.name, "due_at": when.due_at.isoformat()}
    changes = {**when.columns(), **fresh(row), "reason": "", "reason_data": {}, "fence": F("fence") + 1}
    _move(row, Step(to="scheduled", actor=actor, action="delivery.moved", changes=changes, data=data))


def _when(row: Delivery, choice: Choice, setting: _Setting) -> When:
    if choice.kind == "send":
        if setting.blocked:
            raise _Left("hold")
        return When(setting.spacing.next_on(row.channel_id))
    if choice.kind == "slot":
        chosen = slots.next_free(row.channel, timezone.now())
        if chosen is None:
            raise _Left("no_slot")
        return When.of(chosen)
    try:
        plan = Plan("at", choice.wall, row.channel.team.time_zone).checked(timezone.now())
        chosen = plan.moment()
    except BadTime as error:
        raise _Left(error.code) from error
    if choice.kind != "at" or chosen is None:
        raise _Left("shape")
    return When.of(chosen)


def _move(row: Delivery, step: Step) -> None:
    channel = row.channel
    try:
        guarded = Step(
            to=step.to,
            actor=step.actor,
            action=step.action,
            only_from=["held"],
            where=Q(fence=row.fence),
            changes=step.changes,
            data=step.data,
        )
        move(row, DELIVERY, guarded)
    except StateConflict:
        raise _Left("gone") from None
    row.channel = channel


def undo(*, actor: User, triage: Triage) -> tuple[int, int]:
    """Put back what was decided and has not left yet; returns how many came back and how many could not.

    Raises `StateConflict` when it was undone already.
    """
    with transaction.atomic():
        if Triage.objects.filter(pk=triage.pk, undone_at=None).update(undone_at=timezone.now()) != 1:
            raise StateConflict(f"triage {triage.pk} was undone already")
        back = sum(_back(actor, row, triage.hold) for row in triage.rows)
    return back, len(triage.rows) - back


def _back(actor: User, stored: Mapping[str, Any], hold: Hold) -> bool:
    row = Delivery.objects.select_related("channel").filter(pk=stored["delivery"]).first()
    if row is None or not may_on(actor, Right.PUBLISH, row.channel):
        return False
    was = dict(stored["was"])
    due = parse_datetime(was.pop("due_at")) or row.due_at
    now_reason = holding.CAUGHT if hold.standing else holding.LIFTED
    changes = {**was, "reason": now_reason, "due_at": due, "not_before": due, "fence": F("fence") + 1}
    step = Step(
        to="held",
        actor=actor,
        action="delivery.put_back",
        only_from=["scheduled", "cancelled"],
        where=Q(fence=stored["fence"]),
        changes=changes,
        data={"channel": row.channel.name},
    )
    try:
        with transaction.atomic():
            move(row, DELIVERY, step)
    except (StateConflict, IntegrityError):  # it has left, or a newer approval has taken its place
        return False
    return True


def moments(found: Decided) -> dict[int, datetime]:
    """When each decided delivery goes out, by key; cancelled ones left out."""
    return {row.pk: row.due_at for row in found.done if row.state == "scheduled"}
