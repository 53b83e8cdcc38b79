"""The archive's filters as they stand in the address: unreadable values are left out, never an error."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils import timezone

from wellspoken.rooms.records.selectors import Filters

NAMES = ("words", "channel", "author", "start", "end", "held")


def whole(value: str) -> int | None:
    """A positive whole number that a database can hold, or None."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None


def text(query: QueryDict, name: str) -> str:
    """A short text, without what no database keeps."""
    return query.get(name, "").replace("\x00", "").strip()[:200]


def day(value: str) -> date | None:
    """A day as forms send it."""
    try:
        found = date.fromisoformat(value)
    except ValueError:
        return None
    return found if 2000 <= found.year < 3000 else None


def start_of(found: date | None) -> datetime | None:
    """The beginning of a day on the reader's clock, in UTC."""
    return datetime.combine(found, time.min, timezone.get_current_timezone()).astimezone(UTC) if found else None


def filters(query: QueryDict) -> Filters:
    """The filters of an address; days are the reader's own, `end` is the last day shown."""
    last = day(query.get("end", ""))
    return Filters(
        text(query, "words"),
        whole(query.get("channel", "")),
        text(query, "author"),
        start_of(day(query.get("start", ""))),
        start_of(last + timedelta(days=1) if last else None),
        query.get("held") == "1",
    )


def older(request: HttpRequest, key: int | None) -> str:
    """The address of the next page with the same filters; '' when there is none."""
    if key is None:
        return ""
    kept = {name: request.GET[name] for name in NAMES if request.GET.get(name)}
    return "?" + urlencode({**kept, "before": key})
