"""Asking for an export of everything, stopping one, taking one along."""

from __future__ import annotations

from django.db import transaction

from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.kernel.states import Step, move, record
from wellspoken.rooms.people.access import require_everywhere, rights_of
from wellspoken.rooms.people.models import Organisation, User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.records.models import Export
from wellspoken.rooms.records.states import EXPORT, ExportState


def may_open(user: User) -> bool:
    """Whether the person may read every consent and every incident: then exports hold them in clear."""
    return {Right.CONSENTS, Right.AUDIT} <= rights_of(user).everywhere


def ask_export(*, actor: User) -> Export:
    """Order an export; one that still waits or runs for this person is returned. Raises `Denied`."""
    require_everywhere(actor, Right.SETTINGS)
    wanted = {"by": actor, "opened": may_open(actor)}
    with transaction.atomic():
        open_ = Export.objects.filter(state__in=[ExportState.WAITING, ExportState.RUNNING], **wanted).first()
        if open_ is not None:
            return open_
        export = Export.objects.create(**wanted)
        record(action="export.asked", actor=actor, obj=export, data={"opened": export.opened})
    return export


def stop_export(*, actor: User, export: Export) -> None:
    """Stop it. Raises `Denied`, `StateConflict` when it is over."""
    require_everywhere(actor, Right.SETTINGS)
    move(export, EXPORT, Step(to="cancelled", actor=actor, action="export.moved"))


def note_export_taken(*, actor: User, export: Export) -> None:
    """Write down that somebody takes the file along. Raises `Denied`."""
    require_everywhere(actor, Right.SETTINGS)
    record(action="export.taken", actor=actor, obj=export, data={"sha256": export.sha256})


def note_export_written(*, organisation: Organisation, rows: int, opened: bool) -> None:
    """Write down that somebody on the machine itself wrote an export into a folder."""
    data = {"rows": rows, "sha256": "-", "opened": opened}
    record(action="export.made", actor=SystemActor("command"), obj=organisation, data=data)
