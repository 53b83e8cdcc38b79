"""The page behind a private link: one version, read and decided on any phone, without an account."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.review import services
from wellspoken.rooms.review.errors import MIN_REASON, BlockedByChecks, NoSuchPassage, ReasonNeeded, Unanswered
from wellspoken.rooms.review.flow.errors import NotYourStep, OutsideGone
from wellspoken.rooms.review.models import OutsideReviewer
from wellspoken.rooms.review.selectors.outside import outside_view, picture_for
from wellspoken.rooms.review.services import Said
from wellspoken.rooms.review.services.outside import may_decide
from wellspoken.web.consents import throttle
from wellspoken.web.films.contexts import shown as film_shown
from wellspoken.web.frame import answers
from wellspoken.web.media.answers import send
from wellspoken.web.review import outside_words, reading, words
from wellspoken.web.review.page import Kept

#: with `no-referrer` browsers would send forms without an origin, and the protection of forms would refuse them
_HEADERS = {"X-Robots-Tag": "noindex, nofollow, noarchive", "Referrer-Policy": "same-origin"}
View = Callable[..., HttpResponseBase]


def private(view: View) -> Callable[..., HttpResponseBase]:
    """Open the link, speak the reader's language, leave no copies; a link that is over says so and nothing else."""

    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, key: str, **more: Any) -> HttpResponseBase:
        if throttle.too_many(request):
            return answers.throttled(request)
        try:
            row = services.open_link(key)
            with translation.override(row.language):
                response = view(request, row, key, **more)
        except OutsideGone as over:
            throttle.led_nowhere(request)
            response = gone(request, over)
        for name, value in _HEADERS.items():
            response[name] = value
        return response

    return answer


def gone(request: HttpRequest, over: OutsideGone) -> HttpResponse:
    """Why the link leads nowhere, in plain words."""
    return render(request, "review/outside_gone.html", {"why": outside_words.over(over)}, status=404)


@require_GET
@private
def read(request: HttpRequest, row: OutsideReviewer, key: str) -> HttpResponse:
    """The version as it will appear, and what may be said about it."""
    return _page(request, row, key)


def _page(request: HttpRequest, row: OutsideReviewer, key: str, kept: Kept | None = None) -> HttpResponse:
    view = outside_view(row)
    asked = row.request
    context = {
        "row": row,
        "outside_key": key,
        "asked": asked,
        "post": asked.post,
        "reading": view.reading,
        "body": view.reading.body,
        "film": film_shown(view.reading.body.film, key),
        "comments": view.comments,
        "may_decide": may_decide(row),
        "kept": kept or Kept(),
        "least": MIN_REASON,
    }
    return render(request, "review/outside.html", context, status=422 if kept else 200)


@require_POST
@private
def comment(request: HttpRequest, row: OutsideReviewer, key: str) -> HttpResponse:
    """Say something about the version."""
    text = request.POST.get("text", "")
    try:
        services.comment_outside(row=row, said=Said(text, reading.passage(request)))
    except ReasonNeeded as refused:
        why = words.reason_needed(refused) if refused.code == "long" else _("Write what you want to say.")
        return _page(request, row, key, Kept("comment", text, why))
    except NoSuchPassage:
        return _page(request, row, key, Kept("comment", text, _("Choose the passage again.")))
    return redirect(f"{reverse('outside', args=[key])}#comments")


@require_POST
@private
def decide(request: HttpRequest, row: OutsideReviewer, key: str) -> HttpResponse:
    """Approve the step, or ask for changes; the link has done its work."""
    verdict, reason = request.POST.get("verdict", ""), request.POST.get("reason", "")
    seen = request.POST.get("seen", "")
    try:
        made = services.decide_outside(row=row, verdict=verdict, reason=reason, seen=seen)
    except ReasonNeeded as refused:
        return _page(request, row, key, Kept(verdict, reason, words.reason_needed(refused)))
    except (NotYourStep, BlockedByChecks, Unanswered) as refused:
        return _page(request, row, key, Kept("", reason, outside_words.refused(refused)))
    return render(request, "review/outside_done.html", {"decision": made, "approved": made.verdict == "approve"})


@require_GET
@private
def picture(request: HttpRequest, row: OutsideReviewer, key: str, pk: uuid.UUID, size: str) -> HttpResponseBase:
    """A picture of this version, as long as the link leads to it."""
    found = picture_for(row, str(pk))
    if found is None:
        raise NotThere(f"picture {pk}")
    return send(request, found, size, "private, no-store")
