"""How long things may take in delivery. All durations are `timedelta`; all moments aware, in UTC."""

from __future__ import annotations

import logging
import random
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

log = logging.getLogger(__name__)
#: seconds by which clocks may differ before a worker goes by the database's
CLOCK_TOLERANCE = 1.0
_ahead = [0.0]
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


def clock_ahead() -> float:
    """Seconds by which this machine's clock is ahead of the database's; 0 with SQLite, which has none of its own."""
    if connection.vendor == "sqlite":
        return 0.0
    with connection.cursor() as cursor:
        before = timezone.now()
        cursor.execute("SELECT clock_timestamp()")
        [there] = cursor.fetchone()
        return float((before + (timezone.now() - before) / 2 - there).total_seconds())


def set_clock() -> None:
    """Go by the database's clock from now on where ours differs: workers on several machines must agree."""
    ahead = clock_ahead()
    if abs(ahead) < CLOCK_TOLERANCE:
        ahead = 0.0
    elif abs(ahead - _ahead[0]) > CLOCK_TOLERANCE:
        log.warning("this machine's clock differs from the database's by %.1f seconds; going by the database's", ahead)
    _ahead[0] = ahead


def now() -> datetime:
    """The moment as the workers of this installation see it, aware."""
    return timezone.now() - timedelta(seconds=_ahead[0])


def late_limit() -> timedelta:
    """How long after its minute a post may still go out without asking a person."""
    return timedelta(minutes=settings.DELIVERY_LATE_LIMIT_MINUTES)


def outage_limit() -> timedelta:
    """The same for a post that waited only because its network was down."""
    return timedelta(minutes=max(settings.DELIVERY_OUTAGE_LIMIT_MINUTES, settings.DELIVERY_LATE_LIMIT_MINUTES))


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
