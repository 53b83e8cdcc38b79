"""Films made fit for networks by ffmpeg in the background: one at a time, by whoever takes the row first."""

from __future__ import annotations

import hashlib
import logging
import shutil
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.db.models import Q
from django.utils import timezone

from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.kernel.states import StateConflict, Step, move
from wellspoken.rooms.media.films import ffmpeg
from wellspoken.rooms.media.films.errors import BadFilm
from wellspoken.rooms.media.films.probing import probe
from wellspoken.rooms.media.models import FilmVersion
from wellspoken.rooms.media.states import VERSION, VersionState

log = logging.getLogger(__name__)
ACTOR = SystemActor("films")
SECONDS = 3.0
#: who has not said anything for this long has died
LEASE = timedelta(minutes=3)
#: whatever an upload or a maker has not taken away by then is nobody's
LEFTOVER = timedelta(days=1)
PAUSE, MOST_TRIES = timedelta(minutes=10), 3


def chore(ended: Callable[[], bool]) -> None:
    """Make what waits, until told to stop. Does nothing where the program is missing."""
    _clear_up()
    while not ended() and ffmpeg.have() and make_next(ended):
        pass


def _clear_up() -> None:
    """Throw away what uploads and makers that died have left."""
    old = time.time() - LEFTOVER.total_seconds()
    for place in _incoming().iterdir():
        if place.is_dir() and place.stat().st_mtime < old:
            shutil.rmtree(place, ignore_errors=True)


def make_next(ended: Callable[[], bool]) -> bool:
    """Make one film; False when none waits."""
    row = _take()
    if row is None:
        return False
    with tempfile.TemporaryDirectory(dir=_incoming()) as folder:
        target = Path(folder) / "film.mp4"
        try:
            ffmpeg.convert(Path(row.film.file.path), target, row.film.form, _teller(row, ended))
            _done(row, target)
        except (ffmpeg.ProgramFailed, BadFilm, OSError) as error:
            log.warning("film %s could not be made: %s", row.film_id, error)
            stopped = ended()
            _end(row, VersionState.WAITING if stopped else VersionState.FAILED, "film.make_again" if stopped else "")
    return True


def _incoming() -> Path:
    place = Path(settings.MEDIA_ROOT) / "incoming"
    place.mkdir(parents=True, exist_ok=True)
    return place


def _take() -> FilmVersion | None:
    _ask_again()
    for row in FilmVersion.objects.filter(state=VersionState.WAITING).select_related("film").order_by("pk")[:5]:
        changes = {"began_at": timezone.now(), "tries": row.tries + 1, "percent": 0}
        try:
            move(row, VERSION, Step(to=VersionState.MAKING, actor=ACTOR, action="film.making", changes=changes))
        except StateConflict:
            continue  # another worker was first
        return row
    return None


def _ask_again() -> None:
    now = timezone.now()
    dead = Q(state=VersionState.MAKING, began_at__lt=now - LEASE)
    tired = Q(state=VersionState.FAILED, ended_at__lt=now - PAUSE, tries__lt=MOST_TRIES)
    for row in FilmVersion.objects.filter(dead | tired).select_related("film").order_by("pk")[:5]:
        where = Q(began_at=row.began_at)
        step = Step(to=VersionState.WAITING, actor=ACTOR, action="film.make_again", only_from=[row.state], where=where)
        try:
            move(row, VERSION, step)
        except StateConflict:
            continue


def _teller(row: FilmVersion, ended: Callable[[], bool]) -> Callable[[float], bool]:
    """Writes down how far it is, which also renews the lease; False when the row is another's or work ends."""

    def tell(seconds: float) -> bool:
        percent, now = min(99, int(100 * seconds / max(row.film.seconds, 0.1))), timezone.now()
        mine = FilmVersion.objects.filter(pk=row.pk, state=VersionState.MAKING, began_at=row.began_at)
        held = mine.update(percent=percent, began_at=now) == 1
        row.began_at = now
        return held and not ended()

    return tell


def _done(row: FilmVersion, target: Path) -> None:
    facts = probe(target)
    with target.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        row.file.save(f"{uuid.uuid4().hex}.mp4", File(file), save=False)
    changes = {
        "percent": 100,
        "file": row.file.name,
        "width": facts.width,
        "height": facts.height,
        "seconds": facts.seconds,
        "size": target.stat().st_size,
        "sha256": digest,
    }
    if not _end(row, VersionState.DONE, "film.made", **changes):
        row.file.delete(save=False)


def _end(row: FilmVersion, to: str, action: str, **changes: object) -> bool:
    """Close the work, unless somebody else has taken the film meanwhile."""
    step = Step(
        to=to,
        actor=ACTOR,
        action=action or "film.not_made",
        where=Q(began_at=row.began_at),
        changes={**changes, "ended_at": timezone.now()},
    )
    try:
        move(row, VERSION, step)
    except StateConflict:
        log.warning("film %s was made twice", row.film_id)
        return False
    return True
