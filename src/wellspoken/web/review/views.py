"""The queue, and one version to decide about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from wellspoken.rooms.people.access import Denied, may
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review import services
from wellspoken.rooms.review.access import get_request
from wellspoken.rooms.review.deputies import stands_in_for
from wellspoken.rooms.review.errors import (
    BlockedByChecks,
    NoSuchQuestion,
    NotCompetent,
    NoteNeeded,
    Outdated,
    OwnWork,
    ReasonNeeded,
    TrainingOver,
    Unanswered,
)
from wellspoken.rooms.review.flow.errors import NotYourStep
from wellspoken.rooms.review.models import ReviewRequest
from wellspoken.rooms.review.selectors import place_in, queue, waiting, wishes
from wellspoken.rooms.review.services import Given
from wellspoken.rooms.review.services.deciding import OUTCOMES
from wellspoken.web.review import foreseen, page, reading, words
from wellspoken.web.review.page import Kept

ANSWER_REFUSALS = (NoSuchQuestion, NotCompetent, NoteNeeded, Outdated, OwnWork)


@login_required
@require_GET
def reviews(request: HttpRequest) -> HttpResponse:
    """What waits for this person, soonest first."""
    user = cast(User, request.user)
    if not may(user, Right.REVIEW) and not waiting(user):
        raise Denied(Right.REVIEW)
    found = queue(user)
    forecasts = foreseen.of_requests(row.request for row in found)
    rows = [(row, {**words.due(row.request.post), "forecast": forecasts.get(row.request.pk)}) for row in found]
    mine, asked_releases = [pair for pair in rows if not pair[0].own], wishes(user)
    context: dict[str, Any] = {
        "mine": mine,
        "waits": len(mine) + len(asked_releases),
        "others": [pair for pair in rows if pair[0].own],
        "wishes": asked_releases,
        "undo": page.undo_offer(request, user),
        "instead_of": ", ".join(person.name for person in stands_in_for(user, timezone.now())),
    }
    return render(request, "review/queue.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """One exact version with everything needed to decide; a post holds the decision."""
    user = cast(User, request.user)
    asked = get_request(user, pk, Right.VIEW)
    if request.method == "POST":
        return _decided(request, user, asked)
    return shown(request, user, asked)


def shown(
    request: HttpRequest, user: User, asked: ReviewRequest, kept: Kept | None = None, status: int = 200
) -> HttpResponse:
    """Draw the page; what is on the screen now counts as looked at."""
    context = page.context(request, user, asked, kept)
    if asked.state == "open" and not context["packet"].looked:
        services.mark_looked(actor=user, revision=asked.revision)
    if any(comment.mentions_reader for comment in context["packet"].comments):
        services.mark_mentions(actor=user, post=asked.post)
    return render(request, "review/review.html", context, status=status)


def _decided(request: HttpRequest, user: User, asked: ReviewRequest) -> HttpResponse:
    verdict = request.POST.get("verdict", "")
    reason = request.POST.get("reason", "")
    if verdict not in OUTCOMES:
        return shown(request, user, asked, Kept("", reason, _("Choose what to do with this version.")), 400)
    place = place_in(user, asked)
    following = place.next or place.previous
    given = reading.given(request) if verdict == "approve" else []
    try:
        if given:
            services.answer(actor=user, request=asked, given=given)
    except ANSWER_REFUSALS as refused:
        return answers_refused(request, user, asked, given, refused)
    try:
        services.decide(
            actor=user,
            request=asked,
            verdict=verdict,
            reason=reason,
            seen=request.POST.get("seen", "") or "none",
            step=reading.posted(request, "step"),
        )
    except (NotYourStep, ReasonNeeded, Outdated, OwnWork, BlockedByChecks, TrainingOver, Unanswered) as refused:
        return _refused(request, user, asked, Kept(verdict, reason, _why(refused)))
    return after(asked, following)


def _refused(request: HttpRequest, user: User, asked: ReviewRequest, kept: Kept) -> HttpResponse:
    """The page again as things are now, with the words that were typed and the reason they were not taken."""
    now = get_request(user, asked.pk, Right.VIEW)
    return shown(request, user, now, kept, 422 if now.state == "open" else 409)


def answers_refused(
    request: HttpRequest, user: User, asked: ReviewRequest, given: Sequence[Given], refused: Exception
) -> HttpResponse:
    """The page again with the answers that were typed, and why they were not taken."""
    form = f"answer-{refused.question}" if isinstance(refused, NoteNeeded) else "answers"
    kept = Kept(form, "", _why(refused), {one.question: one for one in given})
    return _refused(request, user, asked, kept)


#: refusal -> what the page says
_SAID: dict[type[Exception], Callable[[Any], str]] = {
    NotYourStep: lambda refused: words.not_your_step(refused.now),
    ReasonNeeded: words.reason_needed,
    Outdated: words.outdated,
    Unanswered: words.unanswered,
    NotCompetent: words.not_competent,
    TrainingOver: words.training_over,
    NoteNeeded: words.note_needed,
    BlockedByChecks: words.blocked,
    NoSuchQuestion: lambda _refused: _("These questions changed. Look at them again, then answer."),
    OwnWork: lambda _refused: _("You wrote part of this, so somebody else decides."),
}


def _why(refused: Exception) -> str:
    return _SAID[type(refused)](refused)


def after(asked: ReviewRequest, following: int | None) -> HttpResponse:
    """On to the next one in the queue, with the way back."""
    url = reverse("review", args=[following]) if following else reverse("reviews")
    return redirect(f"{url}?undo={asked.pk}")
