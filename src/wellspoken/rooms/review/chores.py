"""What the worker does for reviews beside delivery; publishing rings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from wellspoken.rooms.kernel.quiet import is_quiet
from wellspoken.rooms.review import expiring, notices, reminding
from wellspoken.rooms.review.deputies import absent, addressed
from wellspoken.rooms.review.models import Absence

#: how often
SECONDS = 60.0


def chore(ended: Callable[[], bool]) -> None:
    """One round: reminders, trainings that end, absences that begin."""
    for work in (reminding.remind, expiring.warn, tell_of_absences):
        if not ended():
            work(timezone.now())


def settle(now: datetime) -> None:
    """Everything that is due by `now` counts as told, and nobody is written to: for a past that is told at once."""
    reminding.settle(now)
    expiring.settle(now)
    absent(now).filter(told=False).update(told=True)


def tell_of_absences(now: datetime) -> int:
    """Tell deputies that they stand in from now on; returns how many absences were told of."""
    if is_quiet():
        return 0
    told = 0
    for row in absent(now).filter(told=False, user__is_active=True).select_related("user"):
        if Absence.objects.filter(pk=row.pk, told=False).update(told=True) == 1:
            told += 1
            notices.standing_in(row.user, [one for one in addressed([row.user], now) if one.instead_of])
    return told
