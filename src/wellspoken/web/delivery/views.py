"""What went out into the dark: every delivery whose outcome nobody knows yet."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wellspoken.rooms.audit.reading import note_reading
from wellspoken.rooms.channels.measures import network_name
from wellspoken.rooms.content.access import get_post
from wellspoken.rooms.people.access import require, rights_of
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing.likeness import warnings
from wellspoken.rooms.publishing.models import Attempt, Delivery
from wellspoken.rooms.publishing.selectors import unclear as unclear_rows
from wellspoken.rooms.publishing.words import say

#: more than this would not be read; the rest follows when these are settled
MOST = 25


@login_required
@require_safe
def unclear(request: HttpRequest) -> HttpResponse:
    """List them, oldest first, each with what was tried and what was seen."""
    user = cast(User, request.user)
    require(user, Right.VIEW)
    found = unclear_rows(user)
    rows = [_row(user, delivery) for delivery in found[:MOST]]
    raw = [row["delivery"] for row in rows if row["may_see_raw"] and any(a.raw for a in row["delivery"].attempts.all())]
    note_reading(actor=user, objects=raw, what="raw")
    return render(request, "delivery/unclear.html", {"rows": rows, "more": max(0, len(found) - MOST)})


@login_required
@require_safe
def near(request: HttpRequest, pk: int) -> HttpResponse:
    """What else says nearly the same, or goes out at nearly the same time: a part of the composer, or a page."""
    user = cast(User, request.user)
    post = get_post(user, pk)
    part = request.headers.get("HX-Request") == "true" and not request.headers.get("HX-History-Restore-Request")
    context = {"post": post, "warnings": warnings(post)}
    answer = render(request, "delivery/_near.html" if part else "delivery/near.html", context)
    answer["Vary"] = "HX-Request"
    return answer


def _row(user: User, delivery: Delivery) -> dict[str, Any]:
    rights, team = rights_of(user), delivery.post.team_id
    return {
        "delivery": delivery,
        "network": network_name(delivery.channel.network),
        "words": say(delivery),
        "asks_person": delivery.settle_at is None,
        "sent": _sent(delivery),
        "answered": [_evidence(a) for a in delivery.attempts.all() if a.kind != "settle"],
        "looked": [_evidence(a) for a in delivery.attempts.all() if a.kind == "settle"],
        "may_settle": rights.has(Right.PUBLISH, team),
        "may_see_raw": rights.has(Right.RAW, team),
        "account": account_page(delivery),
    }


def _sent(delivery: Delivery) -> dict[str, Any]:
    """What left, or was about to: the approved words for this channel and how many pictures."""
    body = delivery.revision.content
    return {
        "text": body.text_for(delivery.channel_id),
        "lang": body.lang,
        "pictures": len(body.pictures),
        "at": delivery.sent_at,
    }


def account_page(delivery: Delivery) -> str:
    """Where a person can look: the account's own page on its server, when the network has one we know."""
    channel = delivery.channel
    name = channel.handle.lstrip("@").partition("@")[0]
    if channel.network == "mastodon" and channel.server.startswith("https://") and name:
        return f"{channel.server}/@{name}"
    if channel.network == "bluesky" and channel.handle:
        return f"https://bsky.app/profile/{channel.handle}"
    return ""


def _evidence(attempt: Attempt) -> dict[str, Any]:
    said = {
        "send": _("Sent to the network"),
        "settle": _("Looked on the network"),
        "prepare": _("Prepared"),
    }
    found = {
        "live": _("it is there"),
        "absent": _("not seen"),
        "unsure": _("the network could not say"),
        "unknown": _("no clear answer"),
        "not_sent": _("not taken"),
        "": _("interrupted"),
    }
    return {
        "at": attempt.started_at,
        "what": said.get(attempt.kind, attempt.kind),
        "found": found.get(attempt.outcome, attempt.outcome),
        "status": attempt.status,
        "raw": attempt.raw,
    }
