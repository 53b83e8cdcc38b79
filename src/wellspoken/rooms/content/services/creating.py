"""How posts begin."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.content.access import require_in
from wellspoken.rooms.content.body import Body
from wellspoken.rooms.content.cleaning import clean
from wellspoken.rooms.content.consenting import note_uses
from wellspoken.rooms.content.models import Post, Revision
from wellspoken.rooms.content.services.saving import said_in
from wellspoken.rooms.content.states import EDITABLE
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.kernel.states import StateConflict, record
from wellspoken.rooms.library import links
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right

#: a correction in one of these is not over
UNDER_WAY = EDITABLE - {"rejected"}


def create_post(*, actor: User | SystemActor, team: Team, body: Body | None = None) -> Post:
    """A new draft of the team. Raises `Denied` (needs `suggest`) and `BadBody`."""
    require_in(actor, Right.SUGGEST, team)
    return _new(actor, team, clean(team, body or Body(lang=team.language)), "post.created")


def copy_post(*, actor: User | SystemActor, post: Post) -> Post:
    """A new draft with the words of `post` as they are now ("post again"); channels gone meanwhile are left.

    Raises `Denied` (needs `suggest` in the post's team).
    """
    require_in(actor, Right.SUGGEST, post.team)
    body = post.current.content if post.current else Body(lang=post.team.language)
    return _new(actor, post.team, clean(post.team, body, body), "post.copied", copied_from=post)


def new_correction(*, actor: User | SystemActor, post: Post, channels: Collection[int]) -> Post:
    """A new draft that corrects `post` on these channels; it goes out as soon as it is approved.

    One correction at a time: raises `StateConflict` while another is under way, and `Denied`.
    """
    require_in(actor, Right.SUGGEST, post.team)
    with transaction.atomic():
        held = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
        if held.corrections.filter(state__in=UNDER_WAY).exists():
            raise StateConflict(f"post {post.pk} is being corrected")
        words = held.current.content if held.current else Body(lang=post.team.language)
        kept = tuple(sorted(channels))
        variants = {key: text for key, text in words.variants.items() if key in kept}
        body = replace(words, channels=kept, variants=variants, correction="")
        return _new(actor, post.team, clean(post.team, body, body), "post.correcting", corrects=post, plan_kind="now")


def _new(actor: User | SystemActor, team: Team, body: Body, action: str, **fields: Any) -> Post:
    author = actor if isinstance(actor, User) else None
    with transaction.atomic():
        post = Post.objects.create(team=team, author=author, title=body.title, **fields)
        post.current = Revision.objects.create(
            post=post, number=1, body=body.to_json(), content_hash=body.content_hash(), author=author
        )
        post.save(update_fields=["current"])
        note_uses(post.current, body)
        source = fields.get("copied_from") or fields.get("corrects")
        record(action=action, actor=actor, obj=post, data={"from_post": source.pk} if source else {})
        links.want(said_in(body), timezone.now())
    return post
