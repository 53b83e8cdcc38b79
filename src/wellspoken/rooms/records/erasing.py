"""The records room's part when personal data is erased: timelines, exports; and what the archive keeps."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wellspoken.rooms.kernel.states import Step, move
from wellspoken.rooms.people.erasing import Erasing, Kept, Part, at_erasing, keeps
from wellspoken.rooms.people.models import User
from wellspoken.rooms.records.models import Edition, Export, IncidentNote
from wellspoken.rooms.records.states import EXPORT, EditionState, ExportState


def _named(person: User) -> list[IncidentNote]:
    """Lines of timelines that say who looks after an incident, and name this person."""
    rows = IncidentNote.objects.filter(kind="officer").iterator(chunk_size=500)
    return [row for row in rows if row.sealed.get("text") == person.name]


def _rename(erasing: Erasing) -> int:
    rows = _named(erasing.person)
    other: Any = {"text": erasing.instead}
    for row in rows:
        row.sealed = other
    IncidentNote.objects.bulk_update(rows, ["sealed"], batch_size=500)
    return len(rows)


def _exports() -> QuerySet[Export]:
    return Export.objects.filter(state=ExportState.DONE)


def _take_away(erasing: Erasing) -> int:
    """Files of exports made before would still hold everything."""
    rows = list(_exports())
    for row in rows:
        move(row, EXPORT, Step(to="gone", actor=erasing.actor, action="export.moved"))
        row.place.unlink(missing_ok=True)
    return len(rows)


at_erasing(
    Part(
        "incident_lines",
        lambda n: (
            ngettext(
                "The name in %(n)d line of an incident's timeline", "The name in %(n)d lines of incidents' timelines", n
            )
            % {"n": n}
        ),
        lambda person: len(_named(person)),
        _rename,
    ),
    Part(
        "exports",
        lambda n: (
            ngettext("%(n)d export of everything, made earlier", "%(n)d exports of everything, made earlier", n)
            % {"n": n}
        ),
        lambda _person: [_exports()],
        _take_away,
    ),
)
keeps(
    Kept(
        "editions",
        lambda n: (
            ngettext("The author's name in %(n)d archived version", "The author's name in %(n)d archived versions", n)
            % {"n": n}
        ),
        lambda person: [Edition.objects.filter(author_name=person.name, state=EditionState.KEPT)],
        _(
            "The archive keeps what was public as it was, and its checksum stands in the log: 45 CFR 164.316(b)(2),"
            " six years; each can be deleted by a person from the day that its page names."
        ),
    )
)
