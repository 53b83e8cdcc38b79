"""How posts begin."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.content.access import require_in
from wellspoken.rooms.content.body import Body
from wellspoken.rooms.content.cleaning import clean
from wellspoken.rooms.content.models import Post, Revision
from wellspoken.rooms.content.services.saving import said_in
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.library import links
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right


def create_post(*, actor: User | SystemActor, team: Team, body: Body | None = None) -> Post:
    """A new draft of the team. Raises `Denied` (needs `suggest`) and `BadBody`."""
    require_in(actor, Right.SUGGEST, team)
    return _new(actor, team, clean(team, body or Body(lang=team.language)), "post.created")


def copy_post(*, actor: User | SystemActor, post: Post) -> Post:
    """A new draft with the words of `post` as they are now ("post again", "correct"); channels gone meanwhile are left.

    Raises `Denied` (needs `suggest` in the post's team).
    """
    require_in(actor, Right.SUGGEST, post.team)
    body = post.current.content if post.current else Body(lang=post.team.language)
    return _new(actor, post.team, clean(post.team, body, body), "post.copied", copied_from=post)


def _new(actor: User | SystemActor, team: Team, body: Body, action: str, **fields: Any) -> Post:
    author = actor if isinstance(actor, User) else None
    with transaction.atomic():
        post = Post.objects.create(team=team, author=author, title=body.title, **fields)
        post.current = Revision.objects.create(
            post=post, number=1, body=body.to_json(), content_hash=body.content_hash(), author=author
        )
        post.save(update_fields=["current"])
        source = fields.get("copied_from")
        record(action=action, actor=actor, obj=post, data={"from_post": source.pk} if source else {})
        links.want(said_in(body), timezone.now())
    return post
