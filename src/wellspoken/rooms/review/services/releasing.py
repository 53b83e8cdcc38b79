"""Letting one stop through, by a named person with a written reason, for exactly this content."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review import access, notices
from wellspoken.rooms.review.checks import unreleased_blocks
from wellspoken.rooms.review.errors import MAX_TEXT, MIN_REASON, ReasonNeeded
from wellspoken.rooms.review.models import Release


def release(*, actor: User, post: Post, finding_id: str, reason: str) -> Release:
    """Release the stop with this fingerprint in the post's current words; any later edit ends the release.

    Raises `Denied`, `OwnWork`, `ReasonNeeded`, and `NotThere` when the current
    words hold no such unreleased stop, or one that only says that nothing could
    be checked (that cannot be released, only checked again).
    """
    access.require(actor, Right.RELEASE, post)
    access.require_other(actor, post)
    said = reason.replace("\x00", "").strip()
    if not MIN_REASON <= len(said) <= MAX_TEXT:
        raise ReasonNeeded("short" if len(said) < MIN_REASON else "long")
    revision = post.current
    if revision is None:
        raise NotThere("no words yet")
    blocks = {block.finding: block for block in unreleased_blocks(post, revision.content) if not block.system}
    block = blocks.get(finding_id)
    if block is None:
        raise NotThere(f"stop {finding_id}")
    made = Release(
        post=post,
        revision=revision,
        content_hash=revision.content_hash,
        rule=block.rule,
        finding=block.finding,
        reason=said,
        pack_version=block.pack_version,
        by=actor,
    )
    return _stored(actor, made, [_alike(made, rule, finding) for rule, finding in block.also])


def _alike(made: Release, rule: str, finding: str) -> Release:
    """The release of a stop that says the same of the same words."""
    return Release(
        post=made.post,
        revision=made.revision,
        content_hash=made.content_hash,
        rule=rule,
        finding=finding,
        along_with=made.finding,
        reason=made.reason,
        pack_version=made.pack_version,
        by=made.by,
    )


def _stored(actor: User, made: Release, alike: list[Release]) -> Release:
    """Store and tell, unless the words changed or somebody released it at this very moment."""
    try:
        with transaction.atomic():
            same = Post.objects.select_for_update().filter(
                pk=made.post_id, current=made.revision_id, current__content_hash=made.content_hash
            )
            if not same.exists():
                raise NotThere("the words changed")
            made.save(force_insert=True)
            Release.objects.bulk_create(alike, ignore_conflicts=True)
            together = [other.rule for other in alike]
            data = {"rule": made.rule, "finding": made.finding, "revision": made.revision.number}
            record(
                action="review.released",
                actor=actor,
                obj=made,
                data={**data, "together": together} if together else data,
                personal={"reason": made.reason},
            )
            notices.released(made)
    except IntegrityError as error:
        raise NotThere("already released") from error
    return made
