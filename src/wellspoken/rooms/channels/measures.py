"""What the faces may ask about networks: limits, length, preview, problems. Plain values, ready for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wellspoken.networks.base import Outgoing, Picture, Problem
from wellspoken.networks.registry import CONNECTORS, connector
from wellspoken.rooms.channels.accounts import connector_for, limits_for
from wellspoken.rooms.channels.models import Channel

NAMES: dict[str, Any] = {
    "newsroom": gettext_lazy("Newsroom"),
    "bluesky": "Bluesky",
    "mastodon": "Mastodon",
}
UNITS: dict[str, Any] = {
    "graphemes": gettext_lazy("characters as people see them"),
    "characters": gettext_lazy("characters"),
}
SENTENCES: dict[str, Any] = {
    "empty": gettext_lazy("There is nothing to send yet: write something or add a picture."),
    "not_text": gettext_lazy("The text holds characters that cannot be sent."),
    "too_long": gettext_lazy("%(count)s characters are too many; %(most)s fit here."),
    "too_many_bytes": gettext_lazy(
        "The text takes %(count)s bytes; %(most)s fit here. Emoji and accents take several."
    ),
    "link_not_shown": gettext_lazy("A post with pictures shows no link card here. Put the link into the text."),
    "too_many_pictures": gettext_lazy("%(count)s pictures are too many; %(most)s fit here."),
    "picture_too_big": gettext_lazy("Picture %(number)s is too big for this network."),
    "picture_type": gettext_lazy("Picture %(number)s has a form this network does not take."),
    "picture_empty": gettext_lazy("Picture %(number)s is empty."),
    "alt_too_long": gettext_lazy("The description of picture %(number)s is too long; %(most)s characters fit."),
    "title_missing": gettext_lazy("The Newsroom needs a title."),
    "title_too_long": gettext_lazy("The title is too long; %(most)s characters fit."),
    "too_many_languages": gettext_lazy("%(count)s languages are too many; %(most)s can be named here."),
    "naive_time": gettext_lazy("The time has no time zone."),
}


def network_name(code: str) -> str:
    """A network's name as people say it."""
    return str(NAMES.get(code, code))


def networks_available() -> list[str]:
    """Codes of the networks that can be connected."""
    return list(CONNECTORS)


def capabilities(code: str) -> frozenset[str]:
    """What a network can do, e.g. `publish`, `pictures`, `oauth`; see the connectors' contract."""
    return connector(code).capabilities


def limits(channel: Channel) -> dict[str, Any]:
    """What fits: `max_length`, `unit`, `max_pictures`, `picture_bytes` and the others, JSON values."""
    return limits_for(channel).to_json()


@dataclass(frozen=True, slots=True)
class Length:
    """A text's length in the network's own counting; `over` is what must go, 0 when it fits."""

    count: int
    limit: int
    unit: str
    over: int

    def to_json(self) -> dict[str, Any]:
        """JSON values."""
        return asdict(self)


def measure(channel: Channel, text: str) -> Length:
    """Count a text as the channel's network counts."""
    found = connector_for(channel).measure(text, limits_for(channel))
    return Length(found.count, found.limit, found.unit, found.over)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the preview: `kind` is text, link, mention or tag; `href` only for links."""

    text: str
    kind: str
    href: str = ""

    def to_json(self) -> dict[str, Any]:
        """JSON values."""
        return asdict(self)


def preview(channel: Channel, text: str) -> list[Piece]:
    """The text in stretches, as the network will show it; joined together they are the text again."""
    pieces: list[Piece] = []
    at = 0
    for segment in connector_for(channel).segments(text):
        if segment.start > at:
            pieces.append(Piece(text[at : segment.start], "text"))
        safe = segment.kind == "link" and segment.target.lower().startswith(("https://", "http://"))
        pieces.append(Piece(text[segment.start : segment.end], segment.kind, segment.target if safe else ""))
        at = segment.end
    if at < len(text):
        pieces.append(Piece(text[at:], "text"))
    return pieces


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What of a picture matters to a network; `size` in bytes or None when it is made to fit later."""

    mime: str
    width: int
    height: int
    alt: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What will be sent, as far as networks check it."""

    text: str
    pictures: Sequence[PictureFacts] = ()
    lang: str = "en"
    title: str = ""
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the network would refuse; `severity` is `block`: it cannot go out like this."""

    code: str
    message: str
    severity: str = "block"

    def to_json(self) -> dict[str, Any]:
        """JSON values."""
        return asdict(self)


def problems(channel: Channel, said: Said) -> list[Trouble]:
    """What the channel's network would refuse, in words; an empty list when it fits."""
    pictures = tuple(Picture(lambda: b"", p.mime, p.alt, p.width, p.height, size=p.size) for p in said.pictures)
    outgoing = Outgoing(said.text, timezone.now(), (said.lang,), pictures, said.link, said.title)
    return [_trouble(found) for found in connector_for(channel).check(outgoing, limits_for(channel))]


def _trouble(problem: Problem) -> Trouble:
    sentence = SENTENCES.get(problem.code)
    if sentence is None:
        return Trouble(problem.code, _("The network would not take this as it is."))
    return Trouble(problem.code, str(sentence) % {key: _grouped(value) for key, value in problem.params.items()})


def _grouped(value: object) -> object:
    """A number with its thousands set apart as the reader's language does it."""
    return number_format(value, force_grouping=True) if isinstance(value, int) else value
