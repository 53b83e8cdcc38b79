"""Comments on passages, and what each person has looked at."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.content.models import Post, Revision
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review import access
from wellspoken.rooms.review.errors import MAX_TEXT, NoSuchPassage, ReasonNeeded
from wellspoken.rooms.review.models import Comment, Look


@dataclass(frozen=True, slots=True)
class Passage:
    """Code points `start` to `end` (exclusive) in the text of a channel (None: the common text); 0, 0: the whole."""

    start: int = 0
    end: int = 0
    channel_id: int | None = None


def comment(*, actor: User, revision: Revision, text: str, passage: Passage | None = None) -> Comment:
    """Say something about a passage of one version; reviewers and writers may.

    Raises `Denied`, `ReasonNeeded` (no words, or too many) and `NoSuchPassage`.
    """
    access.require_voice(actor, revision.post)
    said = text.replace("\x00", "").strip()
    if not said or len(said) > MAX_TEXT:
        raise ReasonNeeded("long" if said else "short")
    where = passage or Passage()
    quote = _quote(revision, where)
    with transaction.atomic():
        made = Comment.objects.create(
            post=revision.post,
            revision=revision,
            channel_id=where.channel_id,
            start=where.start,
            end=where.end,
            quote=quote,
            text=said,
            by=actor,
        )
        record(
            action="review.commented",
            actor=actor,
            obj=made,
            data={"revision": revision.number, "comment": made.pk},
            personal={"text": said, "quote": quote},
        )
    return made


def _quote(revision: Revision, where: Passage) -> str:
    body = revision.content
    if where.channel_id is not None and where.channel_id not in body.channels:
        raise NoSuchPassage("no such channel")
    words = body.text if where.channel_id is None else body.text_for(where.channel_id)
    if not 0 <= where.start <= where.end <= len(words) or (where.start == where.end and where.end):
        raise NoSuchPassage("outside the text")
    return words[where.start : where.end]


def resolve_comment(*, actor: User, post: Post, comment_id: int) -> Comment:
    """Mark a comment of this post as done; a second time changes nothing. Raises `Denied`, `NotThere`."""
    access.require_voice(actor, post)
    found = Comment.objects.filter(pk=comment_id, post=post).select_related("post").first()
    if found is None:
        raise NotThere(f"comment {comment_id}")
    with transaction.atomic():
        open_one = Comment.objects.filter(pk=found.pk, resolved_at__isnull=True)
        if open_one.update(resolved_by=actor, resolved_at=timezone.now()):
            record(action="review.resolved", actor=actor, obj=found, data={"comment": found.pk})
    found.refresh_from_db()
    return found


def mark_looked(*, actor: User, revision: Revision) -> None:
    """Remember that the person has this version on the screen; what they saw before it stays known."""
    access.require(actor, Right.VIEW, revision.post)
    with transaction.atomic():
        look, new = Look.objects.select_for_update().get_or_create(
            post=revision.post, user=actor, defaults={"revision": revision}
        )
        if not new and look.revision_id != revision.pk:
            Look.objects.filter(pk=look.pk).update(revision=revision, before=look.revision_id, at=timezone.now())
