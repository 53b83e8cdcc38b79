"""Bokmål and Nynorsk in what went out on a channel in a year."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests.factories import make_body, make_channel, make_post, make_team
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.publishing.written_languages import Written, written_languages

BOKMAAL = "Husk at vaksinen er gratis for alle over 65 år, og at du ikke trenger å bestille time hos oss."
NYNORSK = "Hugs at vaksinen er gratis for alle over 65 år, og at du ikkje treng å bestille time hjå oss."
ENGLISH = "The vaccine is free for everyone over 65, and you do not need to book a time with us."


def live_delivery(channel: Channel, text: str, at: datetime) -> None:
    post = make_post(channel.team, body=make_body(text))
    seal = {"revision": post.current, "content_hash": post.current.content_hash}
    Delivery.objects.create(post=post, channel=channel, state="live", due_at=at, not_before=at, live_at=at, **seal)


@pytest.mark.django_db
def test_the_year_is_counted_by_language() -> None:
    channel, now = make_channel(make_team()), timezone.now()
    for days, text in [(1, BOKMAAL), (30, BOKMAAL), (60, NYNORSK), (90, ENGLISH), (400, NYNORSK)]:
        live_delivery(channel, text, now - timedelta(days=days))
    assert written_languages(channel, now) == Written(texts=4, bokmaal=2, nynorsk=1)


@pytest.mark.parametrize(
    ("bokmaal", "nynorsk", "enough"),
    [(0, 0, True), (3, 1, True), (4, 1, False), (1, 3, True), (1, 4, False), (9, 0, False)],
)
def test_each_has_its_quarter(bokmaal: int, nynorsk: int, enough: bool) -> None:
    assert Written(bokmaal + nynorsk, bokmaal, nynorsk).enough is enough
