"""Pausing, going on, ending, and leaving single days out. What is not out yet is taken back at once."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.services import bin_post
from wellspoken.rooms.kernel.actors import Actor, SystemActor
from wellspoken.rooms.kernel.states import StateConflict, Step, move, record
from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing.models import Series, SeriesDay
from wellspoken.rooms.publishing.rhythm import BadRhythm
from wellspoken.rooms.publishing.series_states import SERIES, DayState, SeriesState
from wellspoken.rooms.review.services import recall

REPEATS = SystemActor("repeats")
_ALIVE = (SeriesState.ASKED, SeriesState.RUNNING, SeriesState.PAUSED)


def pause(*, actor: User, series: Series) -> None:
    """Let it rest: posts of coming days are taken back. Raises `Denied`, `StateConflict`."""
    require(actor, Right.PUBLISH, series.post.team)
    rest(series, actor, "person")


def resume(*, actor: User, series: Series, evidence_due: date | None = None) -> None:
    """Go on from today; what was missed stays missed. A rest because of old evidence needs its new day.

    Raises `Denied`, `StateConflict`, and `BadRhythm` (`evidence`: that day lies behind or is missing).
    """
    require(actor, Right.PUBLISH, series.post.team)
    due = evidence_due or series.evidence_due
    if due is not None and due < timezone.localdate():
        raise BadRhythm("evidence")
    step = Step(
        to=SeriesState.RUNNING,
        actor=actor,
        action="series.resumed",
        only_from=[SeriesState.PAUSED],
        changes={"why": "", "evidence_due": due},
        data={"evidence_due": due.isoformat() if due else ""},
    )
    move(series, SERIES, step)


def end(*, actor: User, series: Series) -> None:
    """End it for good: nothing more of it goes out. Raises `Denied`, `StateConflict`."""
    require(actor, Right.PUBLISH, series.post.team)
    finish(series, actor, "person")


def rest(series: Series, actor: Actor, why: str) -> None:
    """Pause a running series and take back what is not out; raises `StateConflict` when it does not run."""
    with transaction.atomic():
        _stop(series, actor, SeriesState.PAUSED, "series.paused", why)


def finish(series: Series, actor: Actor, why: str) -> None:
    """End a series that is alive and take back what is not out; raises `StateConflict` when it is over."""
    with transaction.atomic():
        _stop(series, actor, SeriesState.ENDED, "series.ended", why)


def _stop(series: Series, actor: Actor, to: str, action: str, why: str) -> None:
    move(series, SERIES, Step(to=to, actor=actor, action=action, changes={"why": why}, data={"why": why}))
    for row in series.days.filter(state=DayState.MADE, post__isnull=False).select_related("post__team"):
        if _taken_back(row):
            row.delete()  # made anew when the series goes on and the day is still to come


def _taken_back(row: SeriesDay) -> bool:
    """Take the post of a day back into the bin; False when it is out or on its way."""
    post = row.post
    if post is None or post.state in {"published", "withdrawn"}:
        return False
    try:
        with transaction.atomic():
            if post.state in {"in_review", "approved"}:
                recall(actor=REPEATS, post=post)
            if post.state != "binned":
                bin_post(actor=REPEATS, post=post)
    except StateConflict:
        return False
    return True


def skip(*, actor: User, series: Series, day: date) -> None:
    """Leave a coming day out; its post, if it is made, is taken back. Leaving it out twice changes nothing.

    Raises `Denied`, `BadRhythm` (`never`: it is none of its days to come), `StateConflict` when its post is out.
    """
    require(actor, Right.PUBLISH, series.post.team)
    _require_coming(series, day)
    with transaction.atomic():
        row = SeriesDay.objects.select_for_update().filter(series=series, day=day).first()
        if row is not None and row.state == DayState.SKIPPED:
            return
        if row is not None:
            if row.post is not None and not _taken_back(row):
                raise StateConflict(f"the post of {day} is out or on its way")
            row.delete()
        try:
            with transaction.atomic():
                SeriesDay.objects.create(series=series, day=day, state=DayState.SKIPPED)
        except IntegrityError as error:
            raise StateConflict(f"somebody else changed {day} just now") from error
        record(action="series.skipped", actor=actor, obj=series, data={"day": day.isoformat()})


def unskip(*, actor: User, series: Series, day: date) -> None:
    """Take a coming day in again. Raises `Denied`, `BadRhythm`."""
    require(actor, Right.PUBLISH, series.post.team)
    _require_coming(series, day)
    with transaction.atomic():
        gone, _rows = SeriesDay.objects.filter(series=series, day=day, state=DayState.SKIPPED).delete()
        if gone:
            record(action="series.unskipped", actor=actor, obj=series, data={"day": day.isoformat()})


def _require_coming(series: Series, day: date) -> None:
    today = timezone.localdate()
    if series.state not in _ALIVE or day < today or next(series.rhythm.days(day), None) != day:
        raise BadRhythm("never")


def taken_down(post: Post, actor: Actor) -> None:
    """The words of `post` were taken down: the series it began or belongs to ends, nothing more goes out."""
    alive = Series.objects.filter(state__in=_ALIVE).select_related("post__team")
    for series in (alive.filter(post=post) | alive.filter(days__post=post)).distinct():
        finish(series, actor, "taken_down")
