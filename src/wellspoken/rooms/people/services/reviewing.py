"""Signing the access review off."""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.audit.services import record
from wellspoken.rooms.people import reviewing, selectors
from wellspoken.rooms.people.access import authorise
from wellspoken.rooms.people.evidence import canonical
from wellspoken.rooms.people.models import AccessReview, User
from wellspoken.rooms.people.roles import Right


def sign_off(*, actor: User, note: str = "") -> AccessReview:
    """Keep who may do what at this moment, with the actor's name to it; needs the right to add people everywhere."""
    authorise(actor, Right.PEOPLE, everywhere=True)
    seen = reviewing.review(list(selectors.people().filter(is_active=True)), timezone.now())
    table = reviewing.table(seen)
    lines = [line for one in seen for line in one.lines]
    with transaction.atomic():
        made = AccessReview.objects.create(
            by=actor,
            by_name=actor.name,
            note=note.strip()[:2000],
            people=len(seen),
            grants=len(lines),
            unused=sum(line.idle for line in lines),
            table=table,
            digest=hashlib.sha256(canonical(table).encode()).hexdigest(),
        )
        data = {"people": made.people, "grants": made.grants, "digest": made.digest}
        record(action="person.access_reviewed", actor=actor, obj=made, data=data)
    return made
