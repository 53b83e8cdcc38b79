"""What the facts of an entry are called, beside its sentence, and how their values read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.wording import in_words
from wellspoken.rooms.publishing.words import STATE_NAMES as DELIVERY_STATES
from wellspoken.web.posts.words import STATES as POST_STATES

#: key of an entry's data -> its name
NAMES: dict[str, Any] = {
    "after": pgettext_lazy("fact in the audit log", "afterwards"),
    "answer": pgettext_lazy("fact in the audit log", "answer"),
    "before": pgettext_lazy("fact in the audit log", "before"),
    "by": pgettext_lazy("fact in the audit log", "done by"),
    "by_revision": pgettext_lazy("fact in the audit log", "ended by version"),
    "changed": pgettext_lazy("fact in the audit log", "what changed"),
    "channel": pgettext_lazy("fact in the audit log", "channel"),
    "comment": pgettext_lazy("fact in the audit log", "number of the comment"),
    "content_hash": pgettext_lazy("fact in the audit log", "seal of the words"),
    "count": pgettext_lazy("fact in the audit log", "how many"),
    "due_at": pgettext_lazy("fact in the audit log", "due"),
    "entries": pgettext_lazy("fact in the audit log", "entries"),
    "fence": pgettext_lazy("fact in the audit log", "number of the try"),
    "fields": pgettext_lazy("fact in the audit log", "what changed"),
    "finding": pgettext_lazy("fact in the audit log", "mark of the finding"),
    "fold": pgettext_lazy("fact in the audit log", "second of the doubled hour"),
    "from": pgettext_lazy("fact in the audit log", "from"),
    "from_post": pgettext_lazy("fact in the audit log", "made from post"),
    "key": pgettext_lazy("fact in the audit log", "key"),
    "kind": pgettext_lazy("fact in the audit log", "kind"),
    "language": pgettext_lazy("fact in the audit log", "language"),
    "method": pgettext_lazy("fact in the audit log", "way of signing in"),
    "mime": pgettext_lazy("fact in the audit log", "kind of file"),
    "name": pgettext_lazy("fact in the audit log", "name"),
    "network": pgettext_lazy("fact in the audit log", "network"),
    "note": pgettext_lazy("fact in the audit log", "note"),
    "number": pgettext_lazy("fact in the audit log", "number"),
    "pack_version": pgettext_lazy("fact in the audit log", "version of the rules"),
    "pass": pgettext_lazy("fact in the audit log", "may go out"),
    "pictures": pgettext_lazy("fact in the audit log", "seals of the pictures"),
    "posts": pgettext_lazy("fact in the audit log", "posts"),
    "product": pgettext_lazy("fact in the audit log", "product"),
    "question": pgettext_lazy("fact in the audit log", "question"),
    "public": pgettext_lazy("fact in the audit log", "public key"),
    "quote": pgettext_lazy("fact in the audit log", "passage"),
    "reason": pgettext_lazy("fact in the audit log", "reason"),
    "removed": pgettext_lazy("fact in the audit log", "taken out of the file"),
    "revision": pgettext_lazy("fact in the audit log", "version"),
    "role": pgettext_lazy("fact in the audit log", "role"),
    "rule": pgettext_lazy("fact in the audit log", "rule"),
    "rules": pgettext_lazy("fact in the audit log", "rules"),
    "seen": pgettext_lazy("fact in the audit log", "seen"),
    "set": pgettext_lazy("fact in the audit log", "set"),
    "sha256": pgettext_lazy("fact in the audit log", "seal of the file"),
    "size": pgettext_lazy("fact in the audit log", "size in bytes"),
    "stops": pgettext_lazy("fact in the audit log", "stops"),
    "team": pgettext_lazy("fact in the audit log", "team"),
    "term": pgettext_lazy("fact in the audit log", "term"),
    "text": pgettext_lazy("fact in the audit log", "text"),
    "to": pgettext_lazy("fact in the audit log", "to"),
    "together": pgettext_lazy("fact in the audit log", "together with"),
    "unseen": pgettext_lazy("fact in the audit log", "not looked for"),
    "url": pgettext_lazy("fact in the audit log", "address"),
    "value": pgettext_lazy("fact in the audit log", "value"),
    "wall": pgettext_lazy("fact in the audit log", "time on the wall"),
    "why": pgettext_lazy("fact in the audit log", "why"),
    "words": pgettext_lazy("fact in the audit log", "words"),
    "zone": pgettext_lazy("fact in the audit log", "time zone"),
}
MOST = 300
#: states that no room names for its sentences, because none tells of them
STATES: dict[str, Any] = {**DELIVERY_STATES, **POST_STATES}


def details(entry: AuditEntry) -> list[tuple[str, str]]:
    """What the entry holds beside its sentence, named and in words, for people who look closely."""
    return _told(entry, entry.data)


def personal(entry: AuditEntry) -> list[tuple[str, str]]:
    """The entry's personal text, when it has not been emptied."""
    return _told(entry, entry.personal)


def _told(entry: AuditEntry, facts: Any) -> list[tuple[str, str]]:
    area = entry.action.partition(".")[0]
    pairs = facts.items() if isinstance(facts, dict) else ()
    return sorted((name(str(key)), _short(_value(area, str(key), value))) for key, value in pairs)


def name(key: str) -> str:
    """What a key is called; one that nobody has named loses its underscores."""
    return str(NAMES.get(key, key.replace("_", " ")))


def _value(area: str, key: str, value: Any) -> str:
    """A value as people read it: lists and tables piece by piece, all else by `_one`."""
    if isinstance(value, dict):
        return "; ".join(f"{name(str(inner))}: {_value(area, str(inner), item)}" for inner, item in value.items())
    if isinstance(value, list):
        return ", ".join(_value(area, key, item) for item in value)
    return _one(area, key, value)


def _one(area: str, key: str, value: Any) -> str:
    """Truths, nothing, moments and states in words; codes by the names that rooms gave them."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None or value == "":
        return _("nothing")
    if key.endswith("_at"):
        return _moment(value)
    said = in_words(area, key, value)
    if said == "*" and key == "team":
        return _("all teams")
    return str(STATES.get(said, said)) if key in {"from", "to"} else said


def _moment(value: Any) -> str:
    """A stored moment on the reader's clock; what is none stays as it is."""
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError:
        return str(value)
    return date_format(timezone.localtime(at), "DATETIME_FORMAT") if at.tzinfo else str(value)


def _short(text: str) -> str:
    return text if len(text) <= MOST else f"{text[:MOST]}…"
