"""Looking into pictures: one at a time, by whoever takes the row first; what was seen is kept with the picture."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from wellspoken.engines.screening.images import tesseract
from wellspoken.engines.screening.images.looking import look
from wellspoken.engines.screening.images.report import PictureReport, nothing
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.kernel.states import StateConflict, Step, move
from wellspoken.rooms.media.models import Look, MediaFile
from wellspoken.rooms.media.states import LOOK, LookState

log = logging.getLogger(__name__)
ACTOR = SystemActor("pictures")
#: who has not ended by then has died
LEASE = timedelta(minutes=5)
#: how long a look that failed is left alone, and how often it is tried
PAUSE, MOST_TRIES = timedelta(minutes=10), 3


def can_read() -> bool:
    """Whether writing in pictures can be read on this machine; without that every picture is a stop."""
    return bool(tesseract.languages())


def next_look(now: datetime) -> Look | None:
    """Take the next picture to look into: the oldest that waits, else one whose looker has died; None when all is done.

    Looks that failed, or were made with fewer languages or an older way of looking, are asked for again first.
    """
    _ask_again(now)
    for row in Look.objects.filter(state=LookState.WAITING).select_related("media").order_by("pk")[:5]:
        try:
            move(
                row,
                LOOK,
                Step(
                    to=LookState.LOOKING,
                    actor=ACTOR,
                    action="media.looking",
                    changes={"began_at": now, "tries": row.tries + 1},
                ),
            )
        except StateConflict:
            continue  # another worker was first
        return row
    return None


def _ask_again(now: datetime) -> None:
    dead = Q(state=LookState.LOOKING, began_at__lt=now - LEASE)
    tired = Q(state=LookState.FAILED, ended_at__lt=now - PAUSE, tries__lt=MOST_TRIES)
    old = Q(state=LookState.DONE) & ~Q(version=tesseract.version())
    for row in Look.objects.filter(dead | tired | old).select_related("media").order_by("pk")[:5]:
        where = Q(began_at=row.began_at)
        step = Step(to=LookState.WAITING, actor=ACTOR, action="media.look_again", only_from=[row.state], where=where)
        try:
            move(row, LOOK, step)
        except StateConflict:
            continue


def look_into(row: Look, now: Callable[[], datetime], known: PictureReport | None = None) -> None:
    """Look into the picture of a row that was taken, and keep what was seen. Never raises for what the picture is."""
    began = row.began_at
    try:
        report = known or _report(row.media)
    except Exception:
        log.exception("picture %s could not be looked into", row.media_id)
        _end(row, began, LookState.FAILED, nothing("failed"), now())
        return
    _end(row, began, LookState.DONE, report, now())


def look_now(media: MediaFile, now: Callable[[], datetime], known: PictureReport | None = None) -> Look:
    """Look into one picture at once, without waiting for the worker; one that was looked into is left as it is.

    `known` is what the same way of looking saw in these very bytes before: it is kept instead of looking again.
    """
    row = Look.objects.select_related("media").get(media=media)
    if row.state != LookState.WAITING:
        return row
    changes = {"began_at": now(), "tries": row.tries + 1}
    move(row, LOOK, Step(to=LookState.LOOKING, actor=ACTOR, action="media.looking", changes=changes))
    look_into(row, now, known)
    return row


def _report(media: MediaFile) -> PictureReport:
    try:
        with media.file.open("rb") as file:
            data = file.read()
    except FileNotFoundError:
        return nothing("not_found")
    limit = time.monotonic() + settings.PICTURE_SECONDS
    return look(data, lambda: time.monotonic() > limit)


def _end(row: Look, began: datetime | None, state: str, report: PictureReport, now: datetime) -> None:
    """Keep the report, unless somebody else has taken the picture meanwhile."""
    step = Step(
        to=state,
        actor=ACTOR,
        action="media.looked",
        where=Q(began_at=began),
        changes={"report": report.to_json(), "version": tesseract.version(), "ended_at": now},
        data={"seen": list(report.seen), "unseen": [missing.why for missing in report.unseen]},
    )
    try:
        move(row, LOOK, step)
    except StateConflict:
        log.warning("picture %s was looked into twice", row.media_id)
