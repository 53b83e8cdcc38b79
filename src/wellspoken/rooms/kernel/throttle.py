"""Counting how often something is done within a minute, in the cache that the processes of one machine share or not.

With the embedded engine there is one process and the count is exact; several
web processes each count their own, so a limit holds to that factor.
"""

from __future__ import annotations

import time

from django.core.cache import cache

MINUTE = 60


def within(what: str, most: int) -> bool:
    """Count one more `what` in this minute of the clock; False when that is more than `most`."""
    mark = _mark(what)
    if cache.add(mark, 1, 2 * MINUTE):
        return most >= 1
    try:
        return bool(cache.incr(mark) <= most)
    except ValueError:  # it ran out between the two
        return most >= 1


def tally(what: str) -> int:
    """How often `what` was counted in this minute of the clock; counts nothing itself."""
    return int(cache.get(_mark(what), 0))


def _mark(what: str) -> str:
    return f"throttle:{what}:{int(time.time()) // MINUTE}"
