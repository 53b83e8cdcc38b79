"""What the faces may ask about networks: limits, length, preview, problems. Plain values, ready for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy

from wellspoken.networks.base import Captions, Disclosure, Limits, Outgoing, Picture, Problem, Video
from wellspoken.networks.connecting import TokenField
from wellspoken.networks.registry import CONNECTORS, connector, sign_in, token_sign_in
from wellspoken.rooms.channels.accounts import connector_for, limits_for
from wellspoken.rooms.channels.guides import network_name
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.channels.problems import problem_words
from wellspoken.rooms.kernel.public_address import public_address

__all__ = [
    "FilmFacts",
    "Length",
    "PictureFacts",
    "Piece",
    "Said",
    "TokenField",
    "Trouble",
    "capabilities",
    "interface",
    "limits",
    "measure",
    "network_name",
    "networks_available",
    "preview",
    "problems",
    "scopes",
    "token_fields",
]

#: marks that some networks have
MARKS = ("paid_partnership", "ai_made")
UNITS: dict[str, Any] = {
    "graphemes": gettext_lazy("characters as people see them"),
    "characters": gettext_lazy("characters"),
    "code_points": gettext_lazy("characters"),
    "utf16": gettext_lazy("characters; an emoji counts as two"),
    "bytes": gettext_lazy("bytes; accents and emoji take several"),
    "weighted": gettext_lazy("characters; emoji and some scripts count as two"),
}


def networks_available() -> list[str]:
    """Codes of the networks that can be connected."""
    return list(CONNECTORS)


def capabilities(code: str) -> frozenset[str]:
    """What a network can do, e.g. `publish`, `pictures`, `oauth`; see the connectors' contract."""
    return connector(code).capabilities


@dataclass(frozen=True, slots=True)
class Interface:
    """The version of a network's interface that is spoken ("" when it has none), and the day it stops working."""

    version: str
    retires: date | None


def interface(code: str) -> Interface:
    """Which version of its interface a network is spoken to in, and how long that lasts."""
    found = connector(code)
    return Interface(found.API_VERSION, found.RETIRES)


def scopes(code: str) -> tuple[str, ...]:
    """The rights that are asked for when somebody signs in, in the network's own names."""
    return tuple(sign_in(code).scopes) if "oauth" in capabilities(code) else ()


def token_fields(code: str) -> tuple[TokenField, ...]:
    """What a person fills in to connect a network without a sign-in page; empty for the others."""
    return token_sign_in(code).token_fields if "token" in capabilities(code) else ()


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
class FilmFacts:
    """What of a film matters to a network: the file as it would be sent there, and the languages of its captions."""

    mime: str
    size: int
    seconds: float
    width: int
    height: int
    alt: str = ""
    captions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What will be sent, as far as networks check it."""

    text: str
    pictures: Sequence[PictureFacts] = ()
    lang: str = "en"
    title: str = ""
    link: str | None = None
    thread: tuple[str, ...] = ()
    first_comment: str = ""
    marks: tuple[str, ...] = ()
    film: FilmFacts | None = None


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
    limits = limits_for(channel)
    pictures = tuple(_as_sent(facts, limits) for facts in said.pictures)
    outgoing = Outgoing(
        said.text,
        timezone.now(),
        (said.lang,),
        pictures,
        said.link,
        said.title,
        _film_as_sent(said.film, limits),
        thread=said.thread,
        first_comment=said.first_comment if "first_comment" in limits.can else "",
        disclosure=Disclosure(**{name: name in said.marks and name in limits.can for name in MARKS}),
    )
    found = connector_for(channel).check(outgoing, limits)
    return [*troubles(found), *_left_out(said, limits)]


def troubles(found: Iterable[Problem]) -> list[Trouble]:
    """Problems that others than the network have found, in words."""
    return [Trouble(one.code, problem_words(one.code, one.params)) for one in found]


def _left_out(said: Said, limits: Limits) -> list[Trouble]:
    """What goes with the post elsewhere and is left out here: said, and no reason to stop."""
    asked = (*(["first_comment"] if said.first_comment.strip() else []), *said.marks)
    if said.film is not None and said.film.captions and "video" in limits.can:
        asked = (*asked, "captions")
    missing = (what for what in asked if what not in limits.can)
    return [Trouble("left_out", problem_words("left_out", {"what": what}), "advise") for what in missing]


def _as_sent(facts: PictureFacts, limits: Limits) -> Picture:
    """The picture as it will be sent: what a network does not take is made into a JPEG on the way."""
    mime = facts.mime if facts.mime in limits.picture_types else "image/jpeg"
    url = public_address()
    return Picture(lambda: b"", mime, facts.alt, facts.width, facts.height, size=facts.size, url=url)


def _film_as_sent(film: FilmFacts | None, limits: Limits) -> Video | None:
    """The film as it will be sent; captions only where the network takes them."""
    if film is None:
        return None
    langs = film.captions if "captions" in limits.can else ()
    return Video(
        Path(),
        film.mime,
        film.size,
        film.seconds,
        film.width,
        film.height,
        url=public_address(),
        captions=tuple(Captions(lang, lambda: b"") for lang in langs),
        alt=film.alt,
    )
