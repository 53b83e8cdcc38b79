"""Public addresses of single pictures and films, for networks that fetch what they publish.

An address is signed (HMAC-SHA256 with this installation's secret), names one
picture in one size, and ends after an hour. Nothing can be listed, and there is
no address at all unless the installation itself is public.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.core import signing

from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.public_address import public_address
from wellspoken.rooms.media.films.selectors import Playable, by_key, common, original
from wellspoken.rooms.media.models import Film, MediaFile
from wellspoken.rooms.media.renditions import Bounds

LIFE = timedelta(hours=1)
PATH = "/media/public"
_SALT = "wellspoken.media.public"
_FILM_SALT = "wellspoken.media.public.film"
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png"}


def address(media: MediaFile, bounds: Bounds, mime: str) -> str:
    """Where anybody can fetch this picture within these bounds for an hour; "" when there is no public address."""
    site = public_address()
    return f"{site}{PATH}/{token(media, bounds)}/picture.{_ENDINGS[mime]}" if site else ""


def token(media: MediaFile, bounds: Bounds) -> str:
    """The signed part of an address."""
    return signing.dumps([media.pk.hex, *bounds], salt=_SALT)


def opened(signed: str) -> tuple[MediaFile, Bounds]:
    """The picture and the bounds an address names. Raises `NotThere` when it was not made here or has ended."""
    try:
        value = signing.loads(signed, salt=_SALT, max_age=LIFE)
    except signing.BadSignature as error:
        raise NotThere from error
    return _found(value)


def _found(value: Any) -> tuple[MediaFile, Bounds]:
    key, *numbers = value
    media = MediaFile.objects.filter(pk=uuid.UUID(hex=key)).first()
    if media is None:
        raise NotThere
    return media, Bounds(*numbers)


def film_address(film: Film, sha256: str) -> str:
    """Where anybody can fetch this file of a film for an hour; "" when there is no public address."""
    site = public_address()
    return f"{site}{PATH}/film/{film_token(film, sha256)}/film.mp4" if site else ""


def film_token(film: Film, sha256: str) -> str:
    """The signed part of an address; `sha256` says which of its files."""
    return signing.dumps([film.pk.hex, sha256], salt=_FILM_SALT)


def opened_film(signed: str) -> Playable:
    """The file behind an address. Raises `NotThere` for one that is forged, over, or of nothing."""
    try:
        value: Any = signing.loads(signed, salt=_FILM_SALT, max_age=LIFE)
        film = by_key(str(value[0]))
    except (signing.BadSignature, ValueError, TypeError, IndexError) as error:
        raise NotThere from error
    files = [] if film is None else [original(film), common(film)]
    for file in files:
        if file is not None and file.sha256 == value[1]:
            return file
    raise NotThere
