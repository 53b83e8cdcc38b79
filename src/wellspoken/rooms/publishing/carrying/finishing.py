"""Writing outcomes: those that are live in one transaction, every other by itself, again and again while it fails."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence

from django.db import InterfaceError, OperationalError, close_old_connections, transaction

from wellspoken.networks.contract import Outcome, Sent
from wellspoken.rooms.kernel.many import update_many
from wellspoken.rooms.kernel.retrying import writing
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.publishing import clockwork, landing, lines
from wellspoken.rooms.publishing.carrying.work import Line, Work
from wellspoken.rooms.publishing.models import Attempt

log = logging.getLogger(__name__)
#: seconds between tries to store an outcome; shorter in all than a lease
WRITE_PAUSES = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0, 8.0)


def finish(works: Sequence[Work]) -> None:
    """Write what became of these attempts, then what follows: renewed tokens, that the channels work.

    If even this fails, the leases end and the outcomes are settled by asking.
    """
    live = [work for work in works if work.sent is not None and work.sent.outcome is Outcome.LIVE]
    alike = [work for work in live if work.delivery.replaces_id is None]
    together = len(alike) > 1 and _together(alike)
    for work in works:
        if not (together and work in alike):
            write(work)
    for line in {id(work.line): work.line for work in works}.values():
        if line is not None:
            keep_secrets(line)
    note_works(live)


def _together(works: Sequence[Work]) -> bool:
    """Write that they are live, all or none; False: take them one by one."""
    for pause in (*WRITE_PAUSES, None):
        try:
            with writing(), transaction.atomic():
                _end_attempts(works)
                landing.live_together([(work.delivery, work.sent) for work in works if work.sent is not None])
            return True
        except StateConflict:
            return False
        except (OperationalError, InterfaceError) as error:
            if pause is not None:
                _wait(pause, error)
    return False


def write(work: Work) -> None:
    """Write one outcome at once, again and again while the database is away."""
    for pause in WRITE_PAUSES:
        try:
            store(work)
            return
        except (OperationalError, InterfaceError) as error:
            _wait(pause, error)
        except Exception:
            log.exception("the outcome of delivery %s cannot be stored; it will be settled by asking", work.delivery.pk)
            return
    log.error("the outcome of delivery %s was not stored; it will be settled by asking", work.delivery.pk)


def _wait(pause: float, error: Exception) -> None:
    log.warning("outcome not stored yet: %s", type(error).__name__)
    time.sleep(pause)
    close_old_connections()


def store(work: Work) -> None:
    """One outcome, in its own transaction."""
    now = clockwork.now()
    with writing(), transaction.atomic():
        _end_attempts([work])
        if work.withheld:
            landing.given_back(work.delivery, now)
        elif work.sent is not None:
            landing.land(work.delivery, work.sent, now)


def _end_attempts(works: Sequence[Work]) -> None:
    now = clockwork.now()
    sent = [work.sent or Sent(Outcome.NOT_SENT, reason="withheld") for work in works]
    changes = [
        {"ended_at": now, "outcome": s.outcome, "reason": s.reason, "status": s.status, "raw": s.raw} for s in sent
    ]
    where = [{"delivery": work.delivery.pk, "fence": work.delivery.fence, "kind": "send"} for work in works]
    update_many(Attempt, changes, where)


def keep_secrets(line: Line) -> None:
    """Store tokens that a call on this line renewed."""
    while line.renewed:
        lines.keep_secrets(line.channel, line.account, line.renewed.popleft())


def note_works(works: Sequence[Work]) -> None:
    """What happens after the visible call can neither fail nor repeat it."""
    channels = {work.delivery.channel_id: work.delivery.channel for work in works}
    try:
        lines.work(list(channels.values()))
    except Exception:
        log.exception("could not note that %d channels work", len(channels))
