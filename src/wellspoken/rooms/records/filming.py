"""The film of what was public: its facts and captions in the edition, its bytes beside the archive's pictures."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wellspoken.rooms.content.body import Body
from wellspoken.rooms.media.films.selectors import by_key, captions_by_keys, original, spoken
from wellspoken.rooms.media.models import MediaFile
from wellspoken.rooms.media.renditions import stored_bytes
from wellspoken.rooms.records.models import KeptPicture


def of(body: Body) -> dict[str, Any]:
    """`{"film": ...}` as one value that needs no other table; empty without a film. Captions are whole WebVTT texts."""
    use = body.film
    if use is None:
        return {}
    film = by_key(use.film_id)
    rows = captions_by_keys(one.key for one in use.captions)
    known = {"name": film.name, "mime": film.facts.mime, "seconds": str(round(film.seconds, 3))} if film else {}
    return {
        "film": {
            "sha256": use.sha256,
            "alt": use.alt,
            "poster": use.poster_sha256,
            "captions": [{"lang": one.lang, "text": rows[one.key].text} for one in use.captions if one.key in rows],
            "waiver": use.waiver,
            "reason": use.reason,
            **known,
        }
    }


def words(body: Body) -> Iterator[str]:
    """What can be searched for: the description and what is said."""
    if body.film is not None:
        yield body.film.alt
        yield from spoken(one.key for one in body.film.captions).values()


def keep(body: Body) -> None:
    """Keep the film as it was taken in, and its poster. What is gone is left out, and the page says so."""
    film = by_key(body.film.film_id) if body.film else None
    if film is None or body.film is None or film.sha256 != body.film.sha256:
        return
    file = original(film)
    _keep(KeptPicture(sha256=file.sha256, mime=file.mime, size=file.size), file.path)
    poster = MediaFile.objects.filter(pk=body.film.poster_id).first() if body.film.poster_id else None
    if poster is not None:
        kept = KeptPicture(sha256=poster.sha256, mime=poster.mime, size=len(stored_bytes(poster)))
        _keep(kept, Path(poster.file.path))


def _keep(kept: KeptPicture, source: Path) -> None:
    """Copy beside and rename: readers see nothing or the whole file."""
    if not source.is_file() or KeptPicture.objects.filter(sha256=kept.sha256).exists():
        return
    kept.place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=kept.place.parent)
    os.close(handle)
    shutil.copyfile(source, name)
    Path(name).replace(kept.place)
    KeptPicture.objects.bulk_create([kept], ignore_conflicts=True)
