"""The still picture that stands for a film: taken from it, or uploaded. It goes through all checks of pictures."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass, field
from pathlib import Path

from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.media.errors import BadPicture
from wellspoken.rooms.media.films import ffmpeg
from wellspoken.rooms.media.films.errors import BadFilm
from wellspoken.rooms.media.models import Film, MediaFile
from wellspoken.rooms.media.services import add_picture
from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right

log = logging.getLogger(__name__)


@dataclass
class _Bytes:
    """Bytes at hand, as an upload."""

    name: str | None
    data: bytes = field(repr=False)

    def __post_init__(self) -> None:
        self.size: int | None = len(self.data)
        self._file = io.BytesIO(self.data)

    def read(self, num_bytes: int = -1) -> bytes:
        """The next bytes."""
        return self._file.read(num_bytes)


def from_film(*, actor: User, film: Film, at: float) -> MediaFile:
    """Take the picture at `at` seconds as the film's poster. Raises `BadFilm` and `Denied`."""
    require(actor, Right.SUGGEST, film.team)
    if not ffmpeg.have():
        raise BadFilm("no_program")
    if not 0 <= at < film.seconds:
        raise BadFilm("no_frame")
    try:
        data = ffmpeg.frame(Path(film.file.path), film.form, at)
    except ffmpeg.ProgramFailed as error:
        raise BadFilm("no_frame") from error
    if not data:
        raise BadFilm("no_frame")
    return _kept(actor, film, _Bytes(_name(film), data))


def propose(*, actor: User, film: Film, data: bytes) -> None:
    """Keep a first picture as the poster; a film goes without when it is not taken."""
    try:
        _kept(actor, film, _Bytes(_name(film), data))
    except BadPicture as error:
        log.warning("no poster for film %s: %s", film.pk, error.code)


def _name(film: Film) -> str:
    return f"{Path(film.name).stem} poster.png"


def _kept(actor: User, film: Film, upload: _Bytes) -> MediaFile:
    media = add_picture(actor=actor, team=film.team, upload=upload)
    Film.objects.filter(pk=film.pk).update(poster=media)
    film.poster = media
    record(action="film.poster", actor=actor, obj=film, data={"sha256": media.sha256})
    return media
