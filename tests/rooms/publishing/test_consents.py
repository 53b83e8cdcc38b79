"""A consent at the moment of sending, and what a withdrawal does to posts that wait."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from tests.factories import make_body, make_channel, make_team
from tests.publishing_kit import Net, approve, at, soon
from tests.rooms.consents.kit import keeper, signed
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.consents import services
from wellspoken.rooms.consents.models import Authorization
from wellspoken.rooms.consents.services import Withdrawal
from wellspoken.rooms.consents.uses import Use
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.services import create_post
from wellspoken.rooms.publishing import consenting, delivering, sweeping
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.publishing.words import say

pytestmark = pytest.mark.django_db


@pytest.fixture
def channel() -> Channel:
    return make_channel(make_team(), "bluesky")


def told(consent: Authorization, channels: list[Channel], **plan: object) -> list[Delivery]:
    """An approved post that uses the consent."""
    use = Use(consent.pk, "health", ("story",))
    body = make_body(channels=tuple(c.pk for c in channels), consents=(use,))
    post = create_post(actor=keeper(consent.team), team=consent.team, body=body)
    Post.objects.filter(pk=post.pk).update(**{"plan_kind": "now", **plan})
    post.refresh_from_db()
    return approve(post)


def send(delivery: Delivery) -> Delivery:
    for bell in sweeping.sweep(timezone.now(), "w"):
        delivering.deliver(bell.delivery_id, bell.fence)
    delivery.refresh_from_db()
    return delivery


def withdraw(consent: Authorization) -> None:
    services.withdraw(actor=keeper(consent.team), consent=consent, withdrawal=Withdrawal("mail"))


def test_a_consent_in_force_lets_it_out(net: Net, channel: Channel) -> None:
    consent = signed(channel.team)
    [delivery] = told(consent, [channel])
    assert send(delivery).state == "live"
    assert [row.pk for row in consenting.using(consent)] == [delivery.pk]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"state": "withdrawn"}, "withdrawn"),
        ({"state": "expired"}, "expired"),
        ({"expires_on": timezone.localdate() - timedelta(days=2)}, "expired"),
        ({"purposes": ["thanks"]}, "purpose"),
        ({"information": ["picture"]}, "information"),
        ({"channels": []}, "channel"),
    ],
)
def test_what_it_does_not_cover_today_is_not_sent(
    net: Net, channel: Channel, change: dict[str, object], why: str
) -> None:
    consent = signed(channel.team)
    [delivery] = told(consent, [channel])
    Authorization.objects.filter(pk=consent.pk).update(**change)
    send(delivery)
    assert (delivery.state, delivery.reason, delivery.reason_data["why"]) == ("held", "consent", why)
    assert not net.posts
    assert "consent" in say(delivery)


def test_only_the_channel_it_names_gets_it(net: Net, channel: Channel) -> None:
    consent, other = signed(channel.team), make_channel(channel.team, "mastodon")
    allowed, not_allowed = told(consent, [channel, other])
    send(allowed)
    not_allowed.refresh_from_db()
    assert (allowed.state, not_allowed.state) == ("live", "held")


def test_a_withdrawal_stops_what_waits_at_once_and_tells_the_author(
    net: Net, channel: Channel, django_capture_on_commit_callbacks: object
) -> None:
    consent, untouched = signed(channel.team), signed(channel.team)
    [queued] = told(consent, [channel])
    sweeping.sweep(timezone.now(), "w")
    rows = [told(consent, [channel], **at(soon(days=n + 1)))[0] for n in range(20)]
    [beside] = told(untouched, [channel], **at(soon(days=1)))
    began = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        withdraw(consent)
    assert time.monotonic() - began < 10  # a bound against hanging, no measure
    states = set(consenting.using(consent).values_list("state", "reason"))
    assert states == {("held", "consent")}
    assert consenting.using(consent).count() == len(rows) + 1
    beside.refresh_from_db()
    assert beside.state == "scheduled"
    assert len(mail.outbox) == len(rows) + 1
    delivering.deliver(queued.pk, queued.fence + 1)
    assert not net.posts


def test_what_is_out_stays_listed(net: Net, channel: Channel) -> None:
    consent = signed(channel.team)
    [delivery] = told(consent, [channel])
    send(delivery)
    withdraw(consent)
    assert [row.state for row in consenting.using(consent)] == ["live"]


def test_the_gate_asks_once_for_many(net: Net, channel: Channel, django_assert_num_queries: object) -> None:
    consent = signed(channel.team)
    keys = [told(consent, [channel], **at(soon(days=n + 1)))[0].pk for n in range(5)]
    rows = list(Delivery.objects.filter(pk__in=keys).select_related("post__team", "revision", "channel"))
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert consenting.lacking(rows) == {}
