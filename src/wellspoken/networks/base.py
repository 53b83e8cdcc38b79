"""The plain data that goes into a connector and comes out of it.

Every class is frozen, holds no live connection and may cross a thread or a
process. Offsets are Unicode code points with an exclusive end, durations are
seconds, moments are aware datetimes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from wellspoken.networks.media import Captions, Disclosure, Picture, Video

__all__ = [
    "Account",
    "Captions",
    "Disclosure",
    "Limits",
    "Measure",
    "Outgoing",
    "Picture",
    "Prepared",
    "Problem",
    "Secrets",
    "Segment",
    "Settings",
    "Video",
]

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
class Outgoing:
    """What one variant says on one channel.

    ``lang`` holds BCP 47 tags, most used first. ``created_at`` is the moment
    the post claims to be written and must be aware. ``title`` is for networks
    with the capability ``title``. ``thread`` holds the further posts of a
    thread, in order; ``first_comment`` is written under the post by ourselves.
    """

    text: str
    created_at: datetime
    lang: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    link: str | None = None
    title: str = ""
    video: Video | None = None
    thread: tuple[str, ...] = ()
    first_comment: str = ""
    disclosure: Disclosure = field(default_factory=Disclosure)


@dataclass(frozen=True)
class Limits:
    """What a server accepts. ``None`` means the network names no such limit.

    ``unit`` says what ``max_length`` counts: ``graphemes``, ``characters``,
    ``code_points``, ``utf16``, ``bytes`` or ``weighted``. ``link_length`` is what
    each link counts for, whatever its real length. ``can`` names what may be
    asked for beyond text and pictures, of ``delete``, ``edit``, ``reply``,
    ``thread``, ``first_comment``, ``video``, ``captions``, ``paid_partnership``,
    ``ai_made`` and ``link_preview``; ``check`` refuses the rest. ``max_thread``
    counts the posts of a thread, the first included. With ``needs_picture`` a
    text alone cannot go out; with ``fetches_pictures`` the network gets pictures
    from ``Picture.url``.
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
    max_videos: int = 0
    video_bytes: int | None = None
    video_seconds: float | None = None
    video_types: tuple[str, ...] = ()
    max_thread: int = 1
    max_hashtags: int | None = None
    max_mentions: int | None = None
    max_links: int | None = None
    needs_picture: bool = False
    needs_video: bool = False
    fetches_pictures: bool = False
    can: frozenset[str] = frozenset()

    def to_json(self) -> dict[str, Any]:
        """Return a mapping of JSON values, to keep in ``Account.settings["limits"]``."""
        lists = {"picture_types": list(self.picture_types), "video_types": list(self.video_types)}
        return {**self.__dict__, **lists, "can": sorted(self.can)}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Limits:
        """Read back what ``to_json`` wrote. Raises TypeError on unknown names."""
        tuples = {name: tuple(value.get(name, ())) for name in ("picture_types", "video_types")}
        return cls(**{**value, **tuples, "can": frozenset(value.get("can", ()))})


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
    ``title_missing``, ``title_too_long``, ``too_many_languages``, ``naive_time``,
    ``cannot`` (``what``: a name of ``Limits.can``), ``needs_picture``, ``needs_video``,
    ``needs_public_address``, ``video_type``, ``video_too_big``, ``video_too_long``,
    ``video_and_pictures``, ``too_many_hashtags``, ``too_many_mentions``,
    ``too_many_links``, ``thread_too_long``, ``thread_part_empty``,
    ``thread_part_too_long`` (``number``: from 1, the first post included),
    ``first_comment_too_long``, ``picture_shape`` (``number``: too tall or too wide),
    ``picture_too_small`` (``number``),
    ``video_too_short`` (``least``: seconds), ``video_empty``, ``signs_not_taken``
    (its signs), ``alts_too_long`` (of all pictures together), ``link_too_long``,
    ``film_alt_too_long``, ``captions_too_big`` (``lang``).
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
