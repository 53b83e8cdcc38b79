"""Captions of a film: added and taken off. What a post has named before stays as it was."""

from __future__ import annotations

import hashlib
import re

from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.media.films import captions
from wellspoken.rooms.media.films.errors import BadCaptions
from wellspoken.rooms.media.models import Film, FilmCaptions
from wellspoken.rooms.media.services import Upload
from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right

_LANG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")


def add_captions(*, actor: User, film: Film, lang: str, upload: Upload | None) -> FilmCaptions:
    """Check and keep a caption file in one language; those there in that language are replaced.

    Raises `BadCaptions` and `Denied`.
    """
    require(actor, Right.SUGGEST, film.team)
    if not _LANG.fullmatch(lang):
        raise BadCaptions("language")
    if upload is None:
        raise BadCaptions("missing")
    cues = captions.read(upload.read(captions.MAX_BYTES + 1), film.seconds)
    text = captions.vtt_of(cues)
    digest = hashlib.sha256(text.encode()).hexdigest()
    with transaction.atomic():
        row = _keep(film, FilmCaptions(film=film, lang=lang, text=text, sha256=digest, cues=len(cues), added_by=actor))
        data = {"language": lang, "count": len(cues), "sha256": digest}
        record(action="film.captioned", actor=actor, obj=film, data=data)
    return row


def _keep(film: Film, row: FilmCaptions) -> FilmCaptions:
    FilmCaptions.objects.filter(film=film, lang=row.lang, replaced_at=None).update(replaced_at=timezone.now())
    row.save()
    return row


def drop_captions(*, actor: User, film: Film, lang: str) -> None:
    """Take the captions of a language off. Raises `Denied`, and `NotThere` when there are none."""
    require(actor, Right.SUGGEST, film.team)
    with transaction.atomic():
        here = FilmCaptions.objects.filter(film=film, lang=lang, replaced_at=None)
        if not here.update(replaced_at=timezone.now()):
            raise NotThere(lang)
        record(action="film.captions_dropped", actor=actor, obj=film, data={"language": lang})
