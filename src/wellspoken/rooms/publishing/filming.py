"""The approved film of a delivery, as the connectors take it: the right file for the network, and its captions."""

from __future__ import annotations

from collections.abc import Callable

from wellspoken.networks.contract import Captions, Limits, Video
from wellspoken.rooms.content.film import CaptionUse, FilmUse
from wellspoken.rooms.media import public_links
from wellspoken.rooms.media.films.selectors import by_key, captions_by_keys, comes, original, sendable
from wellspoken.rooms.media.models import FilmCaptions


class FilmChanged(Exception):
    """The stored film or its captions are gone, or are not those that were approved."""


class FilmUnfit(Exception):
    """This network cannot play the film, and nothing here can make it fit."""


class FilmNotReady(Exception):
    """The file this network needs is still being made."""


def video(film: FilmUse | None, limits: Limits) -> Video | None:
    """The film for a network with these limits. Raises `FilmChanged`, `FilmNotReady`, `FilmUnfit`.

    Captions are left out where the network takes none. A network that takes no films gets it named all the same, so
    that its connector refuses the post and says why.
    """
    if film is None:
        return None
    row = by_key(film.film_id)
    if row is None or row.sha256 != film.sha256:
        raise FilmChanged(film.film_id)
    file = sendable(row, limits.video_types) if "video" in limits.can else original(row)
    if file is None:
        raise FilmNotReady(film.film_id) if comes(row) else FilmUnfit(film.film_id)
    if not file.path.is_file():
        raise FilmChanged(film.film_id)
    captions = _captions(film) if "captions" in limits.can else ()
    return Video(
        file.path,
        file.mime,
        file.size,
        file.seconds,
        file.width,
        file.height,
        name=film.film_id,
        url=public_links.film_address(row, file.sha256),
        captions=captions,
        alt=film.alt,
    )


def _captions(film: FilmUse) -> tuple[Captions, ...]:
    known = captions_by_keys(one.key for one in film.captions)
    return tuple(Captions(one.lang, _loader(known.get(one.key), one)) for one in film.captions)


def _loader(row: FilmCaptions | None, named: CaptionUse) -> Callable[[], bytes]:
    if row is None or row.sha256 != named.sha256:
        raise FilmChanged(str(named.key))
    data = row.text.encode()
    return lambda: data
