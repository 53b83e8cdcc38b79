"""When a review will be done, from how long earlier ones took. Pure; see docs/adr/0023-late-approval-forecast.md.

All stretches are working time of the team. Nothing is guessed from few data: with fewer than `LEAST` earlier reviews
the answer is that it is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil

from wellspoken.rooms.review.worktime import WorkTime

#: earlier reviews without which nothing is said
LEAST = 5
#: of these, how many must have taken longer than this one has waited, or it is off the map
LEAST_LONGER = 3


class Kind(StrEnum):
    """What the forecast says."""

    UNKNOWN = "unknown"  # too few earlier reviews
    UNTIMED = "untimed"  # no time is chosen: only when it is usually approved
    SURE = "sure"  # four of five are approved in time
    TIGHT = "tight"  # more than half are, fewer than four of five
    LATE = "late"  # more than half come later than its time
    LONG = "long"  # it has waited longer than nearly all others: nobody can say
    MISSED = "missed"  # its time has passed


@dataclass(frozen=True, slots=True)
class Pace:
    """How long reviews took: their number, the median, and what four of five stayed below."""

    count: int
    usual: timedelta
    slow: timedelta


@dataclass(frozen=True, slots=True)
class Forecast:
    """`at`: when it is approved at this pace; `safe`: when four of five are (both UTC, None when not known).

    `late` is by how much `at` misses the post's time, in real time; zero unless the kind is `late`.
    """

    kind: Kind
    at: datetime | None = None
    safe: datetime | None = None
    late: timedelta = timedelta(0)
    count: int = 0

    @property
    def troubled(self) -> bool:
        """Whether somebody should do something."""
        return self.kind in {Kind.TIGHT, Kind.LATE, Kind.LONG, Kind.MISSED}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A review that is open, or would be asked for now: when it was asked, the post's time (None: not chosen)."""

    asked_at: datetime
    due: datetime | None
    now: datetime


def pace(took: Sequence[timedelta]) -> Pace | None:
    """The pace of these reviews; None when they are too few to tell."""
    if len(took) < LEAST:
        return None
    ordered = sorted(took)
    return Pace(len(ordered), middle(ordered), four_of_five(ordered))


def middle(ordered: Sequence[timedelta]) -> timedelta:
    """The median."""
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def four_of_five(ordered: Sequence[timedelta]) -> timedelta:
    """What four of five do not exceed (nearest rank)."""
    return ordered[ceil(0.8 * len(ordered)) - 1]


def foresee(waiting: Waiting, took: Sequence[timedelta], work: WorkTime) -> Forecast:
    """When the review is done, judged by the earlier ones that took longer than this one has waited already.

    When hardly any did, or its time has passed, `safe` tells when four of five are done that are taken up now.
    """
    missed = waiting.due is not None and waiting.due <= waiting.now
    if (usual := pace(took)) is None:
        return Forecast(Kind.MISSED if missed else Kind.UNKNOWN, count=len(took))
    waited = work.worked(waiting.asked_at, waiting.now)
    longer = sorted(one for one in took if one > waited)
    if missed or len(longer) < LEAST_LONGER:
        safe = work.after(waiting.now, usual.slow)
        return Forecast(Kind.MISSED if missed else Kind.LONG, safe=safe, count=usual.count)
    at, safe = (max(waiting.now, work.after(waiting.asked_at, one)) for one in (middle(longer), four_of_five(longer)))
    return _judged(waiting.due, at, safe, usual.count)


def _judged(due: datetime | None, at: datetime, safe: datetime, count: int) -> Forecast:
    if due is None:
        return Forecast(Kind.UNTIMED, at, safe, count=count)
    if at > due:
        return Forecast(Kind.LATE, at, safe, at - due, count)
    return Forecast(Kind.SURE if safe <= due else Kind.TIGHT, at, safe, count=count)
