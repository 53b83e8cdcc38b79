"""Repetitions when somebody leaves: what they asked to come again goes on, asked by the successor."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import ngettext

from wellspoken.rooms.people.leaving import Leaving, Phase, Step, at_leaving
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing.models import Series
from wellspoken.rooms.publishing.series_states import SeriesState

GOING_ON = (SeriesState.ASKED, SeriesState.RUNNING, SeriesState.PAUSED)


def _asked(person: User) -> QuerySet[Series]:
    return Series.objects.filter(asked_by=person, state__in=GOING_ON)


def _hand(leaving: Leaving) -> int:
    """The successor counts as who asked, and so cannot be who allows it."""
    if leaving.successor is None:
        return 0
    teams, rows = leaving.teams(Right.WRITE), _asked(leaving.person)
    return (rows if teams is None else rows.filter(post__team__in=teams)).update(asked_by=leaving.successor)


at_leaving(
    Step(
        "series",
        Phase.HANDS,
        lambda n: ngettext("%(n)d post that comes again", "%(n)d posts that come again", n) % {"n": n},
        lambda person: [_asked(person)],
        _hand,
    )
)
