"""Holding a thing that only one may hold, across processes and machines.

The clock is the database's, so machines whose clocks differ agree. A lease is
short and renewed while its process lives: one that dies or is stopped loses it
within `LASTS`. What a stopped process does when it wakes up must be guarded by
a fence of its own.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import DatabaseError, connection, models, transaction
from django.db.models import ExpressionWrapper, Q, Value
from django.db.models.functions import Now

from wellspoken.rooms.kernel.models import Lease

log = logging.getLogger(__name__)
LASTS = timedelta(seconds=12)
RENEW_SECONDS = 3.0
FIRST_PAUSE, LONGEST_PAUSE = 0.02, 0.25


class Busy(Exception):
    """Somebody else held it for as long as we were ready to wait."""


class _Holders:
    """Who this process is, and what it holds at the moment; a thread renews it."""

    def __init__(self) -> None:
        self.process = secrets.token_hex(8)
        self._held: set[str] = set()
        self._guard = threading.Lock()
        self._renewing = False

    def add(self) -> str:
        """A new holder of this process."""
        holder = f"{self.process}:{secrets.token_hex(8)}"
        with self._guard:
            self._held.add(holder)
            begin, self._renewing = not self._renewing, True
        if begin:
            threading.Thread(target=self._renew, name="leases", daemon=True).start()
        return holder

    def drop(self, holder: str) -> None:
        """Renew it no more."""
        with self._guard:
            self._held.discard(holder)

    def _renew(self) -> None:
        while True:
            time.sleep(RENEW_SECONDS)
            with self._guard:
                held = list(self._held)
            if held:
                _extend(held)


_HOLDERS = _Holders()


def take_place_of(name: str) -> None:
    """This process holds its leases under `name` from now on; what an earlier holder of that name held is free.

    The caller knows that the earlier one is dead.
    """
    _HOLDERS.process = hashlib.sha256(name.encode()).hexdigest()[:16]
    Lease.objects.filter(holder__startswith=f"{_HOLDERS.process}:").update(until=None)


@contextmanager
def held(name: str, *, wait: timedelta) -> Iterator[None]:
    """Hold `name` while inside; raises `Busy` after waiting for `wait`."""
    holder = _HOLDERS.add()
    try:
        _wait_for(name, holder, wait)
        try:
            yield
        finally:
            _leave(name, holder)
    finally:
        _HOLDERS.drop(holder)


class Bundle:
    """Many leases of one holder, each taken when it is free and never waited for. For one thread."""

    def __init__(self) -> None:
        self._holder = ""
        self._names: set[str] = set()
        self._known: set[str] = set()

    def take(self, names: Iterable[str]) -> list[str]:
        """Hold these from now on, where nobody else does; returns those."""
        wanted = set(names) - self._names
        if not wanted:
            return []
        self._holder = self._holder or _HOLDERS.add()
        if fresh := wanted - self._known:
            Lease.objects.bulk_create([Lease(name=name) for name in sorted(fresh)], ignore_conflicts=True)
            self._known |= fresh
        with transaction.atomic():
            free = Lease.objects.filter(Q(until=None) | Q(until__lt=Now()), name__in=wanted).order_by("name")
            got = list(free.select_for_update(skip_locked=True, no_key=True).values_list("name", flat=True))
            Lease.objects.filter(name__in=got).update(holder=self._holder, until=_until())
        self._names |= set(got)
        self._end_if_empty()
        return got

    def leave(self, names: Iterable[str]) -> None:
        """Give these back; where even this fails they end by themselves."""
        mine = set(names) & self._names
        self._names -= mine
        try:
            if mine:
                Lease.objects.filter(name__in=mine, holder=self._holder).update(until=None)
        except DatabaseError:
            log.warning("could not give %d leases back; they will end", len(mine))
        self._end_if_empty()

    def _end_if_empty(self) -> None:
        """Renew nothing while nothing is held."""
        if not self._names and self._holder:
            _HOLDERS.drop(self._holder)
            self._holder = ""


def _wait_for(name: str, holder: str, wait: timedelta) -> None:
    end, pause = time.monotonic() + wait.total_seconds(), FIRST_PAUSE
    while not _take(name, holder):
        if time.monotonic() + pause > end:
            raise Busy(name)
        time.sleep(pause)
        pause = min(LONGEST_PAUSE, pause * 2)


def _until() -> models.Expression:
    return ExpressionWrapper(Now() + Value(LASTS), output_field=models.DateTimeField())


def _take(name: str, holder: str) -> bool:
    """One conditional update; the row is made by whoever comes first."""
    free = Lease.objects.filter(Q(until=None) | Q(until__lt=Now()), name=name)
    if free.update(holder=holder, until=_until()) == 1:
        return True
    if Lease.objects.filter(name=name).exists():
        return False
    Lease.objects.bulk_create([Lease(name=name)], ignore_conflicts=True)
    return free.update(holder=holder, until=_until()) == 1


def _extend(holders: list[str]) -> None:
    """One that is over already may be somebody else's: it is not taken back."""
    try:
        Lease.objects.filter(holder__in=holders, until__gt=Now()).update(until=_until())
    except DatabaseError:
        log.warning("could not renew leases; trying again")
    finally:
        connection.close()


def _leave(name: str, holder: str) -> None:
    """Give it back; where even this fails it ends by itself."""
    try:
        Lease.objects.filter(name=name, holder=holder).update(until=None)
    except DatabaseError:
        log.warning("could not give %s back; its lease will end", name)
