"""How reviews went, by team and month: how many, how fast in working time, what came too late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery

from wellspoken.rooms.people.models import Team
from wellspoken.rooms.review.forecast import middle
from wellspoken.rooms.review.hours import COLUMNS, work_of
from wellspoken.rooms.review.models import Decision, Reminder, ReviewRequest
from wellspoken.rooms.review.selectors.paces import BLINK
from wellspoken.rooms.review.states import RequestState
from wellspoken.rooms.review.worktime import WorkTime

#: months in a report, the one under way included
MONTHS = 12
#: newest requests read
MOST = 20_000


@dataclass(frozen=True, slots=True)
class Turnaround:
    """One team's month, by the day on which a review was asked for in the team's calendar.

    `usual` (median) and `slowest` are working time from asking to the decision, None when nothing was decided.
    `voided`: ended by new words. `late`: the post's time passed while it waited for a decision.
    """

    team: Team
    month: date
    asked: int
    decided: int
    usual: timedelta | None
    slowest: timedelta | None
    voided: int
    late: int


@dataclass(slots=True)
class _Sum:
    asked: int = 0
    voided: int = 0
    late: int = 0
    took: list[timedelta] = field(default_factory=list)


def turnaround(teams: Sequence[Team], now: datetime, months: int = MONTHS) -> list[Turnaround]:
    """The months of these teams, by team's name, newest first; a month without a question is left out. Two queries.

    What the product carried over from an earlier approval by itself is not counted.
    """
    by_key = {team.pk: team for team in teams}
    work = _work(by_key, now.year)
    first = _months_ago(now, months - 1)
    sums: dict[tuple[int, date], _Sum] = {}
    for team, asked_at, decided_at, edited, late in _rows(by_key, first):
        if decided_at is not None and decided_at - asked_at < BLINK:
            continue
        month = asked_at.astimezone(work[team].zone).date().replace(day=1)
        found = sums.setdefault((team, month), _Sum())
        found.asked += 1
        found.voided += bool(edited)
        found.late += bool(late)
        if decided_at is not None:
            found.took.append(work[team].worked(asked_at, decided_at))
    rows = [_row(by_key[team], month, found) for (team, month), found in sums.items()]
    return sorted(rows, key=lambda row: (row.team.name, row.team.pk, -row.month.toordinal()))


def _rows(teams: Iterable[int], first: datetime) -> Iterable[tuple[Any, ...]]:
    """(team, asked, decided or None, ended by new words, late because of review) of each request. One query."""
    final = Decision.objects.filter(request=OuterRef("pk"), final=True, taken_back_at=None)
    missed = Reminder.objects.filter(request=OuterRef("pk"), kind="missed")
    timed = Q(post__plan_kind="at", post__plan_at__gt=F("asked_at"), post__plan_at__lt=F("decided_at"))
    edited = Q(state=RequestState.VOIDED) & ~Q(changed_words=[])
    rows = ReviewRequest.objects.filter(post__team__in=list(teams), asked_at__gte=first)
    rows = rows.annotate(decided_at=Subquery(final.order_by("at").values("at")[:1]))
    rows = rows.annotate(edited=edited, late=Exists(missed) | timed)
    columns = ("post__team_id", "asked_at", "decided_at", "edited", "late")
    return rows.order_by("-asked_at").values_list(*columns)[:MOST]


def _work(teams: Mapping[int, Team], year: int) -> dict[int, WorkTime]:
    rows = Team.objects.filter(pk__in=list(teams)).values_list("pk", *COLUMNS)
    return {pk: work_of(columns, year) for pk, *columns in rows}


def _months_ago(now: datetime, months: int) -> datetime:
    """A day before the first of that month, so that no zone's month is cut."""
    number = now.year * 12 + now.month - 1 - months
    return datetime(number // 12, number % 12 + 1, 1, tzinfo=UTC) - timedelta(days=1)


def _row(team: Team, month: date, found: _Sum) -> Turnaround:
    took = sorted(found.took)
    return Turnaround(
        team,
        month,
        found.asked,
        len(took),
        middle(took) if took else None,
        took[-1] if took else None,
        found.voided,
        found.late,
    )
