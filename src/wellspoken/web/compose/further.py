"""What may go with a post beyond text and pictures, shown only where one of the team's channels can do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wellspoken.rooms.channels import measures
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.publishing import correcting

#: an empty row for one more post of a thread, without a script
SPARE = 1


@dataclass(frozen=True, slots=True)
class Where:
    """One control: which channels can do it and which cannot, by name; `keys` are those that can."""

    can: list[str]
    cannot: list[str]
    keys: list[int]

    @property
    def shown(self) -> bool:
        """Whether any channel of the team can do it."""
        return bool(self.keys)


def fields(channels: Sequence[Channel], raw: dict[str, Any]) -> dict[str, Any]:
    """The controls with what they hold. What a post asks for already is always shown, so that it can be taken out."""
    said = dict(raw.get("further") or {})
    where = {name: _where(channels, name) for name in ("thread", "first_comment", *measures.MARKS)}
    held = {name: said.get(name) for name in where}
    return {
        "where": where,
        "held": held,
        "parts": [*(said.get("thread") or []), *([""] * SPARE)],
        "shown": {name: bool(held[name]) or one.shown for name, one in where.items()},
        "any": any(one.shown for one in where.values()) or any(held.values()),
        "open": any(held.values()),
    }


def _where(channels: Sequence[Channel], name: str) -> Where:
    can = [channel for channel in channels if name in measures.limits(channel)["can"]]
    cannot = [channel.name for channel in channels if channel not in can]
    return Where([channel.name for channel in can], cannot, [channel.pk for channel in can])


def corrects(post: Post) -> dict[str, Any] | None:
    """What a correction corrects, and where the old words stay because the network cannot change a post."""
    if post.corrects is None:
        return None
    left = [one.channel.name for one in correcting.up(post.corrects) if not correcting.changeable(one)]
    return {"post": post.corrects, "left": left}
