"""What people do with a series."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing.models import Series
from wellspoken.rooms.publishing.recurring import asking, steering
from wellspoken.rooms.publishing.recurring.selectors import get_series
from wellspoken.rooms.publishing.rhythm import BadRhythm
from wellspoken.rooms.review.errors import OwnWork, ReasonNeeded
from wellspoken.web.recurring import views, words
from wellspoken.web.review.words import reason_needed


@login_required
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """A reviewer's yes or no."""
    user = cast(User, request.user)
    series = get_series(user, pk, Right.REVIEW)
    try:
        if request.POST.get("verdict") == "approve":
            asking.approve(actor=user, series=series)
            messages.success(request, _("Approved. Its coming days get their posts now."))
        else:
            asking.refuse(actor=user, series=series, reason=request.POST.get("reason", ""))
            messages.success(request, _("Refused. Whoever asked can read why."))
    except ReasonNeeded as error:
        return views.shown(request, user, series, reason_needed(error), 422)
    except OwnWork:
        messages.warning(request, _("You wrote part of this, so somebody else decides."))
    except StateConflict:
        messages.warning(request, _("It was decided already, or its words are not approved any more."))
    return redirect("series", pk)


_ACTS: dict[str, tuple[Callable[..., None], Any]] = {
    "pause": (steering.pause, gettext_lazy("It rests. Posts of coming days were taken back.")),
    "resume": (steering.resume, gettext_lazy("It goes on. What was missed stays missed.")),
    "end": (steering.end, gettext_lazy("Ended. Nothing more of it goes out.")),
}


@login_required
@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it rest, go on, or end."""
    user = cast(User, request.user)
    series = get_series(user, pk, Right.PUBLISH)
    name = request.POST.get("act", "")
    if name not in _ACTS:
        return redirect("series", pk)
    do, said = _ACTS[name]
    try:
        do(actor=user, series=series, **_new_day(request, name))
    except BadRhythm as error:
        return views.shown(request, user, series, words.problem(error.code), 422)
    except StateConflict:
        messages.warning(request, _("Somebody else changed it just now. This is how it is at present."))
    else:
        messages.success(request, str(said))
    return redirect("series", pk)


def _new_day(request: HttpRequest, name: str) -> dict[str, date]:
    """The new day for its sources, when one was chosen along with going on."""
    chosen = _date(request.POST.get("evidence_due", "")) if name == "resume" else None
    return {"evidence_due": chosen} if chosen else {}


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@login_required
@require_POST
def day(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a day out, or take it in again."""
    user = cast(User, request.user)
    series = get_series(user, pk, Right.PUBLISH)
    chosen = _date(request.POST.get("day", ""))
    if chosen is not None:
        _change_day(request, user, series, chosen)
    return redirect("series", pk)


def _change_day(request: HttpRequest, user: User, series: Series, chosen: date) -> None:
    out = request.POST.get("act") != "in"
    try:
        (steering.skip if out else steering.unskip)(actor=user, series=series, day=chosen)
    except BadRhythm as error:
        messages.warning(request, words.problem(error.code))
    except StateConflict:
        messages.warning(request, _("Its post is out or on its way. You can take that post down."))
    else:
        messages.success(request, _("Left out.") if out else _("Taken in again."))
