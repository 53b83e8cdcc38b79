"""How long reviews took lately, by team and reviewer, and when an open one is therefore done. One query for any number.

Counted are standing decisions of the last 90 days that ended a review. A decision within seconds of the question was
carried over from an earlier one by the product itself, and says nothing about anybody's pace.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.models import Grant
from wellspoken.rooms.people.roles import Right, roles_with
from wellspoken.rooms.review import forecast
from wellspoken.rooms.review.deputies import is_away
from wellspoken.rooms.review.forecast import Forecast, Pace, Waiting
from wellspoken.rooms.review.hours import COLUMNS, work_of
from wellspoken.rooms.review.models import Decision, ReviewRequest
from wellspoken.rooms.review.states import RequestState
from wellspoken.rooms.review.worktime import WorkTime

#: how far back reviews count
BACK = timedelta(days=90)
#: decided faster than this: not by a person who read it
BLINK = timedelta(seconds=10)
#: newest decisions read, of all teams asked for together
MOST = 1000


@dataclass(frozen=True, slots=True)
class Took:
    """One decision: how long it took in working time, who decided, and whether they could decide another now."""

    time: timedelta
    by: int | None
    here: bool


@dataclass(frozen=True, slots=True)
class TeamPace:
    """The decisions of one team's reviewers, and the hours in which it reviews."""

    work: WorkTime
    took: tuple[Took, ...]

    def overall(self) -> Pace | None:
        """Everybody's pace together."""
        return forecast.pace([one.time for one in self.took])

    def by_reviewer(self) -> dict[int, Pace]:
        """The pace of each reviewer with enough decisions, by key."""
        keys = {one.by for one in self.took if one.by is not None}
        paces = {key: forecast.pace([one.time for one in self.took if one.by == key]) for key in keys}
        return {key: pace for key, pace in paces.items() if pace is not None}

    def times(self, without: Iterable[int | None] = ()) -> list[timedelta]:
        """How long it took those who could decide now, leaving out some keys; everybody when those are too few."""
        out = set(without)
        able = [one.time for one in self.took if one.here and one.by not in out]
        return able if len(able) >= forecast.LEAST else [one.time for one in self.took]


def paces(teams: Iterable[int], now: datetime) -> Mapping[int, TeamPace]:
    """The pace of these teams by key; a team without decisions is left out. One query, none without teams."""
    wanted = sorted(set(teams))
    if not wanted:
        return {}
    grants = Grant.objects.filter(Q(team=OuterRef("post__team")) | Q(team__isnull=True), user=OuterRef("by"))
    rows = Decision.objects.filter(post__team__in=wanted, at__gte=now - BACK, taken_back_at=None, final=True)
    rows = rows.filter(at__gte=F("request__asked_at") + BLINK)
    rows = rows.annotate(
        able=Exists(grants.filter(role__in=roles_with(Right.REVIEW), user__is_active=True)), away=is_away(now, "by")
    )
    columns = ("post__team_id", "request__asked_at", "at", "by_id", "able", "away")
    found = rows.order_by("-at").values_list(*columns, *(f"post__team__{name}" for name in COLUMNS))[:MOST]
    return _sorted(found, now.year)


def _sorted(rows: Iterable[Sequence[Any]], year: int) -> dict[int, TeamPace]:
    work: dict[int, WorkTime] = {}
    took: dict[int, list[Took]] = {}
    for team, asked_at, at, by, able, away, *columns in rows:
        hours = work.setdefault(team, work_of(columns, year))
        took.setdefault(team, []).append(Took(hours.worked(asked_at, at), by, able and not away))
    return {team: TeamPace(hours, tuple(took[team])) for team, hours in work.items()}


@dataclass(frozen=True, slots=True)
class Asked:
    """A post whose approval is foreseen: its team, its author (who does not decide it), its time (UTC; None: none).

    `asked_at` is when its review was asked for; now for a post that was not asked about yet.
    """

    team: int
    author: int | None
    due: datetime | None
    asked_at: datetime

    @classmethod
    def of(cls, post: Post, asked_at: datetime) -> Asked:
        """The facts of a post."""
        return cls(post.team_id, post.author_id, post.plan_at if post.plan_kind == "at" else None, asked_at)


def foresee(asked: Asked, now: datetime, known: Mapping[int, TeamPace]) -> Forecast:
    """When it is approved at its team's pace; `known` comes from `paces`. No query."""
    waiting = Waiting(asked.asked_at, asked.due, now)
    team = known.get(asked.team)
    if team is None:
        missed = asked.due is not None and asked.due <= now
        return Forecast(forecast.Kind.MISSED if missed else forecast.Kind.UNKNOWN)
    return forecast.foresee(waiting, team.times((asked.author,)), team.work)


@dataclass(frozen=True, slots=True)
class Planned:
    """A post with a time and no approval yet, as a calendar knows it; `due` in UTC."""

    post: int
    team: int
    author: int | None
    due: datetime


def of_planned(posts: Iterable[Planned], now: datetime) -> dict[int, Forecast]:
    """The forecasts of posts by key; those nobody asked about yet as if they were asked now. Two queries at most."""
    rows = list(posts)
    if not rows:
        return {}
    waiting = ReviewRequest.objects.filter(post__in=[row.post for row in rows], state=RequestState.OPEN)
    asked = dict(waiting.values_list("post", "asked_at"))
    known = paces({row.team for row in rows}, now)
    return {
        row.post: foresee(Asked(row.team, row.author, row.due, asked.get(row.post, now)), now, known) for row in rows
    }
