"""The list of posts, and one post's page."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wellspoken.rooms.channels.selectors import channels_for
from wellspoken.rooms.content import listing
from wellspoken.rooms.content.access import get_post
from wellspoken.rooms.people.access import Denied, may, visible_teams
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing.selectors import summaries
from wellspoken.web.posts import asking, page, words


@login_required
@require_safe
def posts(request: HttpRequest) -> HttpResponse:
    """Everything the person may see, newest change first, with filters."""
    user = cast(User, request.user)
    if not may(user, Right.VIEW):
        raise Denied(Right.VIEW)
    wanted = asking.filters(request.GET)
    found = listing.page(user, wanted, asking.after(request.GET))
    how_far = summaries(found.posts)
    context = {
        "rows": [
            {
                "post": post,
                "state": words.STATES[post.state],
                "tone": words.STATE_TONES.get(post.state, ""),
                "summary": how_far[post.pk],
                "stop": words.stop(how_far[post.pk]),
                "words": page.first_words(post),
            }
            for post in found.posts
        ],
        "older": asking.older(request, found.older),
        "first_page": "after" not in request.GET,
        "filters": wanted,
        "filtered": wanted != listing.Filters(),
        "states": words.STATES,
        "teams": visible_teams(user),
        "channels": channels_for(user),
        "authors": page.authors(user),
    }
    return render(request, "posts/posts.html", context)


@login_required
@require_safe
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """One post's whole life."""
    user = cast(User, request.user)
    return render(request, "posts/post.html", page.context(request, user, get_post(user, pk)))


@login_required
@require_safe
def checks(request: HttpRequest, pk: int) -> HttpResponse:
    """What today's checks say: a page of its own, or the part that the post's page loads when it is drawn."""
    user = cast(User, request.user)
    return checked(request, user, pk)


def checked(
    request: HttpRequest, user: User, pk: int, kept: page.Kept | None = None, status: int = 200
) -> HttpResponse:
    """Draw the checks, after a refusal with what was typed."""
    context = page.checks(user, get_post(user, pk), kept)
    part = request.headers.get("HX-Request") == "true" and not request.headers.get("HX-History-Restore-Request")
    answer = render(request, "posts/findings.html" if part else "posts/checks.html", context, status=status)
    answer["Vary"] = "HX-Request"
    return answer
