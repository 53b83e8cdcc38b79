"""Reads about incidents: who looks after them, their clocks, what is still to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from wellspoken.rooms.compliance.duties import Duty, duties_after
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.access import may, rights_of
from wellspoken.rooms.people.models import Grant, Team, User
from wellspoken.rooms.people.roles import Right, roles_with
from wellspoken.rooms.publishing.notices import shaped
from wellspoken.rooms.records.models import Incident, IncidentNote
from wellspoken.rooms.review.models import Competence

EXPOSURE = "exposure"


def visible(user: User | AnonymousUser) -> QuerySet[Incident]:
    """Incidents a person may know of: their own, those they look after, those of teams whose log they may read."""
    if not isinstance(user, User) or not user.is_active:
        return Incident.objects.none()
    rows = Incident.objects.select_related("team", "post", "reported_by", "officer", "closed_by")
    teams = rights_of(user).teams(Right.AUDIT)
    if teams is None:
        return rows
    return rows.filter(Q(team_id__in=teams) | Q(reported_by=user) | Q(officer=user))


def get_incident(user: User | AnonymousUser, pk: int) -> Incident:
    """The incident; raises `NotThere` when it is not for this person to know about."""
    found = visible(user).filter(pk=pk).first() if pk < 2**63 else None
    if found is None:
        raise NotThere(f"incident {pk}")
    return found


def may_handle(user: User, incident: Incident) -> bool:
    """Whether the person may answer duties, hand it on and close it: its officer, or the team's administrators."""
    return incident.officer_id == user.pk or may(user, Right.SETTINGS, incident.team_id)


def officers(team: Team) -> list[User]:
    """Who may look after an incident of the team, the best first: people named for privacy, then administrators."""
    here = Grant.objects.filter(Q(team=team) | Q(team__isnull=True), user=OuterRef("pk"))
    people = User.objects.filter(is_active=True).filter(Exists(here))
    named = list(people.filter(Exists(Competence.objects.filter(user=OuterRef("pk"), field="privacy"))))
    bosses = people.filter(Exists(here.filter(role__in=roles_with(Right.SETTINGS))))
    return [*named, *bosses.exclude(pk__in=[person.pk for person in named])]


@dataclass(frozen=True, slots=True)
class Clock:
    """A duty with its answers, newest first; `open`: the newest is missing or says no; `late`: its time is over too."""

    duty: Duty
    answers: tuple[IncidentNote, ...]
    open: bool
    late: bool
    share: int  # of its time that is gone, 0 to 100; 0 without a time


def clocks(incident: Incident, notes: Iterable[IncidentNote], lang: str, now: datetime | None = None) -> list[Clock]:
    """Every duty that follows, the most pressing first, in `lang`."""
    now = now or timezone.now()
    said = [note for note in notes if note.kind == "duty"]
    found = duties_after(EXPOSURE, incident.countries, incident.known_at, lang)
    made = [_clock(duty, [n for n in reversed(said) if n.duty == duty.id], incident.known_at, now) for duty in found]
    return sorted(made, key=lambda one: (not one.open, one.duty.by or incident.known_at))


def _clock(duty: Duty, answers: list[IncidentNote], since: datetime, now: datetime) -> Clock:
    still = not answers or not answers[0].done
    late = still and duty.by is not None and duty.by < now
    gone = 0
    if duty.by is not None and duty.by > since:
        gone = max(0, min(100, round(100 * (now - since) / (duty.by - since))))
    return Clock(duty, tuple(answers), still, late, gone)


def next_end(incident: Incident, done: Iterable[str] = ()) -> datetime | None:
    """When the first clock that still runs ends; None when none does."""
    ends = [d.by for d in duties_after(EXPOSURE, incident.countries, incident.known_at, "en") if d.id not in set(done)]
    return min((end for end in ends if end is not None), default=None)


def open_for(user: User, most: int = 5) -> list[tuple[Incident, datetime | None]]:
    """Open incidents that a person may know of, each with the end of its next clock; two queries, one without any."""
    rows = list(visible(user).filter(state="open").defer("sealed", "evidence")[:most])
    notes = IncidentNote.objects.filter(incident__in=rows, kind="duty").defer("sealed") if rows else []
    newest = {(note.incident_id, note.duty): note.done for note in notes}  # in the order of time
    return [(one, next_end(one, [d for (pk, d), done in newest.items() if pk == one.pk and done])) for one in rows]


def notices(_now: datetime) -> QuerySet[Any, tuple[Any, ...]]:
    """Open incidents for the query that every page makes; `detail` is the key of the officer, `name` the team's."""
    officer = Coalesce(Cast("officer_id", CharField()), Value(""))
    rows = Incident.objects.filter(state="open")
    return shaped(rows, "incident", moment=F("known_at"), team=F("team_id"), name=F("team__name"), detail=officer)
