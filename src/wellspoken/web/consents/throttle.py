"""How often one address may ask for private pages: guessing a key of 256 bits is hopeless, trying still costs us."""

from __future__ import annotations

import time

from django.core.cache import cache
from django.http import HttpRequest

SECONDS = 60
#: pages a minute from one address, and how many of them may lead nowhere
MOST, MOST_WRONG = 120, 20


def _count(name: str, request: HttpRequest, add: int) -> int:
    """How often in this minute, counted by each process for itself."""
    who = request.META.get("REMOTE_ADDR", "")
    key = f"private:{name}:{who}:{int(time.time() // SECONDS)}"
    cache.add(key, 0, SECONDS * 2)
    try:
        return cache.incr(key, add)
    except ValueError:  # thrown out of a full cache in this very moment
        return add


def too_many(request: HttpRequest) -> bool:
    """Count this request; whether it is one too many."""
    return _count("all", request, 1) > MOST or _count("wrong", request, 0) >= MOST_WRONG


def led_nowhere(request: HttpRequest) -> None:
    """Count a key that opens nothing."""
    _count("wrong", request, 1)
