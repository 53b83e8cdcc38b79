"""Which files an edition of the archive shows, by their hashes. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def seals(content: Mapping[str, Any]) -> set[str]:
    """SHA-256 of every picture, of the film and of its poster."""
    film = content.get("film") or {}
    found = {one["sha256"] for one in content.get("pictures", [])}
    return found | {sha256 for sha256 in (film.get("sha256"), film.get("poster")) if sha256}
