"""Views of the calendar."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from wellspoken.rooms.content.access import get_post
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.plans import Plan
from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.web.calendar import contexts
from wellspoken.web.calendar.forms import MoveForm
from wellspoken.web.calendar.looks import LOOK
from wellspoken.web.calendar.moving import NotMoved, WhichHour, move_post, planned_time, still_ahead
from wellspoken.web.frame import clock

_MOVED = "calendar_moved"


def _person(request: HttpRequest) -> User:
    return require(request.user, Right.VIEW)


def _reader(request: HttpRequest, values: Any) -> contexts.Reader:
    return contexts.Reader(_person(request), values)


@require_GET
@login_required
def calendar(request: HttpRequest) -> HttpResponse:
    """A month, a week, a list or a day."""
    page = contexts.page(_reader(request, request.GET))
    context = {
        "page": page,
        "wanted": page.wanted,
        "looks": list(LOOK.values()),
        "moved": request.session.pop(_MOVED, None),
    }
    return render(request, "calendar/page.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a new time, and give it; works as a page, in a dialog, and for a chip that was dragged."""
    person = _person(request)
    post = get_post(person, pk)
    back = _back(request)
    before = planned_time(post)
    if request.method == "GET":
        return _ask(request, post, back, MoveForm(initial=_initial(request, back, before)))
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _ask(request, post, back, form)
    target = replace(form.target(), place=_place(request, back, form.cleaned_data["zone"]))
    try:
        moment = move_post(actor=person, post=post, target=target)
    except WhichHour as question:
        return _ask(request, post, back, form, words=question.words, which=True)
    except NotMoved as refusal:
        if "drag" in request.POST:
            messages.error(request, refusal.words)
            return _to_calendar(request, back)
        return _ask(request, post, back, form, words=refusal.words)
    request.session[_MOVED] = _told(post, clock.when(moment, target), None if "undo" in request.POST else before)
    return _to_calendar(request, back)


def _told(post: Post, when: str, before: Plan | None) -> dict[str, Any]:
    """What the next calendar page says, with the way back when there is one."""
    told: dict[str, Any] = {"post": post.pk, "title": post.title or _("No title yet"), "when": when}
    if before is not None and still_ahead(before):
        date, time = before.wall.split("T")
        told["undo"] = {"date": date, "time": time[:5], "zone": before.zone, "fold": before.fold}
    return told


def _ask(
    request: HttpRequest, post: Post, back: str, form: MoveForm, *, words: str = "", which: bool = False
) -> HttpResponse:
    zone = str(form["zone"].value() or "")
    context = {
        "post": post,
        "form": form,
        "back": back,
        "words": words,
        "which": which,
        "place": _place(request, back, zone),
        "zone": zone,
    }
    only_form = "X-Fragment" in request.headers
    status = 422 if words or form.errors else 200
    return render(request, "calendar/_move_form.html" if only_form else "calendar/move.html", context, status=status)


def _initial(request: HttpRequest, back: str, before: Plan | None) -> dict[str, Any]:
    reader = _reader(request, QueryDict(back))
    moment = before.moment() if before else None
    if moment is None:
        return {"date": reader.wanted.day, "zone": str(reader.zone)}
    local = moment.utc.astimezone(reader.zone)
    return {"date": local.date(), "time": local.time(), "zone": str(reader.zone), "fold": local.fold or None}


def _place(request: HttpRequest, back: str, zone: str) -> str:
    """What the calendar we came from calls the zone; another zone goes by its city."""
    reader = _reader(request, QueryDict(back))
    if zone == str(reader.zone):
        return reader.place
    return clock.place_of(zone)[1] if _known(zone) else zone


def _known(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError):
        return False
    return True


def _back(request: HttpRequest) -> str:
    """The calendar's query to return to; only names that a calendar knows."""
    raw = (request.POST if request.method == "POST" else request.GET).get("from", "")
    pairs = QueryDict(mutable=True)
    for name, value in parse_qsl(raw[:300]):
        if name in {"view", "day", "team", "channel", "state", "page"}:
            pairs[name] = value
    return pairs.urlencode()


def _to_calendar(request: HttpRequest, back: str) -> HttpResponse:
    """Lead back; the dialog is told the address, so that it does not read the page (and its message) unseen."""
    url = f"{reverse('calendar')}{'?' + back if back else ''}"
    if "X-Fragment" in request.headers:
        return HttpResponse(status=204, headers={"X-Next": url})
    return HttpResponseRedirect(url)
