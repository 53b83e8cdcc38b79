"""Naming people for fields in which they answer questions, and noting the training that allows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.people.access import authorise
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review.competence import FIELDS, fields_of
from wellspoken.rooms.review.errors import BadTraining
from wellspoken.rooms.review.models import Competence

#: nothing learned counts for longer than this after it was learned
LONGEST = timedelta(days=3660)
#: of a person who was not warned yet; see `Competence.warned`
UNWARNED = 99


@dataclass(frozen=True, slots=True)
class Training:
    """What was learned and when, the last day it counts, and the address of a certificate ("" when there is none)."""

    what: str
    trained_on: date
    valid_until: date
    evidence: str = ""

    def tidy(self, today: date) -> Training:
        """The same, checked; raises `BadTraining`."""
        what = " ".join(self.what.replace("\x00", " ").split())
        evidence = self.evidence.strip()
        if not 3 <= len(what) <= 200:
            raise BadTraining("what")
        if self.trained_on > today:
            raise BadTraining("when")
        if not self.trained_on <= self.valid_until <= self.trained_on + LONGEST:
            raise BadTraining("until")
        if evidence and not _is_address(evidence):
            raise BadTraining("evidence")
        return Training(what, self.trained_on, self.valid_until, evidence)


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and len(text) <= 500 and text.isprintable()
    except ValueError:
        return False


def name_competences(*, actor: Actor, person: User, fields: Iterable[str]) -> list[str]:
    """Make the fields for which a person is named exactly these (unknown ones are left out); returns what differs.

    Somebody newly named answers nothing until a training is noted. Raises `Denied` without the right to change people
    everywhere: what somebody knows holds in every team.
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


def note_training(*, actor: Actor, person: User, field: str, training: Training) -> Competence:
    """Note that a person was trained for a field, which names them for it if they were not.

    The newest note counts, also when it ends sooner; the log keeps the earlier ones. Raises `BadTraining`, and
    `Denied` without the right to change people everywhere.
    """
    authorise(actor, Right.PEOPLE, everywhere=True)
    if field not in FIELDS:
        raise BadTraining("field")
    checked = training.tidy(timezone.localdate())
    columns = {
        "training": checked.what,
        "trained_on": checked.trained_on,
        "valid_until": checked.valid_until,
        "evidence": checked.evidence,
        "warned": UNWARNED,
    }
    data = {"field": field, "on": checked.trained_on.isoformat(), "until": checked.valid_until.isoformat()}
    said = {"training": checked.what, "evidence": checked.evidence}
    with transaction.atomic():
        User.objects.select_for_update().get(pk=person.pk)
        row, made = Competence.objects.update_or_create(user=person, field=field, defaults=columns)
        if made:
            record(action="competence.named", actor=actor, obj=person, data={"field": field})
        record(action="competence.trained", actor=actor, obj=person, data=data, personal=said)
    return row
