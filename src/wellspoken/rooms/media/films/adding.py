"""Taking films in: to the disk, scanned, probed, freed of place and device, kept."""

from __future__ import annotations

import hashlib
import logging
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.db import IntegrityError, transaction

from wellspoken.rooms.kernel.malware import Infected, NotScanned, refuse_malware_file
from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.media.cleaning import clean_name
from wellspoken.rooms.media.film_facts import Facts
from wellspoken.rooms.media.films import ffmpeg, posters
from wellspoken.rooms.media.films.errors import BadFilm
from wellspoken.rooms.media.films.probing import probe
from wellspoken.rooms.media.films.sniffing import HEAD, form_of
from wellspoken.rooms.media.models import Film, FilmVersion
from wellspoken.rooms.media.services import Upload
from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right

log = logging.getLogger(__name__)
PIECE = 2**20
#: what nobody but the person who filmed should know
_PRIVATE = ("gps", "camera", "text", "time")


@dataclass(frozen=True, slots=True)
class _Clean:
    """A file as it will be kept, what it is, what was taken out, its first picture (none without a program)."""

    path: Path
    facts: Facts
    removed: tuple[str, ...]
    sha256: str
    poster: bytes = b""


def add_film(*, actor: User, team: Team, upload: Upload) -> Film:
    """Check, clean and keep a film; the same film again gives the one already there. Its bytes are never in memory.

    A film that not everybody can play is made again by the worker (`making`). Raises `BadFilm` and `Denied`.
    """
    require(actor, Right.SUGGEST, team)
    with _at_hand(upload) as (path, folder):
        clean = _cleaned(path, folder)
        known = Film.objects.filter(team=team, sha256=clean.sha256).first()
        if known is not None:
            return known
        film = _row(actor, team, clean, upload.name or "")
        film = _store(actor, film, clean)
    if clean.poster and film.poster_id is None:
        posters.propose(actor=actor, film=film, data=clean.poster)
    return film


@contextmanager
def _at_hand(upload: Upload) -> Iterator[tuple[Path, Path]]:
    """The upload as a file, and a folder for what is made of it, gone afterwards. Raises `BadFilm`."""
    if upload.size is not None and upload.size > settings.FILM_MAX_BYTES:
        raise BadFilm("too_big")
    place = Path(settings.MEDIA_ROOT) / "incoming"
    place.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=place))
    try:
        path = folder / "film"
        _written(upload, path)
        yield path, folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _written(upload: Upload, path: Path) -> None:
    left = settings.FILM_MAX_BYTES
    with path.open("wb") as file:
        while piece := upload.read(PIECE):
            left -= len(piece)
            if left < 0:
                raise BadFilm("too_big")
            file.write(piece)


def _cleaned(path: Path, folder: Path) -> _Clean:
    with path.open("rb") as file:
        form_of(file.read(HEAD))
    _scan(path)
    facts = probe(path)
    if not ffmpeg.have():
        _refuse_private(facts)
        return _Clean(path, facts, (), _digest(path))
    target = folder / f"clean.{facts.form}"
    try:
        poster = ffmpeg.frame(path, facts.form, min(1.0, facts.seconds / 4)) or ffmpeg.frame(path, facts.form, 0.0)
        ffmpeg.strip(path, target, facts.form)
    except ffmpeg.ProgramFailed as error:
        raise BadFilm("broken") from error
    if not poster:
        raise BadFilm("lying")
    after = probe(target)
    if set(after.told) & set(_PRIVATE):
        raise BadFilm("not_cleaned")
    return _Clean(target, after, facts.told, _digest(target), poster)


def _refuse_private(facts: Facts) -> None:
    """Without the program nothing can be taken out, so what tells too much is not taken in."""
    if "gps" in facts.told:
        raise BadFilm("place_inside")
    if set(facts.told) & set(_PRIVATE):
        raise BadFilm("device_inside")


def _scan(path: Path) -> None:
    try:
        refuse_malware_file(path)
    except Infected as problem:
        raise BadFilm("malware") from problem
    except NotScanned as problem:
        raise BadFilm("not_scanned") from problem


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _row(actor: User, team: Team, clean: _Clean, name: str) -> Film:
    facts = clean.facts
    return Film(
        id=uuid.uuid4(),
        team=team,
        uploaded_by=actor,
        name=_named(name, facts.form),
        form=facts.form,
        seconds=facts.seconds,
        width=facts.width,
        height=facts.height,
        size=clean.path.stat().st_size,
        sha256=clean.sha256,
        video=facts.video[:20],
        audio=facts.audio[:20],
        ready=facts.ready,
        removed=list(clean.removed),
    )


def _named(name: str, form: str) -> str:
    stem = clean_name(name, "")
    return f"{'film' if stem == 'picture' else stem}.{form}"


def _store(actor: User, film: Film, clean: _Clean) -> Film:
    """File first, row after; when somebody else was first with the same film, theirs stands."""
    with clean.path.open("rb") as file:
        film.file.save(f"{film.pk.hex}.{film.form}", File(file), save=False)
    try:
        with transaction.atomic():
            film.save(force_insert=True)
            if not film.facts.common:
                FilmVersion.objects.create(film=film)
            data = {"mime": film.facts.mime, "size": film.size, "sha256": film.sha256, "removed": film.removed}
            record(action="film.added", actor=actor, obj=film, data=data)
    except IntegrityError:
        film.file.delete(save=False)
        return Film.objects.get(team_id=film.team_id, sha256=film.sha256)
    return film
