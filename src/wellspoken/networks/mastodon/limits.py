"""What a server of this kind accepts, from its own description."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from wellspoken.networks.base import Account, Limits
from wellspoken.networks.http import CallFailed, OddAnswer, Reply, read_public

CAN = frozenset({"delete", "edit", "link_preview", "video"})
FILMS = ("video/mp4", "video/quicktime", "video/webm")
DEFAULT = Limits(
    max_length=500,
    unit="code_points",
    link_length=23,
    max_pictures=4,
    picture_bytes=8_000_000,
    picture_pixels=16_777_216,
    picture_types=("image/jpeg", "image/png", "image/webp", "image/gif"),
    alt_length=1500,
    max_videos=1,
    video_bytes=40_000_000,
    video_types=FILMS,
    can=CAN,
)
"""Used for whatever a server does not say: the smallest of the known servers."""


def _number(source: Mapping[str, Any], name: str, fallback: int) -> int:
    value = source.get(name)
    return value if isinstance(value, int) and 0 < value < 10**9 else fallback


def _part(source: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = source.get(name)
    return value if isinstance(value, dict) else {}


def from_instance(instance: Mapping[str, Any]) -> Limits:
    """Read the limits out of an answer of /api/v2/instance or /api/v1/instance."""
    configuration = _part(instance, "configuration")
    statuses, media = _part(configuration, "statuses"), _part(configuration, "media_attachments")
    types = media.get("supported_mime_types")
    known = [kind for kind in types if str(kind).startswith("image/")] if isinstance(types, list) else []
    films = [str(kind) for kind in types if kind in FILMS] if isinstance(types, list) else []
    is_mastodon = "mastodon/mastodon" in str(instance.get("source_url", ""))
    older = _number(instance, "max_toot_chars", DEFAULT.max_length)
    return Limits(
        max_length=_number(statuses, "max_characters", older),
        unit="graphemes" if is_mastodon else DEFAULT.unit,
        link_length=_number(statuses, "characters_reserved_per_url", 23),
        max_pictures=_number(statuses, "max_media_attachments", DEFAULT.max_pictures),
        picture_bytes=_number(media, "image_size_limit", DEFAULT.picture_bytes),
        picture_pixels=_number(media, "image_matrix_limit", 16_777_216),
        picture_types=tuple(known) or DEFAULT.picture_types,
        alt_length=_number(media, "description_limit", DEFAULT.alt_length),
        max_videos=1,
        video_bytes=_number(media, "video_size_limit", DEFAULT.video_bytes or 0),
        video_types=tuple(films) or FILMS,
        can=CAN,
    )


def read_instance(server: str, *, allow_private: bool) -> Reply:
    """Ask a server to describe itself, the newer way first. Raises CallFailed, OddAnswer."""
    reply = read_public(f"{server}/api/v2/instance", allow_private=allow_private)
    if not reply.good:
        reply = read_public(f"{server}/api/v1/instance", allow_private=allow_private)
    if not reply.good or not {"domain", "uri"} & reply.json().keys():
        raise OddAnswer(f"{reply.status}, not a description of a server")
    return reply


def read_limits(account: Account) -> Limits | None:
    """Return the limits the server names now, or None when it cannot be asked."""
    try:
        reply = read_instance(account.server, allow_private=account.allow_private)
        return from_instance(reply.json())
    except (CallFailed, OddAnswer):
        return None


def kept(account: Account) -> Limits:
    """Return the limits that were read when the account was connected or verified."""
    value = account.settings.get("limits")
    if not isinstance(value, Mapping):
        return DEFAULT
    found = Limits.from_json(value)
    if not found.max_videos:  # read before films were known
        found = replace(found, max_videos=1, video_bytes=DEFAULT.video_bytes, video_types=FILMS)
    return replace(found, can=CAN)
