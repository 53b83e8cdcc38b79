"""A post's current words as its channels show them, for somebody who only reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.compliance.models import ScreeningRun
from wellspoken.rooms.compliance.presenting import Card
from wellspoken.rooms.compliance.services import AtHand, ChannelScreening, screen_body
from wellspoken.rooms.content.body import Body
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.media.selectors import Placed, pictures_for
from wellspoken.rooms.review.checks import Block, blocks_in, released
from wellspoken.rooms.review.selectors.texts import Material, TextView, other_cards, text_views


@dataclass(frozen=True, slots=True)
class Reading:
    """The different texts with their findings, pictures, and the stops that nobody has released."""

    body: Body
    texts: list[TextView]
    pictures: list[Placed]
    elsewhere: list[Card]
    blocks: list[Block]


def words_of(post: Post, known: Iterable[Channel] = ()) -> Reading:
    """The current version without its checks, which take longer.

    Two queries; the one for channels is spared when `known`, the channels at hand, are all there are.
    """
    body = post.current.content if post.current else Body()
    groups: dict[str, list[int]] = {} if body.channels else {body.text: []}
    for channel in body.channels:
        groups.setdefault(body.text_for(channel), []).append(channel)
    screenings = [ChannelScreening(tuple(keys), text, ScreeningRun()) for text, keys in groups.items()]
    at_hand = {channel.pk: channel for channel in known}
    channels = at_hand if set(body.channels) <= set(at_hand) else _channels(body)
    return _read(Material(body, None, channels, screenings, [], {}), pictures_for(body))


def reading_of(post: Post) -> Reading:
    """The current version with what today's checks say; seven queries, and one for each different text."""
    body = post.current.content if post.current else Body()
    channels, placed = _channels(body), pictures_for(body)
    at_hand = AtHand(list(channels.values()), {str(picture.media.pk): picture.media for picture in placed})
    screenings = screen_body(team=post.team, body=body, at_hand=at_hand)
    known = released(post, body.content_hash()) if blocks_in(screenings) else {}
    return _read(Material(body, None, channels, screenings, [], known), placed)


def _channels(body: Body) -> dict[int, Channel]:
    return {c.pk: c for c in Channel.objects.filter(pk__in=body.channels).defer("secrets").select_related("team")}


def _read(material: Material, placed: list[Placed]) -> Reading:
    known, screenings = material.releases, list(material.screenings)
    return Reading(
        material.body,
        text_views(material),
        placed,
        other_cards(material),
        [block for block in blocks_in(screenings) if block.finding not in known],
    )
