"""Taking pictures in."""

from __future__ import annotations

import hashlib
import uuid
from typing import Protocol

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.media.cleaning import Cleaned, clean, clean_name
from wellspoken.rooms.media.errors import BadPicture
from wellspoken.rooms.media.models import Look, MediaFile
from wellspoken.rooms.media.scanning import refuse_infected
from wellspoken.rooms.media.sniffing import MAX_BYTES
from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right


class Upload(Protocol):
    """What comes from a form; Django's `UploadedFile` is one."""

    @property
    def name(self) -> str | None:
        """The name the sender gave it."""

    @property
    def size(self) -> int | None:
        """Bytes, as far as known."""

    def read(self, num_bytes: int = -1) -> bytes:
        """The bytes."""


def add_picture(*, actor: User, team: Team, upload: Upload, alt: str = "") -> MediaFile:
    """Check, clean and keep a picture; the same picture again gives the one already there.

    The bytes that came are never kept. The worker looks into it soon after (see `looks`).
    Raises `BadPicture` and `Denied`.
    """
    require(actor, Right.SUGGEST, team)
    if upload.size is not None and upload.size > MAX_BYTES:
        raise BadPicture("too_big")
    data = upload.read(MAX_BYTES + 1)
    if len(data) <= MAX_BYTES:  # what is longer is refused below, for that
        refuse_infected(data)
    cleaned = clean(data)
    digest = hashlib.sha256(cleaned.data).hexdigest()
    known = MediaFile.objects.filter(team=team, sha256=digest).first()
    if known is not None:
        return known
    media = _row(actor, team, cleaned, digest)
    media.name, media.alt = clean_name(upload.name or "", cleaned.mime), alt.strip()[:4000]
    return _store(actor, media, cleaned)


def _row(actor: User, team: Team, cleaned: Cleaned, digest: str) -> MediaFile:
    return MediaFile(
        id=uuid.uuid4(),
        team=team,
        uploaded_by=actor,
        mime=cleaned.mime,
        width=cleaned.width,
        height=cleaned.height,
        size=len(cleaned.data),
        sha256=digest,
        removed=cleaned.removed,
    )


def _store(actor: User, media: MediaFile, cleaned: Cleaned) -> MediaFile:
    """File first, row after; when somebody else was first with the same picture, theirs stands."""
    extension = "jpg" if cleaned.mime == "image/jpeg" else "png"
    media.file.save(f"{media.pk.hex}.{extension}", ContentFile(cleaned.data), save=False)
    try:
        with transaction.atomic():
            media.save(force_insert=True)
            Look.objects.create(media=media)
            data = {"mime": media.mime, "size": media.size, "sha256": media.sha256, "removed": media.removed}
            record(action="media.added", actor=actor, obj=media, data=data)
    except IntegrityError:
        media.file.delete(save=False)
        return MediaFile.objects.get(team_id=media.team_id, sha256=media.sha256)
    return media
