"""Is everything a body names really this team's: channels, pictures, web addresses?"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit
from uuid import UUID

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.channels.states import ChannelState
from wellspoken.rooms.content.body import BadBody, Body, Picture
from wellspoken.rooms.content.consenting import foreign
from wellspoken.rooms.content.film import CaptionUse, FilmUse
from wellspoken.rooms.media.films.selectors import by_key, captions_of
from wellspoken.rooms.media.models import MediaFile
from wellspoken.rooms.people.models import Team


def clean(team: Team, body: Body, before: Body | None = None) -> Body:
    """The body with pictures' hashes as stored, own texts only of chosen channels.

    What `before` already named stays allowed, so that a removed channel never
    stops somebody from saving their words. Raises `BadBody`.
    """
    known = before or Body()
    _check_channels(team, {*body.channels} - {*known.channels})
    _check_addresses(body)
    if foreign(team, {use.key for use in body.consents} - {use.key for use in known.consents}):
        raise BadBody("a consent of another team", "consent")
    variants = {k: v for k, v in body.variants.items() if k in body.channels}
    return replace(body, variants=variants, pictures=_stored(team, body.pictures), film=_film(team, body.film))


def _check_channels(team: Team, added: set[int]) -> None:
    if not added:
        return
    here = Channel.objects.filter(team=team, pk__in=added).exclude(state=ChannelState.REMOVED)
    if here.count() != len(added):
        raise BadBody("a channel of another team, or one that is gone", "channel")


def _check_addresses(body: Body) -> None:
    for source in body.evidence:
        try:
            parts = urlsplit(source.url)
            sound = parts.scheme in {"http", "https"} and bool(parts.hostname)
        except ValueError:
            sound = False
        if not sound:
            raise BadBody("a source without a web address", "address")


def _stored(team: Team, pictures: tuple[Picture, ...]) -> tuple[Picture, ...]:
    """The pictures with the hashes of the stored files; each must be this team's, and there once."""
    if not pictures:
        return ()
    try:
        keys = [UUID(p.media_id) for p in pictures]
    except ValueError as error:
        raise BadBody("not a picture", "picture") from error
    hashes = dict(MediaFile.objects.filter(team=team, pk__in=keys).values_list("pk", "sha256"))
    if len(hashes) != len(keys):
        raise BadBody("a picture that is not this team's", "picture")
    return tuple(replace(p, media_id=str(k), sha256=hashes[k]) for p, k in zip(pictures, keys, strict=True))


def _film(team: Team, film: FilmUse | None) -> FilmUse | None:
    """The film with its hash, its poster's and the captions it has now; film and poster must be this team's."""
    if film is None:
        return None
    stored = by_key(film.film_id)
    if stored is None or stored.team_id != team.pk:
        raise BadBody("a film that is not this team's", "film")
    poster = _stored(team, (Picture(film.poster_id, ""),))[0] if film.poster_id else None
    return replace(
        film,
        film_id=str(stored.pk),
        sha256=stored.sha256,
        poster_id=poster.media_id if poster else "",
        poster_sha256=poster.sha256 if poster else "",
        captions=tuple(CaptionUse(row.pk, row.lang, row.sha256) for row in captions_of(stored)),
    )
