"""Series as people read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.access import may, require, rights_of
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing.models import Series, SeriesDay
from wellspoken.rooms.publishing.series_states import DayState

_FETCH = ("post__team", "post__author", "asked_by", "decided_by", "revision")
#: how many days to come a page shows
MOST_DAYS = 60
ALIVE = ("asked", "running", "paused")


@dataclass(frozen=True, slots=True)
class Day:
    """One day as drawn: when it is (UTC, aware), its post when it is made, whether a person left it out."""

    day: date
    at: datetime
    post: Post | None
    skipped: bool
    over: bool


def visible_series(user: User | AnonymousUser) -> QuerySet[Series]:
    """The series of the teams that the person may see, newest first."""
    teams = rights_of(user).teams(Right.VIEW)
    rows = Series.objects.select_related(*_FETCH)
    return rows if teams is None else rows.filter(post__team_id__in=teams)


def get_series(user: User | AnonymousUser, pk: int, right: Right = Right.VIEW) -> Series:
    """The series, for whoever may see its team; raises `NotThere`, and `Denied` when only `right` is missing."""
    found = Series.objects.select_related(*_FETCH).filter(pk=pk).first()
    if found is None or not may(user, Right.VIEW, found.post.team_id):
        raise NotThere(f"series {pk}")
    require(user, right, found.post.team)
    return found


def series_of(post: Post) -> Series | None:
    """The series that a post began or is a day of, the living one first; one query."""
    own = Series.objects.filter(post=post) | Series.objects.filter(days__post=post)
    found = list(own.distinct().order_by("-asked_at")[:20])
    return next((series for series in found if series.state in ALIVE), found[0] if found else None)


def days_of(series: Series, now: datetime | None = None) -> list[Day]:
    """Its days from four weeks back to the last, at most 60; one query."""
    moment = now or timezone.now()
    known = {row.day: row for row in SeriesDay.objects.filter(series=series).select_related("post")}
    since = max(series.first, timezone.localdate(moment) - timedelta(days=28))
    return [_day(series, day, known.get(day), moment) for day in islice(series.rhythm.days(since), MOST_DAYS)]


def _day(series: Series, day: date, row: SeriesDay | None, now: datetime) -> Day:
    at = series.rhythm.moment_on(day).utc
    skipped = row is not None and row.state == DayState.SKIPPED
    return Day(day, at, row.post if row else None, skipped, at <= now)
