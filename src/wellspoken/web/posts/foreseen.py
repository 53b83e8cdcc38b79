"""A post's page about when it is approved: what to do when that is too late."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from wellspoken.rooms.content.access import get_editable, get_post, may_edit
from wellspoken.rooms.content.errors import NotEditable
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.services import set_plan
from wellspoken.rooms.content.states import PostState
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.walltime import BadTime
from wellspoken.rooms.people.access import may
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing.safe_times import plan_at, safe_time
from wellspoken.rooms.review.access import get_request
from wellspoken.rooms.review.errors import NoDeputy, Outdated
from wellspoken.rooms.review.forecast import Forecast
from wellspoken.rooms.review.models import ReviewRequest
from wellspoken.rooms.review.selectors import open_request_of
from wellspoken.rooms.review.selectors.chased import who_can_step_in
from wellspoken.rooms.review.selectors.paces import Asked, foresee, paces
from wellspoken.rooms.review.services.chasing import ask_deputies
from wellspoken.web.frame import clock
from wellspoken.web.review import foreseen

#: states in which an approval is still to come
TO_COME = frozenset({PostState.DRAFT, PostState.CHANGES, PostState.IN_REVIEW})


def forecast_of(post: Post) -> tuple[Forecast, ReviewRequest | None]:
    """The forecast, and the open request if it was asked for; as if asked now, if not. Two queries."""
    asked = open_request_of(post) if post.state == PostState.IN_REVIEW else None
    now = timezone.now()
    known = paces([post.team_id], now)
    return foresee(Asked.of(post, asked.asked_at if asked else now), now, known), asked


def panel(user: User, post: Post) -> dict[str, Any] | None:
    """What the part of a page shows; None for a post that waits for no approval. About twelve queries at most."""
    if post.state not in TO_COME:
        return None
    found, asked = forecast_of(post)
    timed = found.troubled and post.plan_kind == "at" and found.safe is not None
    safe = safe_time(post, found.safe) if timed and found.safe else None
    may_ask = asked is not None and (may(user, Right.REVIEW, post.team_id) or may_edit(user, post))
    return {
        "tone": foreseen.TONES[found.kind],
        "sentence": foreseen.sentence(found, post.team),
        "safe": clock.when(safe.utc, post.team) if safe else "",
        "may_move": safe is not None and may_edit(user, post),
        "asked": asked,
        "step_in": who_can_step_in(asked, user) if asked and may_ask and found.troubled else None,
    }


@login_required
@require_safe
def forecast(request: HttpRequest, pk: int) -> HttpResponse:
    """When it is approved: a page of its own, or the part that other pages load."""
    user = cast(User, request.user)
    post = get_post(user, pk)
    part = request.headers.get("HX-Request") == "true" and not request.headers.get("HX-History-Restore-Request")
    context = {"post": post, "forecast": panel(user, post), "back": "compose" if "compose" in request.GET else "post"}
    answer = render(request, "posts/forecast_part.html" if part else "posts/forecast.html", context)
    answer["Vary"] = "HX-Request"
    return answer


@login_required
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move the plan to the next time by which it will have been reviewed."""
    user = cast(User, request.user)
    post = get_editable(user, pk)
    back = "compose" if request.POST.get("back") == "compose" else "post"
    found, _asked = forecast_of(post)
    if post.state not in TO_COME or found.safe is None:
        messages.warning(request, _("When it is approved is not known, so no time is safe. Choose one yourself."))
        return redirect(back, pk)
    safe = safe_time(post, found.safe)
    try:
        set_plan(actor=user, post=post, plan=plan_at(safe))
    except (BadTime, NotEditable):
        messages.warning(request, _("The time could not be changed: look at the post again."))
    else:
        messages.success(request, _("Moved to %(time)s.") % {"time": clock.when(safe.utc, post.team)})
    return redirect(back, pk)


@login_required
@require_POST
def deputies(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the deputies to step in."""
    user = cast(User, request.user)
    asked = open_request_of(get_post(user, pk))
    if asked is None:
        raise NotThere(f"open review of post {pk}")
    try:
        people = ask_deputies(actor=user, request=get_request(user, asked.pk, Right.VIEW))
    except NoDeputy:
        messages.warning(request, _("No reviewer of this team has named a deputy who can step in now."))
    except Outdated:
        messages.info(request, _("This version has been decided."))
    else:
        text = ngettext("%(names)s is asked by mail.", "%(names)s are asked by mail.", len(people))
        names = ", ".join(person.name for person in people)
        messages.success(request, text % {"names": names} if people else _("They were asked before."))
    return redirect("post", pk)
