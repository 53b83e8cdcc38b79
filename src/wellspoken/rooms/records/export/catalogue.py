"""What an export holds: every table of every room, but for what opens a door or only keeps the machine going.

A new table is in the export without being named here. A new sealed column is not, unless it is named in `OPENED`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Field, Model

from wellspoken.rooms.kernel.sealed import SealedJSONField

ROOMS = "wellspoken.rooms."
#: tables that are left out, and why (English: the file is for machines and whoever programs them)
LEFT_OUT = {
    "audit.AuditEntry": "in audit-log.zip, with what proves it",
    "audit.AuditHead": "in audit-log.zip",
    "audit.Anchor": "in audit-log.zip",
    "kernel.IdempotencyRecord": "answers kept for programs that ask twice; of no use elsewhere",
    "kernel.Lease": "the machine's own",
    "kernel.QuietTime": "the machine's own",
    "people.FeedKey": "keys of private calendar addresses",
    "people.OutsideSession": "sessions",
    "people.SamlTicket": "sessions",
    "people.SignedIn": "sessions",
    "people.SpentToken": "sessions",
    "channels.PendingConnection": "unfinished sign-ins at networks",
    "channels.PendingChoice": "unfinished sign-ins at networks",
    "publishing.Heartbeat": "the machine's own",
    "records.Export": "exports themselves",
    "records.Reached": "the machine's own",
}
#: sealed columns that hold the organisation's records, not secrets; opened only for whoever may read all of them
OPENED = {
    "consents.Authorization.sealed",
    "consents.Authorization.shown",
    "consents.Signature.sealed",
    "records.Incident.sealed",
    "records.Incident.evidence",
    "records.IncidentNote.sealed",
}
#: columns that look like secrets or are of use only here
CLOSED = re.compile(r"(^|_)(password|secrets?|private|token|session_epoch|session_key|state_key|verifier)($|_)")
#: keys kept only as digests: the digest opens nothing, but is of use to nobody else
DIGESTS_OF_KEYS = {"people.ApiKey.digest", "consents.PrivateLink.digest", "review.OutsideReviewer.digest"}


@dataclass(frozen=True, slots=True)
class Column:
    """One name in a line: the field it comes from, and whether it is opened (None: it was never sealed)."""

    name: str
    field: Field[Any, Any]
    opened: bool | None = None


@dataclass(frozen=True, slots=True)
class Collection:
    """One table: its file, its columns, lists of keys of many-to-many relations, and columns left out, with why."""

    label: str
    model: type[Model]
    columns: tuple[Column, ...]
    many: tuple[str, ...]
    left: tuple[tuple[str, str], ...]

    @property
    def file(self) -> str:
        """The file's name below the export's folder."""
        return f"data/{self.label}.jsonl"


def collections(*, opened: bool) -> list[Collection]:
    """Every table that is in, by label. `opened`: sealed records in clear; else their columns are left out."""
    found = [_collection(model, opened) for model in room_models() if model._meta.label not in LEFT_OUT]
    return sorted(found, key=lambda one: one.label)


def room_models() -> list[type[Model]]:
    """Every table of every room."""
    return [model for model in apps.get_models() if model.__module__.startswith(ROOMS)]


def _collection(model: type[Model], opened: bool) -> Collection:
    columns, left = [], []
    for field in model._meta.concrete_fields:
        path = f"{model._meta.label}.{field.name}"
        if why := _left(path, field, opened):
            left.append((field.attname, why))
        else:
            sealed = isinstance(field, SealedJSONField)
            columns.append(Column(field.attname, field, True if sealed else None))
    many = tuple(relation.name for relation in model._meta.many_to_many)
    return Collection(model._meta.label, model, tuple(columns), many, tuple(left))


def _left(path: str, field: Any, opened: bool) -> str:
    """Why a column is left out; "" when it is not."""
    if isinstance(field, SealedJSONField):
        if path not in OPENED:
            return "secret"
        return "" if opened else "sealed: the asker may not read all of it"
    if path in DIGESTS_OF_KEYS or CLOSED.search(field.name):
        return "secret"
    return ""
