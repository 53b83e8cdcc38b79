"""Comments on passages and pictures, answers to them, people they mention, and what each person has looked at."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.content.models import Post, Revision
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review import access, letters
from wellspoken.rooms.review.errors import MAX_TEXT, NoSuchPassage, ReasonNeeded
from wellspoken.rooms.review.flow.passing import flow_of
from wellspoken.rooms.review.mentioning import mentioned
from wellspoken.rooms.review.models import Comment, Look, Mention, OutsideReviewer, ReviewRequest
from wellspoken.rooms.review.states import RequestState


@dataclass(frozen=True, slots=True)
class Passage:
    """Code points `start` to `end` (exclusive) in the text of a channel (None: the common text); 0, 0: the whole."""

    start: int = 0
    end: int = 0
    channel_id: int | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A picture of the version by its key; `x` and `y` are a point in per cent from its upper left, or None."""

    picture: str
    x: int | None = None
    y: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a comment says: about a passage, or a spot in a picture, or as an answer in a thread (key of its first)."""

    text: str
    passage: Passage | None = None
    spot: Spot | None = None
    thread: int | None = None


def comment(
    *,
    actor: User,
    revision: Revision,
    text: str,
    passage: Passage | None = None,
    spot: Spot | None = None,
    thread: int | None = None,
) -> Comment:
    """Say something about one version; reviewers, writers, and those whom its workflow asks may.

    Raises `Denied`, `ReasonNeeded` (no words, or too many), `NoSuchPassage` (also: no such picture), and `NotThere`
    for an answer to nothing.
    """
    _require_voice(actor, revision.post)
    return write_comment(actor, revision, Said(text, passage, spot, thread), user=actor)


def _require_voice(actor: User, post: Post) -> None:
    """Raise `Denied` unless the person reviews, writes, or is asked in a step of the open request."""
    try:
        access.require_voice(actor, post)
    except Denied:
        request = ReviewRequest.objects.filter(post=post, state=RequestState.OPEN).first()
        if request is None or not flow_of(request).asks(actor):
            raise


def write_comment(
    actor: Actor, revision: Revision, said: Said, *, user: User | None = None, outside: OutsideReviewer | None = None
) -> Comment:
    """Store a comment of somebody who may: of the house, or from outside. Raises as `comment` does."""
    text = said.text.replace("\x00", "").strip()
    if not text or len(text) > MAX_TEXT:
        raise ReasonNeeded("long" if text else "short")
    first = _first(revision.post, said.thread)
    where = Passage() if first or said.spot else said.passage or Passage()
    spot = Spot("") if first or said.spot is None else _spot(revision, said.spot)
    quote = _quote(revision, where)
    with transaction.atomic():
        made = Comment.objects.create(
            post=revision.post,
            revision=revision,
            channel_id=where.channel_id,
            start=where.start,
            end=where.end,
            quote=quote,
            picture=spot.picture,
            x=spot.x,
            y=spot.y,
            thread=first,
            text=text,
            by=user,
            outside=outside,
        )
        about = {"revision": revision.number, "comment": made.pk}
        data = {**about, "thread": first.pk} if first else about
        personal = {"text": text, "quote": quote} | ({"who": outside.name} if outside else {})
        record(action="review.commented", actor=actor, obj=made, data=data, personal=personal)
        _mention(made, user)
    return made


def _first(post: Post, thread: int | None) -> Comment | None:
    """The comment that began the thread; raises `NotThere` when there is none."""
    if thread is None:
        return None
    found = Comment.objects.filter(pk=thread, post=post, thread__isnull=True).first()
    if found is None:
        raise NotThere(f"comment {thread}")
    return found


def _spot(revision: Revision, spot: Spot) -> Spot:
    if spot.picture not in {picture.media_id for picture in revision.content.pictures}:
        raise NoSuchPassage("no such picture")
    if spot.x is None or spot.y is None:
        return Spot(spot.picture)
    if not (0 <= spot.x <= 100 and 0 <= spot.y <= 100):
        raise NoSuchPassage("outside the picture")
    return spot


def _mention(made: Comment, user: User | None) -> None:
    """Note whom the words mention, and tell them."""
    people = [one for one in mentioned(made.post.team, made.text) if user is None or one.pk != user.pk]
    if people:
        Mention.objects.bulk_create(Mention(comment=made, user=one) for one in people)
        letters.mentioned(made)


def _quote(revision: Revision, where: Passage) -> str:
    body = revision.content
    if where.channel_id is not None and where.channel_id not in body.channels:
        raise NoSuchPassage("no such channel")
    words = body.text if where.channel_id is None else body.text_for(where.channel_id)
    if not 0 <= where.start <= where.end <= len(words) or (where.start == where.end and where.end):
        raise NoSuchPassage("outside the text")
    return words[where.start : where.end]


def resolve_comment(*, actor: User, post: Post, comment_id: int) -> Comment:
    """Mark a thread of this post as done; a second time changes nothing. Raises `Denied`, `NotThere`."""
    return _settle(actor, post, comment_id, done=True)


def reopen_comment(*, actor: User, post: Post, comment_id: int) -> Comment:
    """A thread that was done is open again; a second time changes nothing. Raises `Denied`, `NotThere`."""
    return _settle(actor, post, comment_id, done=False)


def _settle(actor: User, post: Post, comment_id: int, *, done: bool) -> Comment:
    _require_voice(actor, post)
    found = Comment.objects.filter(pk=comment_id, post=post).select_related("post", "thread__post").first()
    if found is None:
        raise NotThere(f"comment {comment_id}")
    found = found.thread or found
    with transaction.atomic():
        rows = Comment.objects.filter(pk=found.pk, resolved_at__isnull=done)
        changes = {"resolved_by": actor, "resolved_at": timezone.now()} if done else {}
        if rows.update(**(changes or {"resolved_by": None, "resolved_at": None})):
            action = "review.resolved" if done else "review.reopened"
            record(action=action, actor=actor, obj=found, data={"comment": found.pk})
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


def mark_mentions(*, actor: User, post: Post) -> int:
    """The person has opened the comments of this post that mention them; how many were new."""
    return Mention.objects.filter(user=actor, comment__post=post, seen_at__isnull=True).update(seen_at=timezone.now())
