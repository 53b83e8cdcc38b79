"""Rows of a table as lines of JSON: names of columns, keys of other tables, times in UTC (ISO 8601)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import orjson
from django.core.files import File
from django.db.models import Model

from wellspoken.rooms.kernel.sealed import SealBroken
from wellspoken.rooms.records.export.catalogue import Collection

#: rows read at once; between two such steps an export can stop and go on later
STEP = 500


def count(collection: Collection) -> int:
    """How many rows there are now."""
    return collection.model._default_manager.count()


def after(collection: Collection, last: str) -> list[tuple[str, bytes]]:
    """The next rows after the key `last` ("": from the beginning) in the order of keys: (key, line)."""
    rows = collection.model._default_manager.order_by("pk")
    rows = rows.filter(pk__gt=last) if last else rows
    rows = rows.defer(*[name for name, _why in collection.left]).prefetch_related(*collection.many)
    try:
        found = list(rows[:STEP])
    except SealBroken:
        found = list(_one_by_one(collection, list(rows.values_list("pk", flat=True)[:STEP])))
    return [(str(row.pk), line(collection, row)) for row in found]


def _one_by_one(collection: Collection, keys: list[Any]) -> Iterator[Model]:
    """Where one row cannot be opened with the keys of this installation, the others still come along."""
    sealed = [one.name for one in collection.columns if one.opened]
    for key in keys:
        try:
            yield collection.model._default_manager.get(pk=key)
        except SealBroken:
            row = collection.model._default_manager.defer(*sealed).get(pk=key)
            for name in sealed:
                row.__dict__[name] = {"unreadable": "sealed with a key that is not here any more"}
            yield row


def line(collection: Collection, row: Model) -> bytes:
    """One row as a line of JSON."""
    said = {one.name: _plain(getattr(row, one.name)) for one in collection.columns}
    said |= {name: sorted(str(one.pk) for one in getattr(row, name).all()) for name in collection.many}
    return orjson.dumps(said, default=_plain, option=orjson.OPT_NON_STR_KEYS | orjson.OPT_UTC_Z) + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date | time | UUID):
        return value if isinstance(value, datetime) else str(value)
    if isinstance(value, File):
        return value.name or ""
    return value
