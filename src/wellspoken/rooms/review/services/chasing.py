"""Asking deputies to step in, and choosing when a team reviews."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.people.access import authorise
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review import access, reminding, reminding_letters
from wellspoken.rooms.review.deputies import Addressee, deputies_of
from wellspoken.rooms.review.errors import BadHours, NoDeputy
from wellspoken.rooms.review.hours import Hours, hours_of
from wellspoken.rooms.review.models import Reminder, ReviewHours, ReviewRequest
from wellspoken.rooms.review.services.standing import outdated
from wellspoken.rooms.review.states import RequestState

#: working hours that a request may be open before its reviewers are reminded
PATIENCE = range(1, 81)


def ask_deputies(*, actor: User, request: ReviewRequest) -> list[User]:
    """Ask the deputies of those who should decide to step in; gives them, or nobody when they were asked before.

    Raises `Denied` (for those who neither review nor edit the post), `Outdated` when it is decided, and `NoDeputy`.
    """
    access.require_voice(actor, request.post)
    if request.state != RequestState.OPEN:
        raise outdated(request)
    now = timezone.now()
    written = access.writers_of(request.post, request.asked_by_id)
    people = deputies_of(reminding.deciders(request, written), {*written, actor.pk}, now)
    if not people:
        raise NoDeputy(str(request.pk))
    with transaction.atomic():
        _row, made = Reminder.objects.get_or_create(
            request=request, kind="deputy", about="", defaults={"by": actor, "at": now}
        )
        if not made:
            return []
        data = {"revision": request.revision.number, "deputies": len(people)}
        record(action="review.deputies_asked", actor=actor, obj=request, data=data)
        asked = [Addressee(person) for person in people]
        send = partial(reminding_letters.reminded, request, "deputy", asked, who=actor.name)
        transaction.on_commit(send, robust=True)
    return people


def set_hours(*, actor: Actor, team: Team, hours: Hours) -> bool:
    """Choose when a team reviews and how patient it is; whether that is new. Raises `Denied`, `BadHours`."""
    authorise(actor, Right.SETTINGS, team)
    days = tuple(sorted(set(_days(hours.weekdays))))
    if not (days and 0 <= hours.begins < hours.ends <= 24 and hours.remind_after in PATIENCE):
        raise BadHours(str(hours))
    with transaction.atomic():
        Team.objects.select_for_update().get(pk=team.pk)
        if hours_of(team) == Hours(days, hours.begins, hours.ends, hours.remind_after):
            return False
        columns = {"begins": hours.begins, "ends": hours.ends, "remind_after": hours.remind_after}
        ReviewHours.objects.update_or_create(team=team, defaults={**columns, "weekdays": list(days)})
        said = f"{hours.begins}-{hours.ends}, {hours.remind_after} h"
        record(action="review.hours", actor=actor, obj=team, data={"hours": said, "weekdays": list(days)})
    return True


def _days(weekdays: Iterable[int]) -> list[int]:
    return [day for day in weekdays if day in range(7)]
