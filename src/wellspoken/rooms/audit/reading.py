"""Reading of sensitive things leaves an entry: a network's raw answers, a consent, an export."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import models
from django.utils import timezone

from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.services import record_many
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.states import Entry

READ = "reading.opened"
#: who reads the same again within this time is not written down again
AGAIN = timedelta(minutes=30)


def note_reading(*, actor: Actor, objects: Sequence[models.Model], what: str, again: timedelta = AGAIN) -> int:
    """Write down that `actor` reads `what` of these objects of one table; returns how many entries were written.

    `what` is a code; name it with `wording.name_values("reading", ("what",), {code: words})`.
    Call it in the view or service that shows the thing, before it is shown. The same person,
    thing and object are not told twice within `again`. Two statements when nothing is new.
    """
    if not objects:
        return 0
    kind = objects[0]._meta.label_lower
    since = timezone.now() - again
    told = AuditEntry.objects.filter(action=READ, actor_id=actor.actor_id, object_kind=kind, at__gt=since)
    rows = told.filter(object_id__in=[str(one.pk) for one in objects]).values_list("object_id", "data")
    known = {key for key, data in rows if data.get("what") == what}
    fresh = [Entry(READ, actor, one, {"what": what}) for one in objects if str(one.pk) not in known]
    if fresh:
        record_many(fresh)
    return len(fresh)
