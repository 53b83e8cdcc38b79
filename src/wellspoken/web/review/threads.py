"""Comments as threads: each with its answers, where it points, and whether it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from wellspoken.rooms.content.body import Body
from wellspoken.rooms.review.models import Comment


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with its answers; `number` counts those about pictures, `where` says which picture and where in it."""

    first: Comment
    answers: list[Comment] = field(default_factory=list)
    number: int = 0
    where: str = ""


def threads(comments: Sequence[Comment], body: Body) -> list[Thread]:
    """Every thread, oldest first; pictures are counted in the version that is read."""
    places = {picture.media_id: number for number, picture in enumerate(body.pictures, 1)}
    found: dict[int, Thread] = {}
    pins = 0
    for comment in comments:
        if comment.thread_id is not None:
            continue
        pins += bool(comment.picture)
        where = _where(comment, places) if comment.picture else ""
        found[comment.pk] = Thread(comment, [], pins if comment.picture else 0, where)
    for comment in comments:
        if comment.thread_id in found:
            found[comment.thread_id].answers.append(comment)
    return list(found.values())


def _where(comment: Comment, places: Mapping[str, int]) -> str:
    number = places.get(comment.picture)
    if number is None:
        return _("A picture that is no longer there")
    if comment.x is None or comment.y is None:
        return _("Picture %(n)s") % {"n": number}
    said = _("Picture %(n)s, %(x)s %% from the left, %(y)s %% from the top")
    return said % {"n": number, "x": comment.x, "y": comment.y}


def pins(found: Sequence[Thread]) -> dict[str, list[Thread]]:
    """The open threads that point into a picture, by its key."""
    by_picture: dict[str, list[Thread]] = {}
    for thread in found:
        if thread.first.picture and thread.first.x is not None and thread.first.resolved_at is None:
            by_picture.setdefault(thread.first.picture, []).append(thread)
    return by_picture


def context(comments: Sequence[Comment], body: Body) -> dict[str, Any]:
    """What the templates of comments draw."""
    found = threads(comments, body)
    return {
        "threads": found,
        "open_threads": sum(1 for thread in found if thread.first.resolved_at is None),
        "pins": pins(found),
    }
