"""Reads of films: by key, their captions, and the file that a network or a browser can play."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ObjectDoesNotExist
from django.db.models.fields.files import FieldFile

from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.media.film_facts import MIMES
from wellspoken.rooms.media.films import ffmpeg
from wellspoken.rooms.media.films.captions import words_of
from wellspoken.rooms.media.models import Film, FilmCaptions, FilmVersion
from wellspoken.rooms.media.states import VersionState
from wellspoken.rooms.people.access import Denied, may
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right


@dataclass(frozen=True, slots=True)
class Playable:
    """A file of a film: where, what it is, its bytes, length in seconds and pixels."""

    path: Path
    mime: str
    size: int
    seconds: float
    width: int
    height: int
    sha256: str


def get_film(user: User, pk: uuid.UUID | str, right: Right = Right.VIEW) -> Film:
    """The film if the person may do `right` in its team. Raises `NotThere` and `Denied`."""
    film = by_key(pk)
    if film is None or not may(user, Right.VIEW, film.team):
        raise NotThere
    if not may(user, right, film.team):
        raise Denied(right, film.team)
    return film


def by_key(pk: uuid.UUID | str) -> Film | None:
    """A film by its key, with its poster and the version made of it; None for what is no key."""
    try:
        key = pk if isinstance(pk, uuid.UUID) else uuid.UUID(pk)
    except ValueError:
        return None
    return Film.objects.select_related("team", "poster__look", "version").filter(pk=key).first()


def captions_of(film: Film) -> list[FilmCaptions]:
    """The captions that hold now, by language."""
    return list(FilmCaptions.objects.filter(film=film, replaced_at=None))


def captions_by_keys(keys: Iterable[int]) -> dict[int, FilmCaptions]:
    """Captions by key, also replaced ones; no query without keys."""
    wanted = list(keys)
    return {row.pk: row for row in FilmCaptions.objects.filter(pk__in=wanted)} if wanted else {}


def spoken(keys: Iterable[int]) -> dict[int, str]:
    """What captions say, by key, one cue a line."""
    return {key: words_of(row.text) for key, row in captions_by_keys(keys).items()}


def version_of(film: Film) -> FilmVersion | None:
    """The version made for networks, in whatever state; None when none is needed."""
    try:
        return film.version
    except ObjectDoesNotExist:
        return None


def original(film: Film) -> Playable:
    """The film as it is kept."""
    facts = film.facts
    return Playable(_path(film.file), facts.mime, film.size, film.seconds, film.width, film.height, film.sha256)


def common(film: Film) -> Playable | None:
    """The file that everybody plays: the film itself or the version made of it; None while there is none."""
    if film.facts.common:
        return original(film)
    made = version_of(film)
    if made is None or made.state != VersionState.DONE:
        return None
    return Playable(_path(made.file), MIMES["mp4"], made.size, made.seconds, made.width, made.height, made.sha256)


def sendable(film: Film, types: Iterable[str]) -> Playable | None:
    """The file for a network that takes these types: what everybody plays, else the film itself; None: not yet."""
    wanted, made = tuple(types), common(film)
    if made is not None and (made.mime in wanted or not wanted):
        return made
    own = original(film)
    plain = film.form == "webm" and film.video in ("vp8", "vp9")
    return own if own.mime in wanted and plain else None


def comes(film: Film) -> bool:
    """Whether a file that everybody plays is on its way."""
    made = version_of(film)
    return made is not None and made.state in (VersionState.WAITING, VersionState.MAKING) and ffmpeg.have()


def _path(file: FieldFile) -> Path:
    return Path(file.path)
