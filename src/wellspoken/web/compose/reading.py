"""From what a browser sends, form or JSON, to a body. No meaning here: the content room judges."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, QueryDict

from wellspoken.rooms.content.body import LATER, BadBody, Body
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.plans import Plan
from wellspoken.rooms.kernel.walltime import BadTime


def json_of(request: HttpRequest) -> dict[str, Any]:
    """The request's JSON object; raises `BadBody`."""
    try:
        value = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise BadBody("not JSON") from error
    if not isinstance(value, dict):
        raise BadBody("not an object")
    return value


def whole(value: Any) -> int:
    """A version number; raises `BadBody`."""
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise BadBody("not a number") from error
    if not 0 <= number < 2**31:
        raise BadBody("not a version")
    return number


def raw_form(form: QueryDict) -> dict[str, Any]:
    """The body as the form says it, unjudged: also what is shown again when it cannot be saved."""
    channels = form.getlist("channel")
    return {
        "title": form.get("title", ""),
        "text": form.get("text", ""),
        "lang": form.get("lang", ""),
        "channels": channels,
        "variants": {c: form.get(f"variant-{c}", "") for c in channels if form.get(f"own-{c}")},
        "pictures": [_picture(form, key) for key in form.getlist("picture") if not form.get(f"remove-{key}")],
        "evidence": _sources(form),
        "use_until": form.get("use_until", ""),
        **({"consents": _consents(str(form.get("consents", "")))} if "consents" in form else {}),
        **({"film": _film(form)} if "film" in form else {}),
        **({"correction": form["correction"]} if "correction" in form else {}),
        **({"further": _further(form)} if form.get("has_further") else {}),
    }


def with_later(raw: dict[str, Any], post: Post) -> dict[str, Any]:
    """`raw` with those later parts of the stored words that it does not name: they stay as they are."""
    stored = post.current.body if post.current else {}
    return {**{name: stored[name] for name in LATER if name in stored}, **raw}


def body_sent(sent: dict[str, Any], post: Post) -> Body:
    """The body of a JSON request; raises `BadBody`."""
    raw = sent.get("body")
    return Body.from_json(with_later(raw, post) if isinstance(raw, dict) else raw)


def _further(form: QueryDict) -> dict[str, Any]:
    """What goes with the post, as the form says it."""
    marks = {name: bool(form.get(name)) for name in ("paid_partnership", "ai_made")}
    return {"thread": form.getlist("thread"), "first_comment": form.get("first_comment", ""), **marks}


def _film(form: QueryDict) -> Any:
    """The film as the page carries it, unless its box says to take it out."""
    if form.get("remove-film"):
        return None
    try:
        return json.loads(str(form["film"])[:20_000] or "null")
    except (ValueError, RecursionError):
        return "unreadable"


def _consents(value: str) -> Any:
    """The linked consents as the page carries them; the content room judges what they are."""
    try:
        return json.loads(value[:20_000]) if value else []
    except (ValueError, RecursionError):
        return None


def _picture(form: QueryDict, key: str) -> dict[str, Any]:
    x, _, y = form.get(f"focus-{key}", "").partition(",")
    focus = [x, y] if x and y else None
    return {"media_id": key, "sha256": "", "alt": form.get(f"alt-{key}", ""), "focus": focus}


def _sources(form: QueryDict) -> list[dict[str, str]]:
    """Rows of four inputs; a row without an address is no source."""
    names = ("source", "source-title", "source-publisher", "source-date")
    rows = zip(*(form.getlist(name) for name in names), strict=False)
    return [
        {"url": url.strip(), "title": title, "publisher": publisher, "checked_on": day}
        for url, title, publisher, day in rows
        if url.strip()
    ]


def plan_of(values: Any, zone: str) -> Plan:
    """The plan in form fields or JSON `{plan, wall, fold}`, in the team's zone; raises `BadTime`."""
    kind, wall, fold = (str(values.get(name) or "") for name in ("plan", "wall", "fold"))
    if len(wall) > 30:
        raise BadTime("shape")
    return Plan(kind or "none", wall, zone, 1 if fold == "1" else 0)
