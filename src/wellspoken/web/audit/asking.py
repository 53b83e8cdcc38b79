"""The log's filters as they stand in the address: unreadable values are left out, never an error."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone

from wellspoken.rooms.audit.selectors import Filters

NAMES = ("person", "action", "thing", "start", "end")


def filters(query: QueryDict) -> Filters:
    """The filters; days are the reader's own, `end` is the last day shown."""
    zone = timezone.get_current_timezone()
    last = _day(query.get("end", ""))
    return Filters(
        _text(query, "person"),
        _text(query, "action"),
        _text(query, "thing"),
        _start_of(_day(query.get("start", "")), zone),
        _start_of(last + timedelta(days=1) if last else None, zone),
    )


def before(query: QueryDict) -> int | None:
    """The entry number before which the page begins, or None."""
    value = query.get("before", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None


def older(request: HttpRequest, seq: int | None) -> str:
    """The address of the next page with the same filters; '' when there is none."""
    if seq is None:
        return ""
    kept = {name: request.GET[name] for name in NAMES if request.GET.get(name)}
    return reverse("audit") + "?" + urlencode({**kept, "before": seq})


def _text(query: QueryDict, name: str) -> str:
    return query.get(name, "").replace("\x00", "").strip()[:200]


def _day(value: str) -> date | None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if 2000 <= day.year < 3000 else None


def _start_of(day: date | None, zone: tzinfo) -> datetime | None:
    return datetime.combine(day, time.min, zone).astimezone(UTC) if day else None
