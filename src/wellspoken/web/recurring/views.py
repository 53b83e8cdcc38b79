"""The list, one series with its days, and the form that asks for one."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wellspoken.rooms.content.access import get_editable
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.access import may, require
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing.models import Series
from wellspoken.rooms.publishing.recurring import asking, selectors
from wellspoken.rooms.publishing.rhythm import BadRhythm
from wellspoken.rooms.review.access import writers_of
from wellspoken.web.recurring import words
from wellspoken.web.recurring.forms import RhythmForm

PAGE = 30
#: the field of the form at which a problem is said; the others stand above it
FIELDS = {"over": "last", "ends": "last", "long": "last", "use_until": "last", "evidence": "evidence_due"}


@login_required
@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """Every series this person may see, newest first."""
    user = require(request.user, Right.VIEW)
    page = Paginator(selectors.visible_series(user), PAGE).get_page(request.GET.get("page"))
    context = {"rows": [words.row(series) for series in page], "page": page}
    return render(request, "recurring/every.html", context)


@login_required
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One series: its rhythm, who approved it, each of its days."""
    user = cast(User, request.user)
    return shown(request, user, selectors.get_series(user, pk))


def shown(request: HttpRequest, user: User, series: Series, wrong: str = "", status: int = 200) -> HttpResponse:
    """The page of a series; `wrong` says what a form on it lacked."""
    team = series.post.team_id
    asked = series.state == "asked"
    own = user.pk in writers_of(series.post, series.asked_by_id) if asked else False
    context = {
        **words.row(series),
        "days": selectors.days_of(series, timezone.now()),
        "may_decide": asked and may(user, Right.REVIEW, team) and not own,
        "own": own,
        "may_steer": series.state in selectors.ALIVE and may(user, Right.PUBLISH, team),
        "wrong": wrong,
    }
    return render(request, "recurring/series.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that an approved post comes again."""
    user = cast(User, request.user)
    post = get_editable(user, pk)
    form = RhythmForm(request.POST if request.method == "POST" else None, initial={"first": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            due = form.cleaned_data["evidence_due"]
            made = asking.ask(actor=user, post=post, rhythm=form.rhythm(post.team.time_zone), evidence_due=due)
        except BadRhythm as error:
            form.add_error(
                FIELDS.get(error.code, error.code if error.code in form.fields else None), words.problem(error.code)
            )
        except StateConflict:
            messages.warning(request, _("Only an approved post can come again, and only in one series."))
            return redirect("post", pk)
        else:
            messages.success(request, _("Asked. It begins when a reviewer has approved it."))
            return redirect("series", made.pk)
    return render(request, "recurring/ask.html", {"post": post, "form": form}, status=422 if form.errors else 200)
