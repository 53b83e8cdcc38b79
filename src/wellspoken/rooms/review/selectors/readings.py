"""A post's current words as its channels show them, for somebody who only reads."""

from __future__ import annotations

from dataclasses import dataclass

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.compliance.presenting import Card
from wellspoken.rooms.compliance.services import screen_body
from wellspoken.rooms.content.body import Body
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.media.selectors import Placed, pictures_for
from wellspoken.rooms.review.checks import Block, released, unreleased_blocks
from wellspoken.rooms.review.selectors.texts import Material, TextView, other_cards, text_views


@dataclass(frozen=True, slots=True)
class Reading:
    """The different texts with their findings, pictures, and the stops that nobody has released."""

    body: Body
    texts: list[TextView]
    pictures: list[Placed]
    elsewhere: list[Card]
    blocks: list[Block]


def reading_of(post: Post) -> Reading:
    """Read the current version; about six queries."""
    body = post.current.content if post.current else Body()
    screenings = screen_body(team=post.team, body=body)
    channels = {c.pk: c for c in Channel.objects.filter(pk__in=body.channels).defer("secrets").select_related("team")}
    known = released(post, body.content_hash())
    material = Material(body, None, channels, screenings, [], known)
    return Reading(
        body,
        text_views(material),
        pictures_for(body),
        other_cards(material),
        unreleased_blocks(post, body, screenings),
    )
