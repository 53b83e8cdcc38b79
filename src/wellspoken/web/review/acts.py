"""The smaller acts of a reviewer: comment, mark as done and open again, release a stop, take a decision back."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review import services
from wellspoken.rooms.review.access import get_request
from wellspoken.rooms.review.errors import NoSuchPassage, OwnWork, ReasonNeeded, TooLate
from wellspoken.web.review import reading, words
from wellspoken.web.review.page import Kept
from wellspoken.web.review.views import ANSWER_REFUSALS, answers_refused, shown


@login_required
@require_POST
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something about a passage."""
    user = cast(User, request.user)
    asked = get_request(user, pk, Right.VIEW)
    text = request.POST.get("text", "")
    try:
        made = services.comment(
            actor=user,
            revision=asked.revision,
            text=text,
            passage=reading.passage(request),
            spot=reading.spot(request),
            thread=reading.posted(request, "thread"),
        )
    except ReasonNeeded as refused:
        why = words.reason_needed(refused) if refused.code == "long" else _("Write what you want to say.")
        return shown(request, user, asked, Kept("comment", text, why), 422)
    except NoSuchPassage:
        return shown(request, user, asked, Kept("comment", text, _("Choose the passage again.")), 422)
    return redirect(f"{reverse('review', args=[pk])}#comment-{made.pk}")


@login_required
@require_POST
def resolve(request: HttpRequest, pk: int, comment_id: int) -> HttpResponse:
    """Mark a comment as done."""
    user = cast(User, request.user)
    asked = get_request(user, pk, Right.VIEW)
    services.resolve_comment(actor=user, post=asked.post, comment_id=comment_id)
    return redirect(f"{reverse('review', args=[pk])}#comments")


@login_required
@require_POST
def reopen(request: HttpRequest, pk: int, comment_id: int) -> HttpResponse:
    """Open a thread again that was done."""
    user = cast(User, request.user)
    asked = get_request(user, pk, Right.VIEW)
    services.reopen_comment(actor=user, post=asked.post, comment_id=comment_id)
    return redirect(f"{reverse('review', args=[pk])}#comments")


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Record answers to the questions that only a person can answer."""
    user = cast(User, request.user)
    asked = get_request(user, pk, Right.REVIEW)
    given = reading.given(request)
    try:
        made = services.answer(actor=user, request=asked, given=given)
    except ANSWER_REFUSALS as refused:
        return answers_refused(request, user, asked, given, refused)
    if made:
        messages.success(request, _("Your answers are recorded."))
    return redirect(f"{reverse('review', args=[pk])}#questions")


@login_required
@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one stop through, with a written reason."""
    user = cast(User, request.user)
    asked = get_request(user, pk, Right.RELEASE)
    finding, reason = request.POST.get("finding", ""), request.POST.get("reason", "")
    try:
        services.release(actor=user, post=asked.post, finding_id=finding, reason=reason)
    except ReasonNeeded as refused:
        return shown(request, user, asked, Kept(f"release-{finding}", reason, words.reason_needed(refused)), 422)
    except OwnWork:
        messages.warning(request, _("You wrote part of this, so somebody else releases it."))
    except NotThere:
        messages.warning(request, _("This stop is gone: the words changed, or somebody released it first."))
    return redirect(f"{reverse('review', args=[pk])}#findings")


@login_required
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own decision back while nothing has left."""
    user = cast(User, request.user)
    asked = get_request(user, pk, Right.REVIEW)
    try:
        services.take_back(actor=user, request=asked)
    except TooLate:
        messages.warning(request, _("It is too late to undo: it is on its way, or the words have changed."))
    else:
        messages.success(request, _("Undone. This version waits for a decision again."))
    return redirect("review", pk)
