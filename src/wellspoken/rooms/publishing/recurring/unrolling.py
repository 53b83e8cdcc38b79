"""From a rhythm to the posts of its days, two weeks ahead. Done by the worker; every step may be done twice."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.plans import Plan
from wellspoken.rooms.content.services import copy_post, set_plan
from wellspoken.rooms.kernel.states import StateConflict, record
from wellspoken.rooms.publishing.models import Series, SeriesDay
from wellspoken.rooms.publishing.recurring.steering import REPEATS, finish, rest
from wellspoken.rooms.publishing.series_states import DayState, SeriesState
from wellspoken.rooms.review.models import Decision
from wellspoken.rooms.review.selectors import approval_for
from wellspoken.rooms.review.services import Again, approve_again

log = logging.getLogger(__name__)
AHEAD = timedelta(days=14)
#: a day whose moment is nearer than this is missed, not hurried
NOTICE = timedelta(minutes=10)


def unroll(now: datetime) -> int:
    """Make the posts of the coming two weeks for every running series; returns how many were made."""
    running = Series.objects.filter(state=SeriesState.RUNNING)
    rows = running.select_related("post__team", "post__current", "asked_by", "decided_by")
    return sum(_go_on(series, now) for series in rows)


def _go_on(series: Series, now: datetime) -> int:
    """One series. Somebody who pauses it at this moment wins."""
    today = now.astimezone(ZoneInfo(series.zone)).date()
    decision = _standing(series)
    try:
        if decision is None:
            finish(series, REPEATS, "words")
        elif series.last < today:
            finish(series, REPEATS, "over")
        elif series.evidence_due is not None and series.evidence_due < today:
            rest(series, REPEATS, "evidence")
        else:
            return _make_days(series, decision, today, now)
    except StateConflict:
        log.info("series %s was changed meanwhile", series.pk)
    return 0


def _standing(series: Series) -> Decision | None:
    """The approval of exactly the words that may come again; None when the first post has others by now."""
    post = series.post
    if post.state not in {"approved", "published"} or post.current is None:
        return None
    same = post.current.content_hash == series.content_hash
    return approval_for(post, series.content_hash) if same else None


def _make_days(series: Series, decision: Decision, today: date, now: datetime) -> int:
    last = min(today + AHEAD, series.last, series.evidence_due or series.last)
    known = {row.day: row for row in series.days.select_related("post__team", "post__current", "post__author")}
    made = 0
    for day in series.rhythm.days(today):
        if day > last:
            break
        row = known.get(day)
        if row is None and series.rhythm.moment_on(day).utc > now + NOTICE:
            row = _make(series, day)
            made += row is not None
        if row is not None and row.post is not None:
            _carry_over(series, decision, row.post, now)
    return made


def _make(series: Series, day: date) -> SeriesDay | None:
    """The post of one day, planned for its moment; None when another worker made it."""
    chosen = series.rhythm.moment_on(day)
    try:
        with transaction.atomic():
            if not Series.objects.select_for_update().filter(pk=series.pk, state=SeriesState.RUNNING).exists():
                return None
            row = SeriesDay.objects.create(series=series, day=day, state=DayState.MADE)
            post = copy_post(actor=REPEATS, post=series.post)
            Post.objects.filter(pk=post.pk).update(author=series.asked_by)
            post.author = series.asked_by
            set_plan(actor=REPEATS, post=post, plan=Plan("at", chosen.wall, chosen.zone, chosen.fold))
            SeriesDay.objects.filter(pk=row.pk).update(post=post)
            row.post = post
            record(action="series.made", actor=REPEATS, obj=series, data={"day": day.isoformat()})
    except IntegrityError:
        log.info("another worker made %s of series %s", day, series.pk)
        return None
    return row


def _carry_over(series: Series, decision: Decision, post: Post, now: datetime) -> None:
    """Approve an untouched draft as the first post was; what a person must look at stays a draft."""
    if post.state != "draft" or series.decided_by is None or post.plan_at is None or post.plan_at <= now:
        return
    try:
        approve_again(actor=REPEATS, post=post, again=Again(decision, series.decided_by, series.reason))
    except StateConflict:
        log.info("post %s of series %s was changed meanwhile", post.pk, series.pk)
