"""The register of words: what a stored value (`open`, `time_zone`) is called in a sentence people read.

Entries hold codes, because their hashes must never change; each room's `audit`
module says here what its codes mean.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: (area of the action, key of the entry's data) -> code -> lazy translation
_words: dict[tuple[str, str], dict[str, Any]] = {}
#: part of the product that acts by itself -> lazy translation
_parts: dict[str, Any] = {}


def name_values(area: str, keys: tuple[str, ...], words: Mapping[str, Any]) -> None:
    """Name the codes that entries of `area` (`review`, `team`) hold below each of `keys`."""
    for key in keys:
        _words.setdefault((area, key), {}).update(words)


def name_part(part: str, words: Any) -> None:
    """Name a part of the product that acts by itself, as `SystemActor(part)` does."""
    _parts[part] = words


def in_words(area: str, key: str, value: Any) -> str:
    """A value as people read it; lists, and codes set apart by commas, one by one; unknown codes as they are."""
    known = _words.get((area, key), {})
    if isinstance(value, list):
        return ", ".join(str(known.get(str(item), item)) for item in value)
    text = str(value)
    if text in known or not known:
        return str(known.get(text, text))
    return ", ".join(str(known.get(item, item)) for item in text.split(", "))


def actor_in_words(actor_id: str, name: str) -> str:
    """Who acted: a person's name as it was, a part of the product by what it does."""
    kind, _colon, part = actor_id.partition(":")
    if kind != "system" or part not in _parts:
        return name
    return f"Wellspoken ({_parts[part]})"
