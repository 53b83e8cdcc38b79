"""Trainings that end: the person is told 30, 7 and 1 days before, and when it is over; administrators at the end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wellspoken.rooms.kernel.quiet import is_quiet
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.selectors import organisation_administrators
from wellspoken.rooms.review import notices
from wellspoken.rooms.review.competence import FIELDS
from wellspoken.rooms.review.models import Competence
from wellspoken.rooms.review.selectors.trainings import WARNING_DAYS

#: rows looked at in one round
MOST = 500
#: a training is over
OVER = 0


def stage(until: date, today: date) -> int | None:
    """Which warning holds: 30, 7, 1, or `OVER` after the last day; None while the end is far."""
    left = (until - today).days
    if left < 0:
        return OVER
    return next((days for days in sorted(WARNING_DAYS) if left <= days), None)


def warn(now: datetime) -> int:
    """Send the warnings that are due and were not sent; returns how many. Several workers may do it at once."""
    if is_quiet():
        return 0
    letters: list[EmailMessage] = []
    told = 0
    for row, until, at in _claimed(now):
        told += 1
        letters += [_to_person(row, until, at), *_to_administrators(row, until, at)]
    notices._hand_over(letters)
    return told


def settle(now: datetime) -> int:
    """Note the warnings that are due as sent, and write to nobody; returns how many."""
    return sum(1 for _claim in _claimed(now))


def _claimed(now: datetime) -> Iterator[tuple[Competence, date, int]]:
    """Trainings with their end and the warning that is this process's to send."""
    horizon = now.date() + timedelta(days=max(WARNING_DAYS) + 1)
    rows = Competence.objects.filter(valid_until__lte=horizon, warned__gt=OVER, user__is_active=True)
    for row in rows.select_related("user").order_by("valid_until", "pk")[:MOST]:
        if row.valid_until is None:
            continue
        at = stage(row.valid_until, now.astimezone(row.user.zone).date())
        if at is None or at >= row.warned:
            continue
        mine = Competence.objects.filter(pk=row.pk, warned=row.warned, valid_until=row.valid_until)
        if mine.update(warned=at) == 1:
            yield row, row.valid_until, at


def _to_person(row: Competence, until: date, at: int) -> EmailMessage:
    person = row.user
    with translation.override(person.language):
        values = {"field": FIELDS.get(row.field, row.field), "day": date_format(until)}
        if at == OVER:
            subject = _("Your training for questions of %(field)s has run out")
            line = _(
                "It counted until %(day)s. You cannot answer such questions nor approve posts that ask one, until an "
                "administrator notes a new training."
            )
        else:
            subject = _("Your training for questions of %(field)s runs out soon")
            line = _(
                "It counts until %(day)s. After that you cannot answer such questions nor approve posts that ask one. "
                "When you have been trained again, ask an administrator to note it."
            )
        return notices._letter(person, subject % values, line % values, f"{settings.SITE_URL}/me/")


def _to_administrators(row: Competence, until: date, at: int) -> list[EmailMessage]:
    """At the last day and at the end those who can note a training hear of it too."""
    if at > min(WARNING_DAYS):
        return []
    letters = []
    for person in User.objects.filter(pk__in=organisation_administrators()).exclude(pk=row.user_id).order_by("pk"):
        with translation.override(person.language):
            values = {
                "who": row.user.name,
                "field": FIELDS.get(row.field, row.field),
                "day": date_format(until),
            }
            subject = _("A training ends: %(who)s, %(field)s") % values
            line = _("The training of %(who)s for questions of %(field)s counts until %(day)s.") % values
            letters.append(notices._letter(person, subject, line, f"{settings.SITE_URL}/settings/people/training/"))
    return letters
