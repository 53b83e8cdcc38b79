"""The list's filters as they stand in the address: unreadable values are left out, never an error."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from wellspoken.rooms.content.listing import Filters
from wellspoken.rooms.content.states import PostState

FIRST_YEAR, LAST_YEAR = 2000, 3000
NAMES = ("state", "team", "channel", "author", "text")


def whole(value: str) -> int | None:
    """A positive whole number that a database can hold, or None."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None


def filters(query: QueryDict) -> Filters:
    """The filters of an address."""
    state = query.get("state", "")
    return Filters(
        state if state in set(PostState) else "",
        whole(query.get("team", "")),
        whole(query.get("channel", "")),
        whole(query.get("author", "")),
        query.get("text", "").replace("\x00", "").strip()[:200],
    )


def after(query: QueryDict) -> tuple[datetime, int] | None:
    """The key after which the page begins (`2026-11-28T09:00:00+00:00~15`), or None for the first page."""
    moment, _tilde, pk = query.get("after", "").partition("~")
    key = whole(pk)
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return None
    readable = at.tzinfo is not None and FIRST_YEAR <= at.year < LAST_YEAR
    return (at, key) if key is not None and readable else None


def older(request: HttpRequest, key: tuple[datetime, int] | None) -> str:
    """The address of the next page with the same filters; '' when there is none."""
    if key is None:
        return ""
    kept = {name: request.GET[name] for name in NAMES if request.GET.get(name)}
    return "?" + urlencode({**kept, "after": f"{key[0].isoformat()}~{key[1]}"})
