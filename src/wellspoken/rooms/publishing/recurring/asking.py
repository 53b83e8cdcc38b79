"""Asking that a post comes again, and the reviewer's answer."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from wellspoken.rooms.content.access import require_edit
from wellspoken.rooms.content.models import Post, Revision
from wellspoken.rooms.kernel.states import StateConflict, Step, move, record
from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing.models import Series, SeriesDay
from wellspoken.rooms.publishing.rhythm import BadRhythm, Rhythm
from wellspoken.rooms.publishing.series_states import SERIES, SeriesState
from wellspoken.rooms.review.access import require_other
from wellspoken.rooms.review.errors import MIN_REASON, ReasonNeeded
from wellspoken.rooms.review.selectors import approval_for


def ask(*, actor: User, post: Post, rhythm: Rhythm, evidence_due: date | None = None) -> Series:
    """Ask that exactly the approved words of `post` come again in this rhythm.

    Raises `Denied`, `BadRhythm` (also `over`: it would end before today, `use_until`: the words may not be used that
    long, `evidence`: its day lies behind), `StateConflict` when the words are not approved, the post itself belongs
    to a series, or it has one already.
    """
    require_edit(actor, post)
    revision = _approved(post)
    _check(rhythm.checked(), revision.content.use_until, evidence_due)
    columns = {**asdict(rhythm), "weekdays": list(rhythm.weekdays), "evidence_due": evidence_due}
    named = {"post": post, "revision": revision, "content_hash": revision.content_hash}
    try:
        with transaction.atomic():
            series = Series.objects.create(**named, **columns, asked_by=actor)
            record(action="series.asked", actor=actor, obj=series, data=_told(series))
    except IntegrityError as error:
        raise StateConflict(f"post {post.pk} has a series already") from error
    return series


def _approved(post: Post) -> Revision:
    """The post's words, when they are approved and it is no day of a series itself."""
    if post.current is None or post.state not in {"approved", "published"}:
        raise StateConflict(f"post {post.pk} is not approved")
    if SeriesDay.objects.filter(post=post).exists():
        raise StateConflict(f"post {post.pk} is a day of a series")
    if approval_for(post, post.current.content_hash) is None:
        raise StateConflict(f"the words of post {post.pk} are not approved")
    return post.current


def _check(rhythm: Rhythm, use_until: str, evidence_due: date | None) -> None:
    today = timezone.localdate()
    if rhythm.last < today:
        raise BadRhythm("over")
    if use_until and date.fromisoformat(use_until) < rhythm.last:
        raise BadRhythm("use_until")
    if evidence_due is not None and evidence_due < today:
        raise BadRhythm("evidence")


def _told(series: Series) -> dict[str, Any]:
    return {"first": series.first.isoformat(), "last": series.last.isoformat(), "at": series.at, "zone": series.zone}


def approve(*, actor: User, series: Series) -> None:
    """Let it come again until its last day. Not by somebody who wrote or asked.

    Raises `Denied`, `OwnWork`, `StateConflict` when it is decided, or the first post's approval does not stand.
    """
    _may_decide(actor, series)
    if approval_for(series.post, series.content_hash) is None:
        raise StateConflict(f"the words of series {series.pk} are not approved any more")
    _decide(actor, series, SeriesState.RUNNING, "series.approved", "")


def refuse(*, actor: User, series: Series, reason: str) -> None:
    """Say no, with a reason. Raises `Denied`, `OwnWork`, `ReasonNeeded`, `StateConflict` when it is decided."""
    _may_decide(actor, series)
    said = reason.replace("\x00", "").strip()[:2000]
    if len(said) < MIN_REASON:
        raise ReasonNeeded("short")
    _decide(actor, series, SeriesState.REFUSED, "series.refused", said)


def _may_decide(actor: User, series: Series) -> None:
    require(actor, Right.REVIEW, series.post.team)
    require_other(actor, series.post, series.asked_by_id)


def _decide(actor: User, series: Series, to: str, action: str, reason: str) -> None:
    changes = {"decided_by": actor, "decided_at": timezone.now(), "reason": reason}
    personal = {"reason": reason} if reason else None
    step = Step(
        to=to,
        actor=actor,
        action=action,
        only_from=[SeriesState.ASKED],
        changes=changes,
        data=_told(series),
        personal=personal,
    )
    move(series, SERIES, step)
