"""Moving several posts at once: choose, shift, see what stayed and why, undo."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Min, Q
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from wellspoken.rooms.content.access import visible_posts
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.web.calendar.moving import NotMoved, Target, move_post, planned_time

MOST = 100
FURTHEST = 366
_UNDO = "moved_posts"
_OPEN = ("draft", "changes", "in_review", "approved", "published")
_WAITING = Q(deliveries__state__in=["scheduled", "late", "held"])


class ShiftForm(forms.Form):
    """By how many days, and to which time of day if that changes too."""

    days = forms.IntegerField(
        label=gettext_lazy("Days later"),
        min_value=-FURTHEST,
        max_value=FURTHEST,
        initial=7,
        help_text=gettext_lazy("A minus moves them earlier: -1 is a day before."),
    )
    at = forms.TimeField(
        label=gettext_lazy("Time of day"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("Left empty, each keeps its own."),
    )


@dataclass
class Shifted:
    """What became of a shift: where each moved post was (for undoing), and why the others stayed, by key."""

    before: dict[str, list[Any]] = field(default_factory=dict)
    left: dict[int, str] = field(default_factory=dict)


@login_required
@require_http_methods(["GET", "POST"])
def several(request: HttpRequest) -> HttpResponse:
    """The coming posts to choose from; moving those chosen."""
    user = require(request.user, Right.VIEW)
    chosen = {
        int(key) for key in request.POST.getlist("post")[:MOST] if key.isascii() and key.isdigit() and len(key) < 19
    }
    form = ShiftForm(request.POST if request.method == "POST" else None)
    left: dict[int, str] = {}
    status = 200
    if request.method == "POST" and form.is_valid():
        if chosen:
            done = _shift(user, chosen, timedelta(days=form.cleaned_data["days"]), form.cleaned_data["at"])
            _say(request, done)
            if not done.left:
                return redirect("calendar_several")
            left = done.left
        else:
            messages.info(request, _("Nothing was chosen, so nothing moved."))
    elif request.method == "POST":
        status = 422
    rows = [{"post": post, "why": left.get(post.pk, ""), "chosen": post.pk in chosen} for post in coming(user)]
    context = {"rows": rows, "form": form, "most": MOST, "undo": bool(request.session.get(_UNDO))}
    return render(request, "calendar/several.html", context, status=status)


def coming(user: User) -> list[Post]:
    """The next hundred posts with one time to come that this person may see, soonest first; one query."""
    rows = visible_posts(user).filter(Q(plan_kind="at") | _WAITING, state__in=_OPEN)
    rows = rows.annotate(due=Coalesce(Min("deliveries__due_at", filter=_WAITING), "plan_at"))
    rows = rows.exclude(state="published", deliveries__isnull=True).filter(due__gt=timezone.now())
    return list(rows.order_by("due", "pk")[:MOST])


def _shift(user: User, keys: Iterable[int], by: timedelta, at: time | None) -> Shifted:
    """Move each by itself: one that cannot be moved keeps none of the others back."""
    done = Shifted()
    for post in visible_posts(user).filter(pk__in=keys).order_by("pk"):
        plan = planned_time(post)
        if plan is None:
            done.left[post.pk] = _("It has no time of its own, or several. Move it on the calendar.")
            continue
        wall = datetime.fromisoformat(plan.wall) + by
        wall = datetime.combine(wall.date(), at) if at is not None else wall
        try:
            move_post(actor=user, post=post, target=Target(wall.isoformat(timespec="minutes"), plan.zone))
        except NotMoved as error:
            done.left[post.pk] = error.words
        else:
            done.before[str(post.pk)] = [plan.wall, plan.zone, plan.fold]
    return done


def _say(request: HttpRequest, done: Shifted) -> None:
    if done.before:
        request.session[_UNDO] = done.before
        said = ngettext("%(n)d post moved.", "%(n)d posts moved.", len(done.before))
        messages.success(request, said % {"n": len(done.before)})
    if done.left:
        said = ngettext("%(n)d stayed; its row says why.", "%(n)d stayed; their rows say why.", len(done.left))
        messages.warning(request, said % {"n": len(done.left)})


@login_required
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Put the posts that were moved last back where they were."""
    user = cast(User, request.user)
    before: dict[str, list[Any]] = request.session.pop(_UNDO, {})
    back, stayed = 0, 0
    for post in visible_posts(user).filter(pk__in=[int(key) for key in before]):
        wall, zone, fold = before[str(post.pk)]
        try:
            move_post(actor=user, post=post, target=Target(wall, zone, fold))
            back += 1
        except NotMoved:
            stayed += 1
    if back:
        messages.success(request, ngettext("%(n)d post is back.", "%(n)d posts are back.", back) % {"n": back})
    if stayed:
        said = ngettext("%(n)d could not go back.", "%(n)d could not go back.", stayed)
        messages.warning(request, said % {"n": stayed})
    return redirect("calendar_several")
