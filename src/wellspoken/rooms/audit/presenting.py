"""Entries as people read them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from wellspoken.rooms.audit.actions import UnknownAction, find
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.wording import actor_in_words, in_words


def sentence(entry: AuditEntry) -> str:
    """The entry as one sentence in the reader's language; an action of a removed room is named by its code."""
    try:
        said = str(find(entry.action).sentence)
    except UnknownAction:
        return f"{actor(entry)}: {entry.action}"
    holes: defaultdict[str, Any] = defaultdict(str)
    if isinstance(entry.data, dict):
        area = entry.action.partition(".")[0]
        holes.update({key: in_words(area, key, value) for key, value in entry.data.items()})
    holes.update(actor=actor(entry), object=entry.object_label)
    return said % holes


def actor(entry: AuditEntry) -> str:
    """Who acted, in the reader's language."""
    return actor_in_words(entry.actor_id, entry.actor_name)
