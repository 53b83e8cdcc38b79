"""Giving a post another time, and saying plainly why that cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from wellspoken.rooms.content.errors import NotEditable
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.plans import Plan
from wellspoken.rooms.content.services import set_plan
from wellspoken.rooms.content.states import PostState
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.kernel.walltime import BadTime, moment
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import RIGHT_NAMES
from wellspoken.rooms.publishing.selectors import timeline
from wellspoken.rooms.publishing.services import OutsideApproval, set_time
from wellspoken.web.frame import clock

#: deliveries in these states wait for their time, or for a new one
_WAITING = frozenset({"scheduled", "late", "held"})


class NotMoved(Exception):
    """The post stays where it was; `words` say why and what to do."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class WhichHour(NotMoved):
    """The clocks go back: the hour comes twice, and only a person knows which one is meant."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where to: `wall` (`2026-11-28T09:00`) in `zone`; `fold` 0 or 1 once somebody said which of two hours."""

    wall: str
    zone: str
    fold: int | None = None
    place: str = ""  # what the page calls the zone; '' for its city

    @property
    def time_zone(self) -> str:
        """The zone, as `clock` asks a place for it."""
        return self.zone


def planned_time(post: Post) -> Plan | None:
    """The one time at which all that is still open goes out; None when there is none, or several."""
    if post.state in {PostState.APPROVED, PostState.PUBLISHED}:
        times = {(d.wall, d.zone, d.fold) for d in timeline(post) if d.state in _WAITING}
        wall, zone, fold = times.pop() if len(times) == 1 else ("", "", 0)
        return Plan("at", wall, zone, fold) if wall and zone else None
    return Plan("at", post.plan_wall, post.plan_zone, post.plan_fold) if post.plan_kind == "at" else None


def move_post(*, actor: User, post: Post, target: Target) -> datetime:
    """Move the post; returns the new moment in UTC. Raises `NotMoved`, or `WhichHour` when that must be said first."""
    try:
        when = moment(target.wall, target.zone, target.fold or 0)
        if when.doubled and target.fold is None:
            raise WhichHour(_which_hour(target))
        plan = Plan("at", when.wall, when.zone, when.fold)
        if post.state in {PostState.APPROVED, PostState.PUBLISHED}:
            set_time(actor=actor, post=post, plan=plan)
        else:
            set_plan(actor=actor, post=post, plan=plan)
    except (BadTime, OutsideApproval, StateConflict, NotEditable, Denied) as error:
        raise NotMoved(_why(error, target)) from error
    return when.utc


def still_ahead(plan: Plan | None) -> bool:
    """Whether a plan names a moment that is still to come, so that a move can be undone."""
    when = plan.moment() if plan else None
    return when is not None and when.utc > timezone.now()


def _which_hour(target: Target) -> str:
    return _("On {day} the clocks go back in {place}, and {time} comes twice. Which one do you mean?").format(
        **_spoken(target)
    )


def _why(error: Exception, target: Target) -> str:
    if isinstance(error, BadTime):
        return _bad_time(error.code, target)
    if isinstance(error, OutsideApproval):
        until = clock.when(error.until, target)
        return _("The approval reaches until {until}. Choose an earlier time, or ask for a new review.").format(
            until=until
        )
    if isinstance(error, Denied):
        return _("Only people who may {right} can move it.").format(right=RIGHT_NAMES[error.right])
    return _("There is nothing left to move: it has just gone out, or somebody stopped it.")


def _bad_time(code: str, target: Target) -> str:
    if code == "missing_hour":
        return _("On {day} the clocks go forward in {place}, and {time} does not exist. Choose another time.").format(
            **_spoken(target)
        )
    if code == "past":
        return _("{day}, {time} in {place} is over. Choose a time still to come.").format(**_spoken(target))
    if code == "zone":
        return _("This time zone is not known. Open the calendar again.")
    return _("Give a date and a time.")


def _spoken(target: Target) -> dict[str, str]:
    wall = datetime.fromisoformat(target.wall)
    place = clock.place_of(target)[1]
    spoken = wall.replace(tzinfo=ZoneInfo("UTC"))
    return {"day": clock.day(wall.date()), "time": clock.clock(spoken, "UTC"), "place": place}
