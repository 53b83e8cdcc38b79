"""Saving words: one writer wins, the other is told, nobody loses anything."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from wellspoken.rooms.content import hooks, merge
from wellspoken.rooms.content.access import require_edit
from wellspoken.rooms.content.body import Body
from wellspoken.rooms.content.cleaning import clean
from wellspoken.rooms.content.consenting import note_uses
from wellspoken.rooms.content.errors import EditConflict, NotEditable
from wellspoken.rooms.content.models import Post, Revision
from wellspoken.rooms.content.states import EDITABLE, POST, PostState
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.retrying import again_after_collision
from wellspoken.rooms.kernel.states import Step, move
from wellspoken.rooms.library import links
from wellspoken.rooms.people.models import User

Writer = User | SystemActor
#: an unsealed revision takes further saves of the same person for this long
WORK = timedelta(minutes=1)
#: an edit takes these states back to draft; `changes` stays until the post is sent again
_REOPENED = frozenset({PostState.IN_REVIEW, PostState.APPROVED, PostState.REJECTED})


@dataclass(frozen=True, slots=True)
class Saved:
    """The post's version after a save (the next save's base) and the revision that holds the words."""

    version: int
    revision: Revision


def save_post(*, actor: Writer, post: Post, base_version: int, body: Body, base: Body | None = None) -> Saved:
    """Store `body` when nobody saved since `base_version`; equal content is answered without writing.

    `base` is what the writer started from; with it a conflict can offer both
    people's edits together. Raises `Denied`, `BadBody`, `NotEditable`, `EditConflict`.
    """
    return _save(actor, post, _Draft(base_version, body, base))


def restore_revision(*, actor: Writer, post: Post, number: int, base_version: int) -> Saved:
    """Make an older revision's words the newest ones. Raises as `save_post`, and `NotThere`."""
    old = Revision.objects.filter(post=post, number=number).first()
    if old is None:
        raise NotThere(f"revision {number}")
    return _save(actor, post, _Draft(base_version, old.content, None, restored_from=number))


@dataclass(frozen=True, slots=True)
class _Draft:
    """What somebody wants to store."""

    base_version: int
    body: Body
    base: Body | None
    restored_from: int | None = None


@again_after_collision
def _save(actor: Writer, post: Post, draft: _Draft) -> Saved:
    require_edit(actor, post)
    with transaction.atomic():
        # the row is read and held: on PostgreSQL by its lock, on SQLite by the one writer
        now = Post.objects.select_for_update().select_related("team").get(pk=post.pk)
        before = _current(now)
        body = clean(
            now.team, draft.body, None if draft.restored_from is None and before is None else _known(before, draft)
        )
        if before is not None and before.content_hash == body.content_hash():
            # also the second try of a save whose answer was lost on the way
            return _refreshed(post, Saved(now.version, before))
        _take(now, draft, body, before)
        saved = _write(actor, now, draft, body, before)
    return _refreshed(post, saved)


def _known(before: Revision | None, draft: _Draft) -> Body:
    """What may be named without asking: what the post said last, or the older words being restored."""
    if draft.restored_from is not None:
        return draft.body
    return before.content if before is not None else Body()


def _current(post: Post) -> Revision | None:
    if post.current_id is None:
        return None
    return Revision.objects.select_related("author").get(pk=post.current_id)


def _take(post: Post, draft: _Draft, body: Body, before: Revision | None) -> None:
    """Count the save, if nobody else did since; raises otherwise."""
    mine = Post.objects.filter(pk=post.pk, version=draft.base_version, state__in=EDITABLE)
    if mine.update(version=F("version") + 1, title=body.title, changed_at=timezone.now()) == 1:
        return
    if post.state not in EDITABLE:
        raise NotEditable(post.state)
    theirs = before.content if before else Body()
    merged = merge.bodies(draft.base, body, theirs) if draft.base else None
    who = before.author.name if before and before.author else ""
    raise EditConflict(post.version, theirs, merged, who)


def _write(actor: Writer, post: Post, draft: _Draft, body: Body, before: Revision | None) -> Saved:
    revision = _revision(actor, post, body, before, draft.restored_from)
    same = before is not None and before.pk == revision.pk
    note_uses(revision, body, before.content if before is not None and same else None)
    Post.objects.filter(pk=post.pk).update(current=revision)
    if post.state in _REOPENED:
        step = Step(
            to=PostState.DRAFT,
            actor=actor,
            action="post.reopened",
            only_from=_REOPENED,
            data={"revision": revision.number},
        )
        move(post, POST, step)
    post.refresh_from_db()
    hooks.revised(post, before, revision, actor)
    links.want(said_in(body), timezone.now())
    return Saved(post.version, revision)


def said_in(body: Body) -> list[str]:
    """Every text of a body that may hold links, its sources' addresses too."""
    return [body.text, *body.variants.values(), *(source.url for source in body.evidence)]


def _revision(actor: Writer, post: Post, body: Body, before: Revision | None, restored_from: int | None) -> Revision:
    """The row that takes the words: the person's own open one, or a new one."""
    author = actor if isinstance(actor, User) else None
    if before is not None and restored_from is None and _open_for(author, before):
        row = copy.copy(before)  # `before` keeps the old words for whoever compares
        row.body, row.content_hash = body.to_json(), body.content_hash()
        row.save(update_fields=["body", "content_hash", "saved_at"])
        return row
    return Revision.objects.create(
        post=post,
        number=(before.number if before else 0) + 1,
        body=body.to_json(),
        content_hash=body.content_hash(),
        author=author,
        restored_from=restored_from,
    )


def _open_for(author: User | None, revision: Revision) -> bool:
    """Unsealed, no restored one, by the same person, begun less than a minute ago."""
    same = author is not None and revision.author_id == author.pk
    fresh = timezone.now() - revision.started_at < WORK
    return same and fresh and not revision.sealed and revision.restored_from is None


def _refreshed(post: Post, saved: Saved) -> Saved:
    """Bring the caller's instance up to date."""
    post.refresh_from_db()
    return saved
