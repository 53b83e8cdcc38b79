"""The composer's pages. Every act also works as a plain form."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wellspoken.rooms.channels.selectors import for_team
from wellspoken.rooms.content.body import BadBody, Body
from wellspoken.rooms.content.errors import EditConflict, NotEditable
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.services import bin_post, save_post
from wellspoken.rooms.content.states import EDITABLE
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.kernel.walltime import BadTime
from wellspoken.rooms.people.models import User
from wellspoken.rooms.review.forecast import Kind
from wellspoken.web.compose import adding, reading, sending, words
from wellspoken.web.compose.checking import Asked, report
from wellspoken.web.compose.opening import after, open_post
from wellspoken.web.compose.page import Shown, context
from wellspoken.web.posts.foreseen import forecast_of
from wellspoken.web.review import foreseen


@login_required
@require_http_methods(["GET", "POST"])
def compose(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The composer. Without a script, its buttons save, check, and send to review."""
    user, post = open_post(request, pk)
    if request.method == "POST":
        return _act(request, user, post)
    if post.state not in EDITABLE:
        messages.info(request, words.not_editable(post.state))
        where = after(post)
        return redirect(where) if where != request.path else _page(request, user, post, Shown())
    return _page(request, user, post, Shown())


def _page(request: HttpRequest, user: User, post: Post, shown: Shown, status: int = 200) -> HttpResponse:
    return render(request, "compose/compose.html", context(user, post, shown), status=status)


def _act(request: HttpRequest, user: User, post: Post) -> HttpResponseBase:
    """Save what the form holds, then do what the pressed button says; on refusal show it all again."""
    try:
        form = request.POST
    except RequestDataTooBig:
        shown = Shown(errors=[words.bad_body(BadBody("too big", "long"))])
        return _page(request, user, post, shown, 413)
    shown = Shown(raw=reading.with_later(reading.raw_form(form), post))
    try:
        shown.version = reading.whole(form.get("version"))
        base = adding.base_of(form)
        body = adding.with_uploads(request, user, post, Body.from_json(shown.raw))
        save_post(actor=user, post=post, base_version=shown.version, body=body, base=base)
        if form.get("plan"):
            sending.plan(user, post, reading.plan_of(form, post.team.time_zone))
    except EditConflict as told:
        shown.conflict, shown.version = told, told.version
        return _page(request, user, post, shown, 409)
    except (BadBody, BadTime, NotEditable, adding.NotAdded) as error:
        shown.errors.append(_why(error))
        return _page(request, user, post, shown, 422)
    return _next(request, user, post, form.get("action", "save"))


def _why(error: Exception) -> str:
    if isinstance(error, BadBody):
        return words.bad_body(error)
    if isinstance(error, BadTime):
        return str(words.TIME.get(error.code, words.TIME["shape"]))
    if isinstance(error, NotEditable):
        return words.not_editable(error.state)
    return str(error)


def _next(request: HttpRequest, user: User, post: Post, action: str) -> HttpResponseBase:
    verbs: dict[str, Callable[[], HttpResponseBase]] = {
        "check": lambda: _checked(request, user, post, []),
        "submit": lambda: _submitted(request, user, post),
        "ask_release": lambda: _wished(request, user, post),
    }
    if action in verbs:
        return verbs[action]()
    messages.success(request, _("Saved."))
    return redirect("compose", post.pk)


def _checked(request: HttpRequest, user: User, post: Post, errors: list[str]) -> HttpResponse:
    body = post.current.content if post.current else Body()
    found = report(Asked(post.team, for_team(post.team), get_language() or "en", post), body)
    return _page(request, user, post, Shown(errors=errors, report=found), 422 if errors else 200)


def _submitted(request: HttpRequest, user: User, post: Post) -> HttpResponseBase:
    problem = sending.submit(user, post, request.POST.get("note", ""))
    if problem:
        return _checked(request, user, post, [problem])
    messages.success(request, _("Sent to review. You will hear when somebody has decided."))
    found, _asked = forecast_of(post)
    if found.kind != Kind.UNKNOWN:
        tell = messages.warning if found.troubled else messages.info
        tell(request, foreseen.sentence(found, post.team))
    return redirect(after(post))


def _wished(request: HttpRequest, user: User, post: Post) -> HttpResponseBase:
    problem = sending.wish(user, post)
    if problem:
        return _checked(request, user, post, [problem])
    messages.success(request, _("Release asked. People who may release get a mail, and you hear when one decides."))
    return redirect("compose", post.pk)


@login_required
@require_POST
def bin_draft(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put the draft in the bin; it can be taken back."""
    user, post = open_post(request, pk)
    try:
        bin_post(actor=user, post=post)
    except StateConflict:
        messages.error(request, _("This post is with the reviewers or out already, so it cannot go into the bin."))
        return redirect("compose", post.pk)
    messages.success(request, _("“%(title)s” is in the bin.") % {"title": post})
    return redirect("/")
