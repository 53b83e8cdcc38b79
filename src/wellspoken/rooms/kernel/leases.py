"""Holding a thing that only one may hold, across processes and machines, for a limited time.

The clock is the database's, so machines whose clocks differ agree. A holder
that dies or is stopped loses its lease when the time is over; what it does
afterwards must be guarded by a fence of its own.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import DatabaseError, models
from django.db.models import ExpressionWrapper, Q, Value
from django.db.models.functions import Now

from wellspoken.rooms.kernel.models import Lease

log = logging.getLogger(__name__)
FIRST_PAUSE, LONGEST_PAUSE = 0.02, 0.25


class Busy(Exception):
    """Somebody else held it for as long as we were ready to wait."""


@contextmanager
def held(name: str, *, lasts: timedelta, wait: timedelta) -> Iterator[None]:
    """Hold `name` while inside, for `lasts` at most; raises `Busy` after waiting for `wait`."""
    holder = secrets.token_hex(16)
    _wait_for(name, holder, lasts, wait)
    try:
        yield
    finally:
        _leave(name, holder)


def _wait_for(name: str, holder: str, lasts: timedelta, wait: timedelta) -> None:
    end, pause = time.monotonic() + wait.total_seconds(), FIRST_PAUSE
    while not _take(name, holder, lasts):
        if time.monotonic() + pause > end:
            raise Busy(name)
        time.sleep(pause)
        pause = min(LONGEST_PAUSE, pause * 2)


def _take(name: str, holder: str, lasts: timedelta) -> bool:
    """One conditional update; the row is made by whoever comes first."""
    free = Lease.objects.filter(Q(until=None) | Q(until__lt=Now()), name=name)
    until = ExpressionWrapper(Now() + Value(lasts), output_field=models.DateTimeField())
    if free.update(holder=holder, until=until) == 1:
        return True
    if Lease.objects.filter(name=name).exists():
        return False
    Lease.objects.bulk_create([Lease(name=name)], ignore_conflicts=True)
    return free.update(holder=holder, until=until) == 1


def _leave(name: str, holder: str) -> None:
    """Give it back; where even this fails it ends by itself."""
    try:
        Lease.objects.filter(name=name, holder=holder).update(until=None)
    except DatabaseError:
        log.warning("could not give %s back; its lease will end", name)
