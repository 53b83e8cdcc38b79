"""Both wordings of a corrected post: what was out, what is out now, and where the old words stay."""

from __future__ import annotations

from typing import Any

from wellspoken.rooms.content import diff
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.access import may
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing import correcting
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.web.posts import words


def can_begin(user: User, post: Post, rows: list[Delivery]) -> bool:
    """Whether "Correct this post" is offered: something of it is out and can be changed; the service checks again."""
    changeable = any(row.state == "live" and correcting.changeable(row) for row in rows)
    return (
        changeable
        and not any(_is_under_way(one) for one in _corrections(post))
        and may(user, Right.SUGGEST, post.team_id)
    )


def _corrections(post: Post) -> list[Post]:
    """Those that were not given up, newest first; read once for a post, and not for one that was never out."""
    if post.state not in {"published", "withdrawn"}:
        return []
    if "_corrections" not in post.__dict__:
        given_up = ["rejected", "binned"]
        post.__dict__["_corrections"] = list(post.corrections.exclude(state__in=given_up).order_by("-pk"))
    found: list[Post] = post.__dict__["_corrections"]
    return found


def _is_under_way(correction: Post) -> bool:
    return correction.state not in {"published", "withdrawn"}


def panel(post: Post, rows: list[Delivery]) -> dict[str, Any] | None:
    """What the page says of corrections; None when there is nothing to say.

    `of`: the post this one corrects, with `changes` from its words to these; `by`: corrections that were approved,
    newest first; `under_way`: those that were not yet; `left`: channels whose posts cannot be changed.
    """
    by = [one for one in _corrections(post) if not _is_under_way(one)]
    under_way = [one for one in _corrections(post) if _is_under_way(one)]
    left = [row.channel.name for row in rows if row.state == "live" and not correcting.changeable(row)]
    if post.corrects is None and not by and not under_way and not left:
        return None
    return {"of": post.corrects, "changes": _changes(post), "by": by, "under_way": under_way, "left": left}


def _changes(post: Post) -> list[Any]:
    earlier = post.corrects
    if earlier is None or earlier.current is None or post.current is None:
        return []
    before, after = earlier.current.content, post.current.content
    found = [change for change in diff.bodies(before, after) if change.part not in {"channel", "correction"}]
    return words.worded(found)
