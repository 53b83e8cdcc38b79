"""The daily anchor: a signed statement of where the log ended, kept as a row and as a file beside the data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.audit import chain, keys
from wellspoken.rooms.audit.merkle import root_of
from wellspoken.rooms.audit.models import Anchor, AuditEntry, AuditHead
from wellspoken.rooms.audit.proof import FORMAT, document_digest
from wellspoken.rooms.kernel.retrying import again_after_collision


def anchor_today(now: datetime | None = None) -> Anchor | None:
    """Anchor the log unless that was done today (UTC) or nothing was written since; returns the new anchor, or None."""
    now = now or timezone.now()
    if Anchor.objects.filter(day__gte=now.astimezone(UTC).date()).exists():
        return None
    return anchor_now(now)


def anchor_now(now: datetime | None = None) -> Anchor | None:
    """Anchor the log unless nothing was written since the last anchor; returns the new anchor, or None."""
    made = _anchor(now or timezone.now())
    if made is not None:
        write_file(made)
    return made


@again_after_collision
def _anchor(now: datetime) -> Anchor | None:
    with transaction.atomic():
        key = keys.ensure_key()
        head = AuditHead.objects.select_for_update().get(pk=1)
        last = Anchor.objects.first()
        day = now.astimezone(UTC).date()
        if last is not None and last.seq == head.seq:
            return None
        body = _body(head, last, key.public, now)
        _public, signature = keys.sign(chain.canonical(body))
        document = {"anchor": body, "signature": signature}
        return Anchor.objects.create(number=body["number"], day=day, seq=head.seq, document=document, made_at=now)


def _body(head: AuditHead, last: Anchor | None, key: str, now: datetime) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "number": last.number + 1 if last else 1,
        "made_at": now.astimezone(UTC).isoformat(timespec="seconds"),
        "seq": head.seq,
        "hash": head.hash,
        "root": root_of(hashes(head.seq)),
        "previous": document_digest(last.document) if last else chain.GENESIS,
        "key": key,
    }


def hashes(until: int) -> Iterator[str]:
    """The hashes of all entries up to number `until`, in order."""
    rows = AuditEntry.objects.filter(seq__lte=until).order_by("seq").values_list("hash", flat=True)
    return iter(rows.iterator(chunk_size=5000))


def as_file(anchor: Anchor) -> bytes:
    """The anchor as it is written and downloaded."""
    return json.dumps(anchor.document, indent=1, sort_keys=True).encode() + b"\n"


def write_file(anchor: Anchor) -> Path:
    """Put the anchor beside the data, where a copy of the folder takes it along; a file already there stays."""
    folder = Path(settings.DATA) / "anchors"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / anchor.name
    if not path.exists():
        path.write_bytes(as_file(anchor))
    return path
