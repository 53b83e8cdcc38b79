"""What connectors bring back from a network: messages of other people, and figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from wellspoken.networks.base import Secrets
from wellspoken.networks.outcomes import Sent


@dataclass(frozen=True)
class Message:
    """Something another person wrote to or about the account.

    ``kind`` is ``comment``, ``reply``, ``mention`` or ``message``; ``about`` is
    the remote id of our own post it belongs to, or "". ``created_at`` is aware.
    """

    remote_id: str
    kind: str
    author: str
    text: str
    created_at: datetime
    about: str = ""
    url: str = ""


@dataclass(frozen=True)
class InboxRead:
    """Messages, oldest first, or the ``failure`` (never a proof about any message)."""

    messages: tuple[Message, ...] = ()
    failure: Sent | None = None
    new_secrets: Secrets | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Figures:
    """What the network counts for one post: names are its own (``likes``, ``views``)."""

    remote_id: str
    values: Mapping[str, int]


@dataclass(frozen=True)
class MetricsRead:
    """The figures of the posts the network still shows, or the ``failure``."""

    posts: tuple[Figures, ...] = ()
    failure: Sent | None = None
    new_secrets: Secrets | None = field(default=None, repr=False)
