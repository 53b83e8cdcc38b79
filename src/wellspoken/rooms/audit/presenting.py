"""Entries as people read them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from wellspoken.rooms.audit.actions import UnknownAction, find
from wellspoken.rooms.audit.models import AuditEntry


def sentence(entry: AuditEntry) -> str:
    """The entry as one sentence in the reader's language; an action of a removed room is named by its code."""
    try:
        said = str(find(entry.action).sentence)
    except UnknownAction:
        return f"{entry.actor_name}: {entry.action}"
    holes: defaultdict[str, Any] = defaultdict(str)
    if isinstance(entry.data, dict):
        holes.update({key: _readable(value) for key, value in entry.data.items()})
    holes.update(actor=entry.actor_name, object=entry.object_label)
    return said % holes


def _readable(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
