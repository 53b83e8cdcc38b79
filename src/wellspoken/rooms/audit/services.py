"""Writing to the audit log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from wellspoken.rooms.audit import actions, chain
from wellspoken.rooms.audit.models import AuditEntry, AuditHead
from wellspoken.rooms.kernel.actors import Actor


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
    with transaction.atomic():
        AuditHead.objects.get_or_create(pk=1)
        head = AuditHead.objects.select_for_update().get(pk=1)
        entry = _entry(head, action, actor, obj, dict(data or {}), personal)
        entry.hash = chain.entry_hash(entry_fields(entry))
        entry.save(force_insert=True)
        AuditHead.objects.filter(pk=1).update(seq=entry.seq, hash=entry.hash)
    return entry


def _entry(
    head: AuditHead,
    action: str,
    actor: Actor,
    obj: models.Model,
    data: dict[str, Any],
    personal: Mapping[str, Any] | None,
) -> AuditEntry:
    return AuditEntry(
        seq=head.seq + 1,
        at=timezone.now(),
        actor_id=actor.actor_id,
        actor_name=actor.actor_name,
        action=action,
        object_kind=obj._meta.label_lower,
        object_id=str(obj.pk),
        object_label=str(obj)[:300],
        post_ref=_post_ref(obj),
        data=data,
        personal=dict(personal) if personal else None,
        personal_hash=chain.digest(dict(personal)) if personal else "",
        prev_hash=head.hash,
    )


def _post_ref(obj: models.Model) -> str:
    """The post an object belongs to: its `post_id`, or its own key when it is the post."""
    if obj._meta.label_lower == "content.post":
        return str(obj.pk)
    return str(getattr(obj, "post_id", "") or "")


def entry_fields(entry: AuditEntry) -> dict[str, Any]:
    """The entry as plain values, as hashed and as exported: times in UTC, ISO 8601 with microseconds."""
    names = [f.attname for f in entry._meta.concrete_fields if f.attname != "id"]
    fields = {name: getattr(entry, name) for name in names}
    fields["at"] = entry.at.astimezone(timezone.get_fixed_timezone(0)).isoformat(timespec="microseconds")
    return fields
