"""The private address of a person's calendar: made, replaced, ended. Only its owner does this."""

from __future__ import annotations

import secrets

from django.db import transaction

from wellspoken.rooms.audit.services import record
from wellspoken.rooms.people.models import FeedKey, User


def make_feed_key(*, actor: User) -> str:
    """A new key for the actor, 256 bits; an earlier one stops working. It is shown once and never stored."""
    key = secrets.token_urlsafe(32)
    with transaction.atomic():
        FeedKey.objects.filter(user=actor).delete()
        FeedKey.objects.create(user=actor, digest=FeedKey.digest_of(key))
        record(action="person.feed_made", actor=actor, obj=actor)
    return key


def end_feed(*, actor: User) -> None:
    """The actor's address stops working. Safe to repeat."""
    with transaction.atomic():
        if FeedKey.objects.filter(user=actor).delete()[0]:
            record(action="person.feed_ended", actor=actor, obj=actor)
