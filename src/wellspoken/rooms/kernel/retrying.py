"""Doing a transaction again that the database ended because two of them waited for each other.

SQLite lets one writer in at a time and has no such thing; PostgreSQL ends one
of the two, whole, so doing it again is safe.
"""

from __future__ import annotations

import functools
import logging
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection

log = logging.getLogger(__name__)
#: SQLSTATE of a deadlock, of a serialization failure, of a lock waited for too long
COLLISIONS = frozenset({"40P01", "40001", "55P03"})
TRIES = 4

_pen = threading.RLock()

P = ParamSpec("P")
R = TypeVar("R")


def collided(error: OperationalError) -> bool:
    """Whether the database ended the transaction because of another one."""
    return getattr(error.__cause__, "sqlstate", "") in COLLISIONS


def again_after_collision(function: Callable[P, R]) -> Callable[P, R]:
    """Run it again after a collision, a few times. Inside a transaction it runs once: the outermost one decides."""

    @functools.wraps(function)
    def run(*args: P.args, **options: P.kwargs) -> R:
        for left in range(TRIES - 1, 0, -1):
            try:
                return function(*args, **options)
            except OperationalError as error:
                if connection.in_atomic_block or not collided(error):
                    raise
                log.info("%s met another transaction; %d tries left", function.__name__, left)
                time.sleep(random.uniform(0.01, 0.1))  # noqa: S311 (not a secret)
        return function(*args, **options)

    return run


@contextmanager
def writing() -> Iterator[None]:
    """Stand in line with the other writing threads of this process.

    SQLite makes a second writer poll with growing pauses; in a line it begins at once.
    PostgreSQL lets many write, so there nobody waits here. Do not wait for a network inside.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with _pen:
        yield
