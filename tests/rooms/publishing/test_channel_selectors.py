"""What waits on channels after a moment: for warnings that a sign-in ends before a post is due."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.factories import make_channel, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing.channel_selectors import waiting_after
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.publishing.words import say
from wellspoken.rooms.publishing.worker import check_channels

pytestmark = pytest.mark.django_db


def deliver(channel: Channel, state: str, **fields: Any) -> Delivery:
    post = make_post(channel.team)
    seal = {"revision": post.current, "content_hash": post.current.content_hash}
    due = timezone.now() + timedelta(**fields)
    return Delivery.objects.create(post=post, channel=channel, state=state, due_at=due, not_before=due, **seal)


def test_only_what_waits_and_only_after_the_moment(django_assert_num_queries: Any) -> None:
    now, team = timezone.now(), make_team()
    ends, broken, quiet = (make_channel(team, "bluesky", remote_id=str(n)) for n in range(3))
    deliver(ends, "scheduled", days=1)
    first = deliver(ends, "scheduled", days=3)
    deliver(ends, "held", days=4)
    deliver(ends, "live", days=5)
    deliver(broken, "scheduled", hours=1)
    deliver(quiet, "cancelled", days=5)
    with django_assert_num_queries(1):
        found = waiting_after({ends.pk: now + timedelta(days=2), broken.pk: None, quiet.pk: None})
    assert {pk: one.count for pk, one in found.items()} == {ends.pk: 2, broken.pk: 1}
    assert found[ends.pk].first == first.due_at
    assert waiting_after({}) == {}


def test_the_worker_warns_and_the_home_page_says_what_depends_on_it(client: Client) -> None:
    make_organisation()
    team, now = make_team(), timezone.now()
    person = make_person(Role.ADMINISTRATOR, team)
    make_person(Role.REVIEWER, team)
    ends = {"expires_at": now + timedelta(days=2), "last_ok_at": now, "checked_at": now}
    channel = make_channel(team, "bluesky", remote_id="1", **ends)
    deliver(channel, "scheduled", days=3)
    check_channels()
    check_channels()
    assert [letter.to for letter in mail.outbox] == [[person.email]]
    assert "1 post is due after that." in mail.outbox[0].body
    client.force_login(person)
    page = client.get("/").content.decode()
    assert "1 post is due after that." in page
    assert f"/channels/{channel.pk}/reconnect/" in page


def test_what_a_networks_limits_refused_is_said_with_its_numbers() -> None:
    refused = Delivery(state="refused", reason="too_many_links", reason_data={"count": 7, "most": 5})
    assert say(refused) == "7 links are too many; 5 are allowed here. Nothing went out here."
    assert say(Delivery(state="refused", reason="cannot", reason_data={"what": "video"})).startswith("Films cannot")
    assert "would not take" in say(Delivery(state="refused", reason="too_many_links"))
    assert "did not accept it" in say(Delivery(state="refused", reason="something_new"))
