"""Each different text of a version as its channels will show it, with findings and comments in place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language

from wellspoken.rooms.channels import measures
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.compliance.presenting import Card, cards
from wellspoken.rooms.compliance.services import TITLED, ChannelScreening
from wellspoken.rooms.content import diff
from wellspoken.rooms.content.body import Body
from wellspoken.rooms.review.models import Comment, Release
from wellspoken.rooms.review.selectors.pieces import Piece, Sentence, Span, cut, sentences


@dataclass(frozen=True, slots=True)
class ChannelLook:
    """A channel and how long the text is in its counting (None when the network cannot be asked)."""

    channel: Channel
    network: str
    length: measures.Length | None

    @property
    def label(self) -> str:
        """The channel's name, with its network unless the name says it."""
        name = self.channel.name
        return name if self.network.casefold() in name.casefold() else f"{name} ({self.network})"


@dataclass(frozen=True, slots=True)
class TextView:
    """One text, for one or more channels.

    `changes` is the word diff from what the reader saw before, or None. `titled`: the channels that show the title
    ("all", "some" or "").
    """

    text: str
    channel_id: int | None
    channels: list[ChannelLook]
    pieces: list[Piece]
    changes: list[tuple[str, str]] | None
    cards: list[Card]
    sentences: list[Sentence] = field(default_factory=list)
    titled: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """What the views are made of: the body, the one seen before, channels by key, answers, comments, releases."""

    body: Body
    before: Body | None
    channels: dict[int, Channel]
    screenings: Sequence[ChannelScreening]
    comments: Sequence[Comment]
    releases: dict[str, Release]


def text_views(material: Material) -> list[TextView]:
    """The different texts in reading order."""
    return [_view(material, s) for s in material.screenings if s.part == "text"]


def other_cards(material: Material) -> list[Card]:
    """Findings in the title and the alternative texts; `part` says where."""
    found = []
    for screening in material.screenings:
        if screening.part != "text":
            found += [{**card, "part": screening.part} for card in _cards(screening, material.releases)]
    return found


def _cards(screening: ChannelScreening, releases: dict[str, Release]) -> list[Card]:
    found = cards(screening.run, get_language() or "en", screening.key)
    return [{**card, "release": releases.get(card["id"])} for card in found]


def _view(material: Material, screening: ChannelScreening) -> TextView:
    channels = [material.channels[pk] for pk in screening.channel_ids if pk in material.channels]
    found = _cards(screening, material.releases)
    first = channels[0] if channels else None
    stretches = _stretches(first, screening.text)
    spans = [Span(c["start"], c["end"], "finding", c["id"], c["severity"]) for c in found if not c["release"]]
    spans += _comment_spans(material.comments, screening.channel_ids, common=screening.text == material.body.text)
    return TextView(
        screening.text,
        None if screening.text == material.body.text else (first.pk if first else None),
        [ChannelLook(c, measures.network_name(c.network), _length(c, screening.text)) for c in channels],
        cut(screening.text, stretches, spans),
        _changes(material, screening),
        found,
        sentences(screening.text),
        _titled(channels),
    )


def _titled(channels: list[Channel]) -> str:
    shown = sum(channel.network in TITLED for channel in channels)
    return "" if not shown else "all" if shown == len(channels) else "some"


def _stretches(channel: Channel | None, text: str) -> list[measures.Piece]:
    return measures.preview(channel, text) if channel is not None else [measures.Piece(text, "text")]


def _length(channel: Channel, text: str) -> measures.Length | None:
    return measures.measure(channel, text) if channel.state != "removed" else None


def _comment_spans(comments: Iterable[Comment], channel_ids: Iterable[int], *, common: bool) -> list[Span]:
    keys = set(channel_ids)
    return [
        Span(c.start, c.end, "comment", str(c.pk))
        for c in comments
        if c.resolved_at is None and (c.channel_id in keys or (c.channel_id is None and common))
    ]


def _changes(material: Material, screening: ChannelScreening) -> list[tuple[str, str]] | None:
    if material.before is None:
        return None
    known = [pk for pk in screening.channel_ids if pk in material.before.channels]
    before: Any = material.before.text_for(known[0]) if known else material.before.text
    return diff.words(before, screening.text) if before != screening.text else []
