"""When somebody leaves, they stand in for nobody, nobody stands in for them, and their days away are forgotten."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import ngettext

from wellspoken.rooms.people.leaving import Leaving, Phase, Step, at_leaving
from wellspoken.rooms.people.models import User
from wellspoken.rooms.review.models import Absence, Deputy


def _rows(person: User) -> QuerySet[Deputy]:
    return Deputy.objects.filter(Q(user=person) | Q(person=person))


def _end(leaving: Leaving) -> int:
    Absence.objects.filter(user=leaving.person).delete()
    return _rows(leaving.person).delete()[0]


at_leaving(
    Step(
        "deputies",
        Phase.ENDS,
        lambda n: ngettext("%(n)d deputy, theirs or of others", "%(n)d deputies, theirs or of others", n) % {"n": n},
        lambda person: [_rows(person)],
        _end,
    )
)
