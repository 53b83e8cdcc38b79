"""The sample's past sends no letters."""

from __future__ import annotations

import pytest
from django.core import mail

from wellspoken.rooms.kernel.models import QuietTime
from wellspoken.rooms.publishing.mailing import tell_author
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.publishing.worker import watch
from wellspoken.rooms.review import chores, notices
from wellspoken.sample.build import build


@pytest.mark.django_db(transaction=True)
def test_it_writes_to_nobody_then_or_later() -> None:
    """Letters leave after commits and in a thread of their own: both happen here as in life."""
    build()
    notices.drain()
    assert mail.outbox == []
    assert not QuietTime.objects.exists()
    watch()
    chores.chore(lambda: False)
    notices.drain()
    assert mail.outbox == []
    delivery = Delivery.objects.filter(state="held").select_related("post__author").earliest("pk")
    tell_author(delivery)
    assert mail.outbox == []
    tell_author(delivery, "overdue")
    assert len(mail.outbox) == 1  # afterwards the installation speaks again
