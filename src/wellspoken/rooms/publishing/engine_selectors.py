"""What stands between the workers, as they themselves last saw it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from wellspoken.rooms.publishing.models import Heartbeat


@dataclass(frozen=True, slots=True)
class EngineState:
    """`engine` of the settings; `broker` is "" where none is needed, else "ok", "down", or "unknown" without worker."""

    engine: str
    broker: str


def engine_state() -> EngineState:
    """One quick query: the broker is down when any living worker cannot reach it."""
    engine = settings.DELIVERY_ENGINE
    if engine == "embedded":
        return EngineState(engine, "")
    young = timezone.now() - timedelta(seconds=settings.HEARTBEAT_STALE_SECONDS)
    said = set(Heartbeat.objects.filter(at__gt=young, engine=engine).values_list("broker", flat=True))
    return EngineState(engine, "unknown" if not said else "down" if "down" in said else "ok")
