"""The checks of a body as the page shows them: findings, lengths, previews, what was not checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wellspoken.rooms.channels import measures
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.compliance import presenting, sources
from wellspoken.rooms.compliance.naming import named
from wellspoken.rooms.compliance.services import ChannelScreening, screen_body
from wellspoken.rooms.content.body import Body
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.media.films.selectors import by_key
from wellspoken.rooms.media.models import Film
from wellspoken.rooms.media.seeing import seen
from wellspoken.rooms.media.selectors import Placed, pictures_for
from wellspoken.rooms.people.models import Team
from wellspoken.rooms.publishing import correcting
from wellspoken.web.consents.people import cards
from wellspoken.web.films import contexts as films

#: longer texts are cut in the preview: no network shows them whole either
PREVIEW_CHARACTERS = 3000


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose words are checked, and for whom the answer is worded."""

    team: Team
    channels: list[Channel]
    lang: str
    #: the post, where it may be a correction
    post: Post | None = None


def report(asked: Asked, body: Body) -> dict[str, Any]:
    """Everything the page shows about `body`, as JSON values; nothing is stored."""
    screenings = screen_body(team=asked.team, body=body, keep=False)
    parts = [_part(s, asked.lang) for s in screenings]
    if stops := cards(asked.team, body):
        parts.append({"part": "consents", "channels": [], "cards": stops})
    if stops := films.stops(body):
        parts.append({"part": "film", "channels": [], "cards": stops})
    ran = {rule for s in screenings for rule in s.run.checked}
    skipped = {rule for s in screenings for rule in presenting.not_checked(s.run)} - ran
    placed = pictures_for(body)
    looks = [(p, seen(p.media)) for p in placed]
    every = [card for part in parts for card in part["cards"]]
    return {
        "parts": parts,
        "counts": presenting.counts(every),
        "checked": len(ran),
        "checked_names": named(ran, asked.lang),
        "not_checked": named(skipped, asked.lang),
        "sources": {source.url: sources.in_words(source.url) for source in body.evidence},
        "channels": _channels(asked, body, placed),
        "pictures": {str(p.media.pk): view.sentence for p, view in looks},
        "waiting": any(view.waiting for _, view in looks),
    }


def _part(screening: ChannelScreening, lang: str) -> dict[str, Any]:
    return {
        "part": screening.part,
        "channels": list(screening.channel_ids),
        "cards": presenting.cards(screening.run, lang, screening.key),
    }


def _channels(asked: Asked, body: Body, placed: list[Placed]) -> dict[str, Any]:
    """Per chosen channel: length, preview and what the network would refuse."""
    pictures = [measures.PictureFacts(p.media.mime, p.media.width, p.media.height, p.alt) for p in placed]
    found = {}
    film = by_key(body.film.film_id) if body.film else None
    for channel in asked.channels:
        if channel.pk not in body.channels:
            continue
        text = body.text_for(channel.pk)
        said = measures.Said(
            text,
            pictures,
            body.lang,
            body.title,
            thread=body.further.thread,
            first_comment=body.further.first_comment,
            marks=body.further.marks(),
            film=films.facts_for(channel, body.film, film) if body.film and film else None,
        )
        wrong = correcting.wrong(asked.post, body, channel) if asked.post else []
        found[str(channel.pk)] = {
            "length": measures.measure(channel, text).to_json(),
            "preview": [p.to_json() for p in measures.preview(channel, text[:PREVIEW_CHARACTERS])],
            "problems": [p.to_json() for p in (*measures.troubles(wrong), *_network(channel, said, film))],
        }
    return found


def _network(channel: Channel, said: measures.Said, film: Film | None) -> list[measures.Trouble]:
    """What the network would refuse; a film that is still being made is said so, and not refused for its form."""
    found = measures.problems(channel, said)
    late = films.not_ready(channel, film) if film is not None else []
    return [*late, *(one for one in found if not (late and one.code == "video_type"))]
