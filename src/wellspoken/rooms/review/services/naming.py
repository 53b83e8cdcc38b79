"""Naming people for fields in which they answer questions."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.people.access import authorise
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review.competence import FIELDS, fields_of
from wellspoken.rooms.review.models import Competence


def name_competences(*, actor: Actor, person: User, fields: Iterable[str]) -> list[str]:
    """Make the fields for which a person is named exactly these (unknown ones are left out); returns what differs.

    Raises `Denied` without the right to change people everywhere: what somebody knows holds in every team.
    """
    authorise(actor, Right.PEOPLE, everywhere=True)
    wanted = {field for field in fields if field in FIELDS}
    with transaction.atomic():
        User.objects.select_for_update().get(pk=person.pk)
        before = set(fields_of(person))
        Competence.objects.filter(user=person, field__in=before - wanted).delete()
        Competence.objects.bulk_create(Competence(user=person, field=field) for field in sorted(wanted - before))
        for action, changed in (("competence.named", wanted - before), ("competence.unnamed", before - wanted)):
            for field in sorted(changed):
                record(action=action, actor=actor, obj=person, data={"field": field})
    return sorted(wanted ^ before)
