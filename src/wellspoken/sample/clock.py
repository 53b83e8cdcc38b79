"""Telling the past: a clock that stands where the story is, for this context only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from unittest import mock

from django.utils import timezone

_standing: ContextVar[datetime | None] = ContextVar("sample_clock", default=None)


def _now() -> datetime:
    return _standing.get() or datetime.now(UTC)


@contextmanager
def telling() -> Iterator[None]:
    """While inside, `timezone.now()` gives the moment set by `stand_at`; other threads keep the real time."""
    with mock.patch.object(timezone, "now", _now):
        try:
            yield
        finally:
            _standing.set(None)


def stand_at(moment: datetime) -> None:
    """Set this context's clock."""
    _standing.set(moment)
