"""The pin itself, and finding it again on its board."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from wellspoken.networks.base import Account, Outgoing, Prepared
from wellspoken.networks.http import OddAnswer, Reply
from wellspoken.networks.judging import text_of
from wellspoken.networks.likeness import comparable, moment
from wellspoken.networks.line import Line
from wellspoken.networks.outcomes import Presence, Settled
from wellspoken.networks.pinterest.api import VERSION
from wellspoken.networks.pinterest.text import described

SKEW = timedelta(seconds=60)
PAGE = "250"
PAGES = 8


def _source(outgoing: Outgoing, *, whole: bool) -> dict[str, Any]:
    pictures = outgoing.pictures if whole else ()
    items = [{"content_type": one.mime, "data": base64.b64encode(one.load()).decode()} for one in pictures]
    if len(items) == 1:
        return {"source_type": "image_base64", **items[0]}
    return {"source_type": "multiple_image_base64", "items": items}


def body(account: Account, outgoing: Outgoing, *, whole: bool) -> bytes:
    """Return the exact body of the call that pins; pictures are read only when it is to be ``whole``."""
    named = {
        "title": outgoing.title,
        "description": outgoing.text,
        "link": outgoing.link or "",
        "alt_text": described(outgoing),
    }
    said: dict[str, Any] = {"board_id": account.remote_id}
    said |= {name: value for name, value in named.items() if value}
    said["media_source"] = _source(outgoing, whole=whole)
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def address(number: str) -> str:
    """Return the public address of a pin."""
    return f"https://www.pinterest.com/pin/{number}/"


def written(reply: Reply) -> tuple[str, str]:
    """Return id and address of the pin. Raises OddAnswer, KeyError or ValueError."""
    number = text_of(reply.json()["id"])
    return number, address(number)


def _pins(line: Line) -> Iterator[dict[str, Any]]:
    """Yield what is on the board, all of it. Raises Refused, OddAnswer."""
    params = {"page_size": PAGE}
    for _ in range(PAGES if line.budget.attempts > 1 else 1):
        found = line.get(f"/{VERSION}/boards/{line.account.remote_id}/pins", params)
        items = found.get("items")
        if not isinstance(items, list) or "bookmark" not in found:
            raise OddAnswer("not a board")
        yield from (one for one in items if isinstance(one, dict))
        if not found["bookmark"]:
            return
        params["bookmark"] = str(found["bookmark"])
    raise OddAnswer("too many pins to be sure")


def _words(pin: dict[str, Any]) -> tuple[str, str, str]:
    title, text, link = (str(pin.get(name) or "") for name in ("title", "description", "link"))
    return comparable(title), comparable(text), link.rstrip("/")


def find(line: Line, prepared: Prepared, since: datetime) -> Settled:
    """Look for our pin on the whole board, in whatever order it is. Raises Refused."""
    seen = 0
    try:
        wanted = json.loads(prepared.body)
        first = datetime.fromtimestamp(float(prepared.handles.get("at", since.timestamp())), UTC)
        start = min(first, since) - SKEW
        for pin in _pins(line):
            seen += 1
            made = moment(pin.get("created_at"))
            if made is not None and made >= start and _words(pin) == _words(wanted):
                number = text_of(pin.get("id"))
                return Settled(Presence.LIVE, number, address(number))
    except (OddAnswer, ValueError, TypeError, AttributeError) as error:
        return Settled(Presence.UNSURE, raw=str(error)[:500])
    return Settled(Presence.ABSENT, raw=f"{seen} pins, none of them this one")
