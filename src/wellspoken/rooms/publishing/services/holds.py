"""Stopping everything that would go out, and lifting that again. Lifting sends nothing by itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from wellspoken.rooms.channels.access import require_on
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.kernel.states import StateConflict, Step, move, record
from wellspoken.rooms.people.access import require, require_everywhere
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing import holding, landing
from wellspoken.rooms.publishing.models import Delivery, Hold
from wellspoken.rooms.publishing.states import HOLD

#: shortest reason, in characters
MIN_REASON = 5


class ReasonTooShort(ValueError):
    """A hold says why: whoever comes next must understand it."""


class OnHold(Exception):
    """It cannot go out now because `hold` stands."""

    def __init__(self, hold: Hold) -> None:
        super().__init__(hold.target)
        self.hold = hold


@dataclass(frozen=True, slots=True)
class Over:
    """What is to be held: one channel, one team, or (neither named) the whole organisation."""

    team: Team | None = None
    channel: Channel | None = None

    @property
    def target(self) -> str:
        """The same as text: `organisation`, `team:3`, `channel:7`."""
        if self.channel is not None:
            return f"channel:{self.channel.pk}"
        return f"team:{self.team.pk}" if self.team is not None else holding.ORGANISATION


def place_hold(*, actor: User, over: Over, reason: str) -> Hold:
    """Stop everything it covers from this moment on, also what a worker has just claimed.

    What is on its way to the network already goes on: nobody can call it back.
    Raises `ReasonTooShort`, `StateConflict` when the same is held already, `Denied`.
    """
    require_hold(actor, over)
    reason = reason.replace("\x00", "").strip()
    if len(reason) < MIN_REASON:
        raise ReasonTooShort
    try:
        with transaction.atomic():
            hold = Hold(target=over.target, team=over.team, channel=over.channel, reason=reason, by=actor)
            holding.lock_channels(holding.covered(hold).values_list("pk", flat=True))
            hold.save()
            record(action="hold.placed", actor=actor, obj=hold, data=_named(hold), personal={"reason": reason})
            _catch(hold)
    except IntegrityError as error:
        raise StateConflict(f"{over.target} is held already") from error
    return hold


def lift_hold(*, actor: User, hold: Hold) -> int:
    """Let new posts go out again; what was caught waits for a person. Returns how many that are.

    Raises `StateConflict` when it was lifted already, `Denied`.
    """
    require_hold(actor, Over(hold.team, hold.channel))
    with transaction.atomic():
        changes = {"lifted_by": actor, "lifted_at": timezone.now()}
        move(hold, HOLD, Step(to="lifted", actor=actor, action="hold.lifted", changes=changes, data=_named(hold)))
        return _let_go(hold)


def put_back(*, actor: User, hold: Hold) -> None:
    """Undo lifting: the hold stands again. Raises `StateConflict` when another has taken its place, `Denied`."""
    require_hold(actor, Over(hold.team, hold.channel))
    try:
        with transaction.atomic():
            holding.lock_channels(holding.covered(hold).values_list("pk", flat=True))
            changes = {"lifted_by": None, "lifted_at": None, "told": "standing"}
            step = Step(to="standing", actor=actor, action="hold.put_back", changes=changes, data=_named(hold))
            move(hold, HOLD, step)
            holding.caught(hold).update(reason=holding.CAUGHT)
            _catch(hold)
    except IntegrityError as error:
        raise StateConflict(f"{hold.target} is held by another") from error


def require_hold(actor: User, over: Over) -> None:
    """Raise `Denied` unless the person may hold this; the whole organisation needs the right in all of it."""
    if over.channel is not None:
        require_on(actor, Right.HOLD, over.channel)
    elif over.team is not None:
        require(actor, Right.HOLD, over.team)
    else:
        require_everywhere(actor, Right.HOLD)


def refuse_while_held(channel: Channel) -> None:
    """Raise `OnHold` when a hold stands over the channel; the claim looks again."""
    if hold := holding.hold_on(channel):
        raise OnHold(hold)


def _named(hold: Hold) -> dict[str, str]:
    if hold.channel is not None:
        return {"scope": "channel", "name": hold.channel.name}
    return {"scope": hold.scope, "name": hold.team.name if hold.team is not None else hold.target}


def _catch(hold: Hold) -> None:
    """Take back what workers have claimed but not begun to send."""
    claimed = Delivery.objects.filter(state="queued", channel__in=holding.covered(hold))
    for delivery in claimed.select_related("channel").order_by("pk"):
        columns = {"reason_data": {"hold": hold.pk}}
        landing.apply(delivery, landing.Change("held", "delivery.held", holding.CAUGHT, ("queued",), columns))


def _let_go(hold: Hold) -> int:
    """Hand what was caught on: to another hold that still stands over its channel, else to a person."""
    others, waiting = holding.standing(), 0
    for delivery in holding.caught(hold).select_related("channel"):
        rows = Delivery.objects.filter(pk=delivery.pk, state="held", fence=delivery.fence)
        if other := holding.over(delivery.channel, others):
            rows.update(reason_data={"hold": other.pk})
        else:
            waiting += rows.update(reason=holding.LIFTED)
    return waiting
