"""A film as pages show it, and what each network makes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from wellspoken.rooms.channels import measures
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.channels.problems import problem_words
from wellspoken.rooms.content.body import Body
from wellspoken.rooms.content.film import FilmUse
from wellspoken.rooms.media.films import ffmpeg
from wellspoken.rooms.media.films.selectors import by_key, comes, original, sendable, spoken, version_of
from wellspoken.rooms.media.metadata import removed_sentence
from wellspoken.rooms.media.models import Film, FilmVersion, MediaFile
from wellspoken.rooms.media.seeing import seen
from wellspoken.rooms.media.selectors import by_ids
from wellspoken.web.films import words


@dataclass(frozen=True, slots=True)
class Track:
    """Captions as a player takes them; `words` is what is said, one cue a line."""

    lang: str
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A film as a page shows it."""

    film: Film
    use: FilmUse
    url: str
    poster: str
    poster_seen: str
    length: str
    size: str
    removed: str
    tracks: list[Track] = field(default_factory=list)
    version: FilmVersion | None = None
    coming: bool = False

    @property
    def waiver(self) -> str:
        """Why it has no captions, in words; '' when nobody said."""
        if not self.use.waived:
            return ""
        return self.use.reason if self.use.waiver == "other" else str(words.WAIVERS[self.use.waiver])


def shown(use: FilmUse | None, outside_key: str = "") -> Shown | None:
    """The film of a body; None without one, or when it is gone. `outside_key`: for the reader of a private link."""
    film = by_key(use.film_id) if use else None
    if use is None or film is None:
        return None
    poster = by_ids([use.poster_id]).get(use.poster_id) if use.poster_id else None
    said = spoken(one.key for one in use.captions)
    return Shown(
        film=film,
        use=use,
        url=_address("film", film, outside_key),
        poster=_address("media", poster, outside_key) if poster else "",
        poster_seen=seen(poster).sentence if poster else "",
        length=words.length(film.seconds),
        size=words.size(film.size),
        removed=removed_sentence(film.removed),
        tracks=[Track(one.lang, _captions(film, one.key, outside_key), said.get(one.key, "")) for one in use.captions],
        version=version_of(film),
        coming=comes(film),
    )


def _address(what: str, of: Film | MediaFile, outside_key: str) -> str:
    if what == "film":
        return reverse("outside_film", args=[outside_key]) if outside_key else reverse("film", args=[of.pk])
    if outside_key:
        return reverse("outside_picture", args=[outside_key, of.pk, "medium"])
    return reverse("media", args=[of.pk, "medium"])


def _captions(film: Film, key: int, outside_key: str) -> str:
    if outside_key:
        return reverse("outside_captions", args=[outside_key, key])
    return reverse("film_captions", args=[film.pk, key])


def facts_for(channel: Channel, use: FilmUse, film: Film) -> measures.FilmFacts:
    """The film as it would go to a channel's network: the file that is there, or the one that is being made."""
    types = measures.limits(channel)["video_types"]
    file = sendable(film, types)
    own = original(film)
    mime = file.mime if file else types[0] if types and comes(film) else own.mime
    best = file or own
    langs = tuple(one.lang for one in use.captions)
    return measures.FilmFacts(mime, best.size, best.seconds, best.width, best.height, use.alt, langs)


def not_ready(channel: Channel, film: Film) -> list[measures.Trouble]:
    """Why there is no file for this network yet, or will be none."""
    limits = measures.limits(channel)
    if "video" not in limits["can"] or sendable(film, limits["video_types"]) is not None:
        return []
    made = version_of(film)
    if comes(film):
        percent = made.percent if made else 0
        return [measures.Trouble("film_waits", problem_words("film_waits", {"percent": percent}))]
    code = "film_not_made" if ffmpeg.have() else "film_form"
    return [measures.Trouble(code, problem_words(code, {}))]


def rows(channels: list[Channel], body: Body) -> list[dict[str, Any]]:
    """Each channel with what it takes; those chosen also with what it makes of this film."""
    film = by_key(body.film.film_id) if body.film else None
    found = []
    for channel in channels:
        on = channel.pk in body.channels
        troubles: list[measures.Trouble] = []
        if on and film is not None and body.film is not None:
            said = measures.Said(
                body.text_for(channel.pk), (), body.lang, body.title, film=facts_for(channel, body.film, film)
            )
            ours = [one for one in measures.problems(channel, said) if _of_film(one)]
            late = not_ready(channel, film)
            troubles = [*late, *(one for one in ours if not (late and one.code == "video_type"))]
        found.append({"channel": channel, "on": on, "takes": words.takes(channel), "troubles": troubles})
    return found


def _of_film(trouble: measures.Trouble) -> bool:
    return trouble.code.startswith(("video", "cannot", "left_out", "needs_public"))


def stops(body: Body) -> list[dict[str, Any]]:
    """A film without captions, as a stop beside those of the checks."""
    if body.film is None or body.film.understood:
        return []
    return [
        {
            "id": "film:captions",
            "rule": "A11Y-2",
            "family": "a11y",
            "severity": "block",
            "start": 0,
            "end": 0,
            "title": words.no_captions(),
            "message": words.no_captions(),
            "advice": words.no_captions_advice(),
            "citation": "WCAG 2.2 1.2.2",
            "quote": "",
            "fix": None,
            "picture": "",
            "also": [],
        }
    ]
