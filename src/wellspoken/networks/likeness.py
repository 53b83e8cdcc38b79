"""Recognising our own words when a network gives them back."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import UTC, datetime, timedelta

CLOCK_SKEW = timedelta(minutes=10)
"""How far a network's clock and ours may be apart."""


def comparable(text: str) -> str:
    """Drop what networks change on the way: white space, invisible signs, composition."""
    text = unicodedata.normalize("NFKC", text).replace("\u200b", "").replace("\ufeff", "")
    return "".join(text.split())


def mark(text: str) -> str:
    """Return a short mark of the words, to be kept instead of them."""
    return hashlib.sha256(comparable(text).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def moment(value: object) -> datetime | None:
    """Read a network's moment: ISO 8601 (also with +0000), or milliseconds or seconds since 1970."""
    try:
        if isinstance(value, (int, float)):
            return datetime.fromtimestamp(value / 1000 if value > 10**11 else value, UTC)
        at = datetime.fromisoformat(str(value))
    except (ValueError, OverflowError, OSError):
        return None
    return at.replace(tzinfo=at.tzinfo or UTC)


def newer(value: object, since: datetime) -> bool:
    """Whether something with this moment can have come from an attempt that began at ``since``."""
    at = moment(value)
    return at is not None and at >= since - CLOCK_SKEW
