"""Incidents when somebody leaves: none is left without an officer. The new one is told by mail (`records.telling`)."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import ngettext

from wellspoken.rooms.kernel.states import Entry, record_many
from wellspoken.rooms.people.leaving import Leaving, Phase, Step, at_leaving
from wellspoken.rooms.people.models import User
from wellspoken.rooms.records.incidents import officers
from wellspoken.rooms.records.models import Incident, IncidentNote
from wellspoken.rooms.records.states import IncidentState


def _open(person: User) -> QuerySet[Incident]:
    return Incident.objects.filter(officer=person, state=IncidentState.OPEN)


def _hand(leaving: Leaving) -> int:
    """To the successor where they may look after incidents, else to whoever else may, the best first.

    Stays where nobody is left: the team's incidents page shows it to administrators to come.
    """
    given: list[Incident] = []
    able: dict[int, list[User]] = {}
    for incident in _open(leaving.person).select_related("team").defer("sealed", "evidence"):
        if incident.team_id not in able:
            able[incident.team_id] = [one for one in officers(incident.team) if one.pk != leaving.person.pk]
        people = able[incident.team_id]
        incident.officer = next((one for one in people if one == leaving.successor), next(iter(people), None))
        if incident.officer is not None:
            given.append(incident)
    Incident.objects.bulk_update(given, ["officer"], batch_size=500)
    _tell(leaving, given)
    return len(given)


def _tell(leaving: Leaving, given: list[Incident]) -> None:
    """A line in each timeline and in the log."""
    by = leaving.actor if isinstance(leaving.actor, User) else None
    IncidentNote.objects.bulk_create(
        [IncidentNote(incident=one, kind="officer", sealed=_name(one.officer), by=by) for one in given], batch_size=500
    )
    data = {"kind": "officer"}
    record_many([Entry("incident.assigned", leaving.actor, one, data) for one in given])


def _name(officer: User | None) -> Any:
    return {"text": officer.name if officer else ""}


at_leaving(
    Step(
        "incidents",
        Phase.HANDS,
        lambda n: ngettext("%(n)d incident they look after", "%(n)d incidents they look after", n) % {"n": n},
        lambda person: [_open(person)],
        _hand,
    )
)
