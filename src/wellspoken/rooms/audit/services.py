"""Writing to the audit log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from wellspoken.rooms.audit import actions, chain
from wellspoken.rooms.audit.models import AuditEntry, AuditHead
from wellspoken.rooms.audit.plain import plain, text
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.many import insert_many
from wellspoken.rooms.kernel.states import Entry

MIN_REASON = 10


class ReasonMissing(ValueError):
    """Emptying personal text needs a written reason of at least `MIN_REASON` characters."""


def record(
    *,
    action: str,
    actor: Actor,
    obj: models.Model,
    data: Mapping[str, Any] | None = None,
    personal: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Append one entry in the caller's transaction.

    `data` must hold no personal text; `personal` may (it can be emptied later
    without breaking the chain). Raises `UnknownAction` for an unregistered
    action: the caller's whole transaction then rolls back.
    """
    actions.find(action)
    with transaction.atomic(savepoint=False):
        head = _locked_head()
        entry = _chained(head, Entry(action, actor, obj, data or {}, personal))
        entry.save(force_insert=True)
        AuditHead.objects.filter(pk=1).update(seq=entry.seq, hash=entry.hash)
    return entry


def record_many(entries: Sequence[Entry]) -> None:
    """Append many entries in this order, in the caller's transaction: the chain grows by one link for each.

    Raises `UnknownAction` as `record` does.
    """
    for action in {entry.action for entry in entries}:
        actions.find(action)
    with transaction.atomic(savepoint=False):
        head, made = _locked_head(), []
        for entry in entries:
            made.append(_chained(head, entry))
            head.seq, head.hash = made[-1].seq, made[-1].hash
        insert_many(made)
        AuditHead.objects.filter(pk=1).update(seq=head.seq, hash=head.hash)


def _chained(head: AuditHead, entry: Entry) -> AuditEntry:
    """The row of an act, linked to the newest one."""
    made = _entry(head, entry.action, entry.actor, entry.obj)
    made.data = plain(entry.data)
    if entry.personal:
        made.personal = plain(entry.personal)
        made.personal_hash = chain.digest(made.personal)
    made.hash = chain.entry_hash(entry_fields(made))
    return made


def redact_personal(*, actor: Actor, entry_ids: Iterable[int], reason: str) -> int:
    """Empty the personal text of these entries (primary keys) and tell so in the log; returns how many.

    The chain stays whole, because only the hash of the personal text is
    chained. The caller has checked the AUDIT right (this room knows no roles).
    Raises `ReasonMissing`.
    """
    if len(reason.strip()) < MIN_REASON:
        raise ReasonMissing(reason)
    with transaction.atomic():
        head = _locked_head()
        rows = AuditEntry.objects.filter(pk__in=list(entry_ids), personal__isnull=False)
        numbers = sorted(rows.values_list("seq", flat=True))
        if numbers:
            AuditEntry.objects.filter(seq__in=numbers).update(personal=None)
            data = {"entries": numbers, "count": len(numbers), "reason": reason.strip()}
            record(action=chain.REDACTED, actor=actor, obj=head, data=data)
    return len(numbers)


def entry_fields(entry: AuditEntry) -> dict[str, Any]:
    """The entry as plain values, as hashed and as exported: times in UTC, ISO 8601 with microseconds."""
    names = [f.attname for f in entry._meta.concrete_fields if f.attname != "id"]
    fields = {name: getattr(entry, name) for name in names}
    fields["at"] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    return fields


def _locked_head() -> AuditHead:
    rows = AuditHead.objects.select_for_update().filter(pk=1)
    if head := rows.first():
        return head
    AuditHead.objects.bulk_create([AuditHead(pk=1)], ignore_conflicts=True)
    return rows.get()


def _entry(head: AuditHead, action: str, actor: Actor, obj: models.Model) -> AuditEntry:
    return AuditEntry(
        seq=head.seq + 1,
        at=timezone.now(),
        actor_id=text(actor.actor_id, 60),
        actor_name=text(actor.actor_name, 200),
        action=action,
        object_kind=obj._meta.label_lower,
        object_id=text(obj.pk, 60),
        object_label=text(obj, 300),
        post_ref=_post_ref(obj),
        prev_hash=head.hash,
    )


def _post_ref(obj: models.Model) -> str:
    """The post an object belongs to: its `post_id`, or its own key when it is the post."""
    if obj._meta.label_lower == "content.post":
        return str(obj.pk)
    return str(getattr(obj, "post_id", "") or "")
