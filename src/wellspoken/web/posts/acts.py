"""What people do on a post's page."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from wellspoken.rooms.content import services as content
from wellspoken.rooms.content.access import get_post
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing import services as publishing
from wellspoken.rooms.publishing.access import get_delivery
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.review import services as review
from wellspoken.rooms.review.errors import OwnWork, ReasonNeeded
from wellspoken.web.posts import words
from wellspoken.web.posts.page import Kept
from wellspoken.web.posts.views import checked
from wellspoken.web.review.words import reason_needed


@login_required
@require_POST
def now(request: HttpRequest, pk: int) -> HttpResponse:
    """Let everything that waits go out at once."""
    user = cast(User, request.user)
    try:
        moved = publishing.publish_now(actor=user, post=get_post(user, pk, Right.PUBLISH))
    except publishing.OnHold as error:
        messages.warning(request, words.on_hold(error))
    except (StateConflict, publishing.OutsideApproval):
        messages.warning(request, words.not_done())
    else:
        text = ngettext("Going out now on %(n)s channel.", "Going out now on %(n)s channels.", len(moved))
        messages.success(request, text % {"n": len(moved)})
    return redirect("post", pk)


@login_required
@require_POST
def recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the post back from review or from the queue; it is a draft again."""
    user = cast(User, request.user)
    try:
        review.recall(actor=user, post=get_post(user, pk))
    except StateConflict:
        messages.warning(request, words.not_done())
    else:
        messages.success(request, _("Taken back. It is a draft again."))
    return redirect("post", pk)


@login_required
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """A new draft with the same words."""
    user = cast(User, request.user)
    made = content.copy_post(actor=user, post=get_post(user, pk))
    return redirect("compose", made.pk)


@login_required
@require_POST
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """A new draft that corrects what is out; a correction that is under way already is opened."""
    user = cast(User, request.user)
    post = get_post(user, pk)
    try:
        made = publishing.correct(actor=user, post=post)
    except StateConflict:
        messages.warning(request, words.not_done())
        return redirect("post", pk)
    return redirect("compose", made.pk)


@login_required
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the post out of the bin."""
    user = cast(User, request.user)
    try:
        content.restore_post(actor=user, post=get_post(user, pk))
    except StateConflict:
        messages.warning(request, words.not_done())
    return redirect("post", pk)


@login_required
@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one stop through, with a written reason."""
    user = cast(User, request.user)
    post = get_post(user, pk, Right.RELEASE)
    finding, reason = request.POST.get("finding", ""), request.POST.get("reason", "")
    try:
        review.release(actor=user, post=post, finding_id=finding, reason=reason)
    except ReasonNeeded as refused:
        return checked(request, user, pk, Kept(f"release-{finding}", reason, reason_needed(refused)), 422)
    except OwnWork:
        messages.warning(request, _("You wrote part of this, so somebody else releases it."))
    except NotThere:
        messages.warning(request, _("This stop is gone: the words changed, or somebody released it first."))
    return redirect("post_checks", pk)


@login_required
@require_POST
def delivery(request: HttpRequest, pk: int, delivery_id: int) -> HttpResponse:
    """Send again, cancel, or say what became of one channel's delivery."""
    user = cast(User, request.user)
    found = get_delivery(user, delivery_id, Right.PUBLISH)
    if found.post_id != pk:
        raise NotThere(f"delivery {delivery_id}")
    try:
        _act(request, user, found)
    except publishing.OnHold as error:
        messages.warning(request, words.on_hold(error))
    except (StateConflict, publishing.OutsideApproval):
        messages.warning(request, words.not_done())
    back = request.POST.get("back", "")
    return redirect("deliveries_unknown") if back == "unknown" else redirect("post", pk)


def _act(request: HttpRequest, user: User, found: Delivery) -> None:
    act = request.POST.get("act", "")
    if act == "retry":
        publishing.retry(actor=user, delivery=found)
        messages.success(request, _("It is sent again now."))
    elif act == "cancel":
        publishing.cancel(actor=user, delivery=found)
        messages.success(request, _("It will not go out on %(name)s.") % {"name": found.channel.name})
    elif act in {"there", "not_there", "let_go"}:
        address = request.POST.get("url", "").replace("\x00", "").strip()[:600]
        url = address if address.startswith(("https://", "http://")) else ""
        publishing.settle_by_person(actor=user, delivery=found, there=act == "there", url=url, again=act == "not_there")
        messages.success(request, _("Thank you. It is noted who looked, and when."))
