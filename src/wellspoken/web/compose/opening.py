"""The way into the composer, and where people go when a post leaves it."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch, reverse

from wellspoken.rooms.content.access import get_editable
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right


def open_post(request: HttpRequest, pk: int) -> tuple[User, Post]:
    """The person and the post they may edit; 404 or `Denied` otherwise."""
    try:
        post = get_editable(request.user, pk)
    except NotThere as error:
        raise Http404 from error
    return require(request.user, Right.VIEW), post


def after(post: Post) -> str:
    """Where people go when a post leaves the composer: its page, or the composer while there is none."""
    try:
        return reverse("post", args=[post.pk])
    except NoReverseMatch:
        return reverse("compose", args=[post.pk])
