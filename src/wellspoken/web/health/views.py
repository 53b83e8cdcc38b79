"""The truth about this installation, in JSON; no names, no secrets."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

import wellspoken
from wellspoken.rooms.publishing import engine_selectors, selectors


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 only when the database answers and a worker showed itself lately; else 503 with what is wrong.

    Ages in seconds; `oldest_due` is how long the longest waiting post has been due.
    A broker that is down is told and no reason for 503: workers deliver without it.
    """
    try:
        found, engine = selectors.health(), engine_selectors.engine_state()
    except DatabaseError:
        return _answer(503, database="down", worker="unknown")
    beat = found.beat
    age = None if beat.age_seconds is None else round(beat.age_seconds, 1)
    return _answer(
        200 if beat.ok else 503,
        database="ok",
        worker="ok" if beat.ok else "never seen" if age is None else "silent",
        heartbeat_age=age,
        workers=beat.workers,
        due=found.due,
        oldest_due=round(found.oldest_due_seconds, 1),
        engine=engine.engine,
        broker=engine.broker or "none needed",
    )


def _answer(status: int, **facts: Any) -> JsonResponse:
    word = "ok" if status == 200 else "trouble"
    return JsonResponse({"status": word, "version": wellspoken.__version__, "web": "ok", **facts}, status=status)
