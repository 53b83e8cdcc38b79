"""Asking for a binder, and stopping one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.kernel.states import Step, move, record
from wellspoken.rooms.people.access import may, require
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.records.models import Binder
from wellspoken.rooms.records.states import BINDER, BinderState

LONGEST_DAYS = 366 * 3


class BadPeriod(ValueError):
    """The period ends before it begins, or is longer than `LONGEST_DAYS`."""


@dataclass(frozen=True, slots=True)
class Period:
    """What a team showed from `start` to `end`, both included, in its own days."""

    team: Team
    start: date
    end: date


def ask_binder(*, actor: User, about: Post | Period, lang: str = "en") -> Binder:
    """Order a binder; one of the same kind that still waits or runs for this person is returned.

    Needs AUDIT in the team; networks' raw answers are in it when the person may see them. Raises `Denied`, `BadPeriod`.
    """
    team = about.team
    require(actor, Right.AUDIT, team)
    wanted = {"team": team, "lang": lang, "raw": may(actor, Right.RAW, team), "by": actor}
    if isinstance(about, Period):
        if not 0 <= (about.end - about.start).days <= LONGEST_DAYS:
            raise BadPeriod
        wanted |= {"start": about.start, "end": about.end, "post": None}
    else:
        wanted |= {"post": about, "start": None, "end": None}
    with transaction.atomic():
        open_ = Binder.objects.filter(state__in=[BinderState.WAITING, BinderState.RUNNING], **wanted).first()
        if open_ is not None:
            return open_
        binder = Binder.objects.create(**wanted)
        record(action="binder.asked", actor=actor, obj=binder, data={"team": team.name})
    return binder


def stop_binder(*, actor: User, binder: Binder) -> None:
    """Stop it. Raises `Denied`, `StateConflict` when it is over."""
    require(actor, Right.AUDIT, binder.team)
    move(binder, BINDER, Step(to="cancelled", actor=actor, action="binder.moved"))


def note_taken(*, actor: User, binder: Binder) -> None:
    """Write down that somebody takes the file along. Raises `Denied`."""
    require(actor, Right.AUDIT, binder.team)
    record(action="binder.taken", actor=actor, obj=binder, data={"sha256": binder.sha256})
