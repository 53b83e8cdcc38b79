"""Linking a post to the consents of the people in it: find, link, say what is used and what for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wellspoken.rooms.consents import selectors
from wellspoken.rooms.consents.uses import Use
from wellspoken.rooms.content.access import get_editable
from wellspoken.rooms.content.body import MAX_CONSENTS, BadBody, Body
from wellspoken.rooms.content.errors import EditConflict, NotEditable
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.services import save_post
from wellspoken.rooms.content.states import EDITABLE
from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.web.consents import people, words


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """The page, and its acts: add one, take one away, say what is used of each."""
    user = cast(User, request.user)
    post = get_editable(user, pk)
    require(user, Right.CONSENTS, post.team)
    if post.state not in EDITABLE:
        return redirect("post", pk)
    if request.method == "POST":
        return _save(request, user, post)
    wanted = request.GET.get("q", "").replace("\x00", "").strip()[:150]
    body = post.current.content if post.current else Body()
    linked = {use.key for use in body.consents}
    found = [row for row in selectors.linkable(post.team, wanted) if row.pk not in linked] if wanted else []
    context = {"post": post, "rows": people.in_post(post, body), "q": wanted, "found": found}
    return render(request, "consents/linking.html", context)


def _save(request: HttpRequest, user: User, post: Post) -> HttpResponse:
    body = post.current.content if post.current else Body()
    try:
        version = int(request.POST.get("version", "")[:12])
        uses = _uses(request.POST, body.consents)
        if (added := request.POST.get("add", "")) and all(use.key != int(added) for use in uses):
            uses = [*uses, _added(post, int(added))]
        save_post(actor=user, post=post, base_version=version, body=replace(body, consents=tuple(uses)))
    except EditConflict:
        messages.warning(request, words.changed_meanwhile())
    except (BadBody, NotEditable, ValueError, OverflowError, KeyError):
        messages.warning(request, _("That could not be linked. Look at it again."))
    else:
        messages.success(request, _("Saved."))
        if request.POST.get("then") == "back":
            return redirect("compose", post.pk)
    return redirect("post_consents", post.pk)


def _uses(form: QueryDict, before: Sequence[Use]) -> list[Use]:
    """What the form says of each that was linked; those to be taken away are left out."""
    told = set(form.getlist("use"))
    return [
        _said(form, use) if str(use.key) in told else use for use in before if form.get("remove", "") != str(use.key)
    ]


def _said(form: QueryDict, use: Use) -> Use:
    information = tuple(sorted(set(form.getlist(f"information-{use.key}"))))[:20]
    return Use(use.key, form.get(f"purpose-{use.key}", "")[:20], information)


def _added(post: Post, key: int) -> Use:
    """A new link: everything the consent allows, and its purpose when there is one only. Raises `BadBody`."""
    if not 0 < key < 2**63 or (post.current and len(post.current.content.consents) >= MAX_CONSENTS):
        raise BadBody("no such consent", "consent")
    consent: Any = selectors.by_keys([key]).get(key)
    if consent is None or consent.team_id != post.team_id:
        raise BadBody("no such consent", "consent")
    purpose = consent.purposes[0] if len(consent.purposes) == 1 else ""
    return Use(key, purpose, tuple(sorted(consent.information)))
