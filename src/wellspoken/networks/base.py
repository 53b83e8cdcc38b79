"""The plain data that goes into a connector and comes out of it.

Every class is frozen, holds no live connection and may cross a thread or a
process. Offsets are Unicode code points with an exclusive end, durations are
seconds, moments are aware datetimes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

Secrets = Mapping[str, str]
Settings = Mapping[str, Any]


@dataclass(frozen=True)
class Account:
    """One connected account on one server of one network.

    ``server`` is the base address every token of this account belongs to and
    is sent to, without a trailing slash. ``secrets`` is never shown by
    ``repr``. ``settings`` holds what was read from the server (``limits``) and
    what the installation allows (``allow_private`` for a server on this
    machine or in a private network).
    """

    network: str
    server: str
    remote_id: str
    handle: str
    secrets: Secrets = field(default_factory=dict, repr=False, compare=False)
    settings: Settings = field(default_factory=dict)

    def with_secrets(self, secrets: Secrets | None) -> Account:
        """Return this account with renewed tokens, or itself when there are none."""
        return self if secrets is None else replace(self, secrets=dict(secrets))

    @property
    def allow_private(self) -> bool:
        """Whether this account's server may live at a private or loopback address."""
        return self.settings.get("allow_private") is True


@dataclass(frozen=True)
class Picture:
    """One picture as it shall go out: already resized and stripped of metadata.

    ``load`` returns the bytes of a ``mime`` file; ``width`` and ``height`` are
    pixels; ``alt`` is the description read aloud to people who cannot see it.
    """

    load: Callable[[], bytes] = field(repr=False)
    mime: str
    alt: str
    width: int
    height: int
    name: str = "picture"
    size: int | None = None

    @classmethod
    def from_path(cls, path: Path, mime: str, alt: str, pixels: tuple[int, int]) -> Picture:
        """Make a picture that is read from ``path`` when it is needed."""
        return cls(path.read_bytes, mime, alt, *pixels, name=path.name, size=path.stat().st_size)

    @classmethod
    def from_bytes(cls, data: bytes, mime: str, alt: str, pixels: tuple[int, int]) -> Picture:
        """Make a picture whose bytes are at hand."""
        return cls(lambda: data, mime, alt, *pixels, size=len(data))


@dataclass(frozen=True)
class Outgoing:
    """What one variant says on one channel.

    ``lang`` holds BCP 47 tags, most used first. ``created_at`` is the moment
    the post claims to be written and must be aware. ``title`` is used by the
    Newsroom only.
    """

    text: str
    created_at: datetime
    lang: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    link: str | None = None
    title: str = ""


@dataclass(frozen=True)
class Limits:
    """What a server accepts. ``None`` means the network names no such limit.

    ``unit`` says what ``max_length`` counts: ``graphemes`` or ``characters``.
    ``link_length`` is what each link counts for, whatever its real length.
    """

    max_length: int
    unit: str
    max_bytes: int | None = None
    max_title: int | None = None
    link_length: int | None = None
    max_pictures: int = 4
    picture_bytes: int = 2_000_000
    picture_pixels: int | None = None
    picture_types: tuple[str, ...] = ("image/jpeg", "image/png", "image/webp")
    alt_length: int = 1500
    max_languages: int = 1

    def to_json(self) -> dict[str, Any]:
        """Return a mapping of JSON values, to keep in ``Account.settings["limits"]``."""
        return {**self.__dict__, "picture_types": list(self.picture_types)}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Limits:
        """Read back what ``to_json`` wrote. Raises TypeError on unknown names."""
        return cls(**{**value, "picture_types": tuple(value.get("picture_types", ()))})


@dataclass(frozen=True)
class Measure:
    """How long a text is in the network's own counting.

    ``over`` is how much must go (0 when it fits); ``details`` carries further
    counts such as ``bytes`` or ``links``.
    """

    count: int
    limit: int
    unit: str
    over: int
    details: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Segment:
    """A span of the text the network will show specially.

    ``kind`` is ``link``, ``mention`` or ``tag``; ``target`` is the address, the
    full handle or the tag without its sign.
    """

    kind: str
    start: int
    end: int
    text: str
    target: str


@dataclass(frozen=True)
class Problem:
    """Why something cannot go out as it is: a stable code and its numbers or words.

    Codes: ``empty``, ``not_text``, ``too_long``, ``too_many_bytes``,
    ``link_not_shown``, ``too_many_pictures``, ``picture_too_big``,
    ``picture_type``, ``picture_empty``, ``alt_too_long``,
    ``title_missing``, ``title_too_long``, ``too_many_languages``, ``naive_time``.
    """

    code: str
    params: Mapping[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True)
class Prepared:
    """The one visible request, ready to be stored before any byte leaves.

    ``key`` makes it the same request however often it is read back. ``body`` is
    the exact body, final after ``upload``. ``handles`` remembers invisible steps
    already done (uploaded pictures, resolved mentions), so repeating ``upload``
    repeats only what is missing.
    """

    key: str
    body: bytes
    handles: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return a mapping of JSON values that ``from_json`` reads back exactly."""
        return {"key": self.key, "body": self.body.decode(), "handles": dict(self.handles)}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Prepared:
        """Read back what ``to_json`` wrote. Raises KeyError when a part is missing."""
        return cls(value["key"], value["body"].encode(), dict(value["handles"]))
