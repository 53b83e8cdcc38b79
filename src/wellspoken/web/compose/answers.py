"""What the island asks while somebody writes; answers are JSON, refusals carry a sentence."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.http.request import UnreadablePostError
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wellspoken.rooms.channels.selectors import for_team
from wellspoken.rooms.content.access import get_editable
from wellspoken.rooms.content.body import BadBody, Body
from wellspoken.rooms.content.errors import EditConflict, NotEditable
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.services import save_post, set_plan
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.walltime import BadTime
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import User
from wellspoken.web.compose import planning, reading, words
from wellspoken.web.compose.checking import Asked, report

Verb = Callable[[HttpRequest, User, Post], dict[str, Any]]


def _refused(status: int, code: str, sentence: str, **more: Any) -> JsonResponse:
    return JsonResponse({"code": code, "error": sentence, **more}, status=status)


def answer(verb: Verb) -> Callable[[HttpRequest, int], JsonResponse]:
    """Make a verb on one post a view: signed in, allowed, and every refusal said plainly."""

    @require_POST
    @wraps(verb)
    def view(request: HttpRequest, pk: int) -> JsonResponse:
        if not isinstance(request.user, User):
            return _refused(401, "signed_out", _("You are signed out."), url=reverse("account_login"))
        try:
            return JsonResponse(verb(request, request.user, get_editable(request.user, pk)))
        except EditConflict as told:
            merged = told.merged.to_json() if told.merged else None
            more = {"version": told.version, "who": told.who, "theirs": told.theirs.to_json(), "merged": merged}
            return _refused(409, "conflict", _("Somebody else saved this post meanwhile."), **more)
        except (BadBody, BadTime, NotEditable, RequestDataTooBig, UnreadablePostError, NotThere, Denied) as error:
            return _plain(error)

    return view


def _plain(error: Exception) -> JsonResponse:
    if isinstance(error, BadBody):
        return _refused(422, error.code, words.bad_body(error))
    if isinstance(error, BadTime):
        return _refused(422, error.code, str(words.TIME.get(error.code, words.TIME["shape"])))
    if isinstance(error, NotEditable):
        return _refused(409, "state", words.not_editable(error.state))
    if isinstance(error, NotThere):
        return _refused(404, "gone", _("This post is not there any more."))
    if isinstance(error, Denied):
        return _refused(403, "denied", _("You may see this post, but not change it."))
    return _refused(413, "long", words.bad_body(BadBody("too big", "long")))


@answer
def autosave(request: HttpRequest, user: User, post: Post) -> dict[str, Any]:
    """`{version, body, base}` → `{version, state}`; 409 with both versions when somebody else was first."""
    sent = reading.json_of(request)
    base = Body.from_json(sent["base"]) if isinstance(sent.get("base"), dict) else None
    saved = save_post(
        actor=user,
        post=post,
        base_version=reading.whole(sent.get("version")),
        body=reading.body_sent(sent, post),
        base=base,
    )
    return {"version": saved.version, "state": post.state, "state_word": str(words.STATES[post.state])}


@answer
def screen(request: HttpRequest, user: User, post: Post) -> dict[str, Any]:
    """`{seq, body}` → the report on these words, with the same `seq`. Stores nothing."""
    sent = reading.json_of(request)
    body = reading.body_sent(sent, post)
    asked = Asked(post.team, for_team(post.team), get_language() or "en", post)
    return {"seq": reading.whole(sent.get("seq", 0)), **report(asked, body)}


@answer
def plan(request: HttpRequest, user: User, post: Post) -> dict[str, Any]:
    """`{plan, wall, fold}` → what was chosen in words, and whether that hour comes twice."""
    chosen = set_plan(actor=user, post=post, plan=reading.plan_of(reading.json_of(request), post.team.time_zone))
    return planning.said(post, chosen)
