"""Values that read back from any database exactly as they were written, so that hashes stay true."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

Plain = dict[str, Any] | list[Any] | str | int | bool | None


def plain(value: Any) -> Plain:
    """Reduce a value to objects, lists, text, whole numbers, booleans and null.

    Floats become text, because databases disagree about how to write them;
    moments become ISO 8601 in UTC; NUL and lone surrogates, which no database
    keeps, are taken out of text. Anything else becomes its `str`.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Mapping):
        return {text(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return [plain(item) for item in items]
    return _moment(value) if isinstance(value, date) else text(value)


def text(value: Any, limit: int | None = None) -> str:
    """Text that every database stores unchanged, at most `limit` characters."""
    clean = str(value).replace("\x00", "").encode("utf-8", "replace").decode()
    return clean[:limit]


def _moment(value: date) -> str:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat()
