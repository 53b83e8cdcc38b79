"""Doing a write once though it is asked twice: the first answer is stored and given again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.kernel.models import IdempotencyRecord

#: how long an answer is kept
KEEP = timedelta(days=7)


class KeyReused(Exception):
    """The same key came with another request."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One write as its client named it; see `IdempotencyRecord`."""

    owner: str
    key: str
    purpose: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Answer:
    """`status` and JSON `body`; `replayed` when they come from the first time."""

    status: int
    body: dict[str, Any]
    replayed: bool


def once(ask: Ask, work: Callable[[], tuple[int, dict[str, Any]]]) -> Answer:
    """Run `work` and store its answer in the same transaction, or give the stored one.

    What `work` raises passes through and leaves nothing behind, so that the
    client may try again. A second request that arrives meanwhile waits for the
    first one. Raises `KeyReused`.
    """
    with transaction.atomic():
        _forget_old(ask.owner)
        record, new = IdempotencyRecord.objects.get_or_create(
            owner=ask.owner, key=ask.key, defaults={"purpose": ask.purpose, "fingerprint": ask.fingerprint}
        )
        if not new:
            if (record.purpose, record.fingerprint) != (ask.purpose, ask.fingerprint):
                raise KeyReused(ask.key)
            return Answer(record.status, record.body, replayed=True)
        record.status, record.body = work()
        record.save(update_fields=["status", "body"])
    return Answer(record.status, record.body, replayed=False)


def _forget_old(owner: str) -> None:
    IdempotencyRecord.objects.filter(owner=owner, created_at__lt=timezone.now() - KEEP).delete()
