"""Beginning and ending a crisis or days of grief: while they last, the checks look for cheer and for selling."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet, Value
from django.utils import timezone

from wellspoken.rooms.audit.services import record
from wellspoken.rooms.compliance import hooks
from wellspoken.rooms.compliance.house.drafting import reasoned
from wellspoken.rooms.compliance.house.errors import RuleProblem
from wellspoken.rooms.compliance.models import SombreTime
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.access import authorise
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right

#: the graver one first
MOODS = ("crisis", "grief")


def under_way(today: date | None = None) -> QuerySet[SombreTime]:
    """What lasts now; `today` is a day in the organisation's zone (None: now)."""
    day = today or timezone.localdate()
    return SombreTime.objects.filter(Q(until__isnull=True) | Q(until__gte=day), ended_at__isnull=True)


def begin(*, actor: Actor, mood: str, reason: str, team: Team | None = None, until: date | None = None) -> SombreTime:
    """Begin one for a team, or for everybody; waiting posts are looked at again.

    One that ran out by itself makes way. Raises `Denied` (the right to hold posts back is needed there) and
    `RuleProblem` (mood, reason, past, lasting).
    """
    authorise(actor, Right.HOLD, team, everywhere=team is None)
    if mood not in MOODS:
        raise RuleProblem("mood")
    if until is not None and until < timezone.localdate():
        raise RuleProblem("past")
    values = {"mood": mood, "reason": reasoned(reason), "until": until, "team": team}
    by = actor if isinstance(actor, User) else None
    try:
        with transaction.atomic():
            _clear(team)
            row = SombreTime.objects.create(begun_at=timezone.now(), begun_by=by, **values)
            data = {"mood": mood, "team": team.name if team else "*", "until": until.isoformat() if until else ""}
            record(action="sombre.begun", actor=actor, obj=row, data=data, personal={"reason": row.reason})
            hooks.rules_changed(actor)
    except IntegrityError as error:
        raise RuleProblem("lasting") from error
    return row


def _clear(team: Team | None) -> None:
    """Close what ran out by itself: its last day is over."""
    over = SombreTime.objects.filter(team=team, ended_at__isnull=True, until__lt=timezone.localdate())
    over.update(ended_at=timezone.now())


def end(*, actor: Actor, pk: int) -> None:
    """End one; ending twice changes nothing. Raises `NotThere` and `Denied`."""
    row = SombreTime.objects.select_related("team").filter(pk=pk).first()
    if row is None:
        raise NotThere(f"sombre time {pk}")
    authorise(actor, Right.HOLD, row.team, everywhere=row.team is None)
    by = actor if isinstance(actor, User) else None
    with transaction.atomic():
        ended = SombreTime.objects.filter(pk=pk, ended_at__isnull=True).update(ended_at=timezone.now(), ended_by=by)
        if ended:
            data = {"mood": row.mood, "team": row.team.name if row.team else "*"}
            record(action="sombre.ended", actor=actor, obj=row, data=data)
            hooks.rules_changed(actor)


def mark_of_mood(team: Team) -> QuerySet[SombreTime, tuple[str, str]]:
    """What lasts for a team as rows ("mood", mood), for a union with other rows; read them back with `gravest`."""
    rows = under_way().filter(Q(team=team) | Q(team__isnull=True)).order_by()
    said = rows.annotate(kind=Value("mood"), said=F("mood"))
    return said.values_list("kind", "said")


def gravest(moods: list[str]) -> str:
    """The mood that counts; '' without any."""
    return next((mood for mood in MOODS if mood in moods), "")
