"""Legal holds, and deletion by a person once its time has come."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.kernel.states import StateConflict, Step, move, record
from wellspoken.rooms.people.access import require, require_everywhere
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.records import selectors
from wellspoken.rooms.records.models import Edition, KeptPicture, LegalHold
from wellspoken.rooms.records.sealed import seals
from wellspoken.rooms.records.states import EDITION, LEGAL_HOLD

MIN_REASON = 10


class ReasonTooShort(ValueError):
    """The act needs a written reason of at least `MIN_REASON` characters."""


class NotYet(Exception):
    """It must not be deleted now. `code`: public (still to be seen), early (its time has not come) or held."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _reason(text: str) -> str:
    if len(text.strip()) < MIN_REASON:
        raise ReasonTooShort
    return text.strip()


def place_legal_hold(*, actor: User, post: Post, reason: str) -> LegalHold:
    """Let nothing of the post be deleted. Raises `Denied`, `ReasonTooShort`, `StateConflict` when one stands."""
    require(actor, Right.AUDIT, post.team)
    why = _reason(reason)
    try:
        with transaction.atomic():
            hold = LegalHold.objects.create(post=post, reason=why, by=actor)
            record(action="archive.held", actor=actor, obj=hold, personal={"reason": why})
    except IntegrityError as error:
        raise StateConflict(f"post {post.pk} is held already") from error
    return hold


def lift_legal_hold(*, actor: User, hold: LegalHold, reason: str) -> None:
    """Lift it. Raises `Denied`, `ReasonTooShort`, `StateConflict` when it was lifted already."""
    require(actor, Right.AUDIT, hold.post.team)
    changes = {"lifted_by": actor, "lifted_at": timezone.now()}
    step = Step(to="lifted", actor=actor, action="archive.freed", changes=changes, personal={"reason": _reason(reason)})
    move(hold, LEGAL_HOLD, step)


def delete_edition(*, actor: User, edition: Edition, reason: str) -> None:
    """Delete the archive's copy: words and pictures go, the seal and the fact stay.

    Only by an administrator of the whole organisation, never before its time and never under a legal
    hold. Raises `Denied`, `ReasonTooShort`, `NotYet`, `StateConflict` when it is gone already.
    """
    require_everywhere(actor, Right.SETTINGS)
    why = _reason(reason)
    now = timezone.now()
    moment = selectors.deletable_from(edition)
    if moment is None:
        raise NotYet("public")
    if moment > now:
        raise NotYet("early")
    with transaction.atomic():
        if LegalHold.objects.select_for_update().filter(post=edition.post_id, state="standing").exists():
            raise NotYet("held")
        pictures = sorted(seals(edition.content))
        changes = {"content": {}, "words": "", "title": "", "author_name": "", "deleted_at": now}
        data = {"channel": edition.channel.name, "sha256": edition.digest}
        step = Step(
            to="deleted", actor=actor, action="archive.deleted", changes=changes, data=data, personal={"reason": why}
        )
        move(edition, EDITION, step)
        gone = _unused(pictures)
        KeptPicture.objects.filter(pk__in=[one.pk for one in gone]).delete()
    for picture in gone:
        picture.place.unlink(missing_ok=True)


def _unused(hashes: list[str]) -> list[KeptPicture]:
    """Of these pictures the ones that no edition shows any more."""
    if not hashes:
        return []
    kept = Edition.objects.filter(state="kept")
    return [one for one in KeptPicture.objects.filter(sha256__in=hashes) if not _shown(kept, one.sha256)]


def _shown(kept: QuerySet[Edition], sha256: str) -> bool:
    # the hash is 64 hex digits: nothing else in the JSON can hold it by chance
    return any(
        sha256 in seals(content)
        for content in kept.exclude(content={}).values_list("content", flat=True).iterator(chunk_size=500)
    )
