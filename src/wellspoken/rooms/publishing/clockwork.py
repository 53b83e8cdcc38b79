"""How long things may take in delivery. All durations are `timedelta`; all moments aware, in UTC."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from django.conf import settings

#: a claimed row whose bell was lost is claimed again after this
QUEUE_LEASE = timedelta(seconds=20)
#: an approval covers publication for this long unless the post names its last day of use
APPROVAL_LASTS = timedelta(days=30)
#: approving this shortly after the planned minute still counts as in time
GRACE = timedelta(seconds=60)
#: a delivery due for longer than this and still not out is worth a warning
OVERDUE = timedelta(seconds=60)
FIRST_BACKOFF_SECONDS = 10.0
LONGEST_BACKOFF_SECONDS = 600.0
#: gaps between looks at the network after a lost answer; then a person decides
LOOK_GAPS = (5, 15, 40, 60, 120, 300, 900, 1800)


def send_lease() -> timedelta:
    """How long an attempt may take before its outcome counts as lost (longer than any connector's call)."""
    return timedelta(seconds=settings.DELIVERY_LEASE_SECONDS)


def late_limit() -> timedelta:
    """How long after its minute a post may still go out without asking a person."""
    return timedelta(minutes=settings.DELIVERY_LATE_LIMIT_MINUTES)


def too_late(due_at: datetime, now: datetime) -> bool:
    """Whether a post due at `due_at` must not go out any more without a new time."""
    return now - due_at > late_limit()


def next_try(tries: int, retry_after: float | None, now: datetime) -> datetime:
    """When a delivery proven not accepted is tried again: as the network asks, else a growing pause with jitter."""
    if retry_after is not None:
        return now + timedelta(seconds=max(0.0, retry_after))
    pause = min(LONGEST_BACKOFF_SECONDS, FIRST_BACKOFF_SECONDS * 2 ** max(0, tries - 1))
    return now + timedelta(seconds=pause * random.uniform(0.8, 1.2))  # noqa: S311 (not a secret)


def next_look(looks: int, now: datetime) -> datetime | None:
    """When to look at the network again after `looks` looks; None: a person decides."""
    return now + timedelta(seconds=LOOK_GAPS[looks]) if looks < len(LOOK_GAPS) else None
