"""A person names who stands in for them, and says when they are away."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.kernel.walltime import day_bounds
from wellspoken.rooms.people.access import Denied, rights_of
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review.deputies import require_able
from wellspoken.rooms.review.errors import BadAbsence
from wellspoken.rooms.review.models import Absence, Deputy

LONGEST = timedelta(days=370)
#: absences to come that one person may have noted
MOST = 20


def _require_own(actor: User, user: User) -> None:
    """People speak for themselves; those who change people everywhere may do it for them. Raises `Denied`."""
    if actor.pk != user.pk and Right.PEOPLE not in rights_of(actor).everywhere:
        raise Denied(Right.PEOPLE)


def name_deputy(*, actor: User, user: User, deputy: User | None) -> bool:
    """Let `deputy` stand in for `user` (None: nobody); whether that is new. Raises `Denied`, `BadDeputy`."""
    _require_own(actor, user)
    if deputy is not None:
        require_able(user, deputy)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        before = Deputy.objects.filter(user=user).select_related("person").first()
        if (before.person if before else None) == deputy:
            return False
        if deputy is None:
            Deputy.objects.filter(user=user).delete()
            record(action="review.deputy_ended", actor=actor, obj=user)
        else:
            Deputy.objects.update_or_create(user=user, defaults={"person": deputy, "named_at": timezone.now()})
            who = {"data": {"deputy": deputy.pk}, "personal": {"name": deputy.name}}
            record(action="review.deputy_named", actor=actor, obj=user, **who)
    return True


def note_absence(*, actor: User, user: User, first: date, last: date) -> Absence:
    """Note days on which a person is away, `first` and `last` included, in the person's own calendar.

    Raises `Denied` and `BadAbsence` (`order`, `past`, `long`, `overlap`, `many`).
    """
    _require_own(actor, user)
    today = timezone.now().astimezone(user.zone).date()
    if last < first:
        raise BadAbsence("order")
    if last < today:
        raise BadAbsence("past")
    if last - first > LONGEST or last - today > 2 * LONGEST:
        raise BadAbsence("long")
    begins, ends = _start(first, user), _start(last + timedelta(days=1), user)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        rows = Absence.objects.filter(user=user, ends__gt=timezone.now())
        if rows.filter(begins__lt=ends, ends__gt=begins).exists():
            raise BadAbsence("overlap")
        if rows.count() >= MOST:
            raise BadAbsence("many")
        made = Absence.objects.create(user=user, first=first, last=last, begins=begins, ends=ends)
        days = {"first": first.isoformat(), "last": last.isoformat()}
        record(action="review.away", actor=actor, obj=user, data=days)
    return made


def _start(day: date, user: User) -> datetime:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=user.zone)
    return day_bounds(noon, user.time_zone)[0]


def end_absence(*, actor: User, user: User, pk: int) -> bool:
    """Take days away back: those to come are forgotten, those under way end now. False when there are none such."""
    _require_own(actor, user)
    now = timezone.now()
    with transaction.atomic():
        rows = Absence.objects.filter(pk=pk, user=user, ends__gt=now)
        gone = rows.filter(begins__gt=now).delete()[0]
        ended = 0 if gone else rows.update(ends=now, last=now.astimezone(user.zone).date())
        if not (gone or ended):
            return False
        record(action="review.back", actor=actor, obj=user)
    return True
