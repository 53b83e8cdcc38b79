"""Points at which higher rooms add to binders; they register in `AppConfig.ready`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wellspoken.rooms.content.models import Post

#: name of the part in the machine-readable file -> what a room knows of a post, as plain JSON values
Part = Callable[[Post], list[dict[str, Any]]]
parts: dict[str, Part] = {}


def add_part(name: str, part: Part) -> None:
    """Let a room above add a part to every binder (comments and replies of the public, for one)."""
    parts[name] = part
