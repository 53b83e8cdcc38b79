"""From an approval to rows, and back when the words change."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from tests.factories import make_body, make_channel, make_person, make_post, make_team
from tests.publishing_kit import approve, approved_post, at, post_on, soon, utc
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.channels.models import Slot
from wellspoken.rooms.content import hooks as content_hooks
from wellspoken.rooms.content.errors import NotEditable
from wellspoken.rooms.content.models import Post, Revision
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing import slots
from wellspoken.rooms.publishing.models import Delivery

pytestmark = pytest.mark.django_db


def test_one_row_per_channel_in_the_approving_transaction() -> None:
    team = make_team()
    channels = [make_channel(team), make_channel(team, "bluesky"), make_channel(team, "mastodon")]
    strange = make_channel()  # another team's channel in the body is not ours to serve
    body = make_body(channels=tuple(c.pk for c in [*channels, strange]))
    due = soon(days=2)
    post = make_post(team, body=body, sealed=True, **at(due))
    made = approve(post)
    assert [d.channel_id for d in made] == [c.pk for c in channels]
    assert {d.state for d in made} == {"scheduled"}
    assert {d.due_at for d in made} == {due} == {d.not_before for d in made}
    assert {(d.wall, d.zone) for d in made} == {(f"{due:%Y-%m-%dT%H:%M}", "Europe/Oslo")}
    assert AuditEntry.objects.filter(action="delivery.scheduled").count() == 3


def test_nothing_stays_when_the_approval_rolls_back() -> None:
    post = make_post(body=make_body(channels=(make_channel().pk,)), sealed=True, plan_kind="now")

    def fail() -> None:
        with transaction.atomic():
            approve(post)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    ("plan", "state", "reason"),
    [
        ({"plan_kind": "now"}, "scheduled", ""),
        ({"plan_kind": "none"}, "late", "no_time"),
        ({"plan_kind": "slot"}, "late", "no_slot"),
        (lambda: at(soon(hours=1)), "scheduled", ""),
        (lambda: at(soon(seconds=-30)), "scheduled", ""),
        (lambda: at(soon(minutes=-10)), "late", "past"),
        (lambda: at(soon(days=29)), "scheduled", ""),
        (lambda: at(soon(days=31)), "late", "outside_approval"),
    ],
)
def test_plans(plan: Any, state: str, reason: str) -> None:
    _, [delivery] = approved_post(**(plan() if callable(plan) else plan))
    assert (delivery.state, delivery.reason) == (state, reason)


def test_the_last_day_of_use_ends_the_approval_at_the_end_of_that_day_in_the_teams_zone() -> None:
    team = make_team(time_zone="Asia/Jakarta")
    body = make_body(channels=(make_channel(team).pk,), use_until="2026-12-01")
    [delivery] = approve(make_post(team, body=body, sealed=True, plan_kind="now"))
    assert delivery.usable_until == utc(2026, 12, 1, 17)


def test_approving_the_same_version_twice_makes_no_second_delivery() -> None:
    post, _ = approved_post()
    assert len(approve(post)) == 1


def test_slots_of_each_channel_skip_those_taken() -> None:
    with time_machine.travel(utc(2026, 11, 23, 6), tick=False):  # Monday 07:00 in Oslo
        channel = make_channel()
        Slot.objects.create(channel=channel, weekday=0, at=time(9))
        Slot.objects.create(channel=channel, weekday=2, at=time(12, 30))
        _, [first] = post_on([channel], plan_kind="slot")
        _, [second] = post_on([channel], plan_kind="slot")
        _, [third] = post_on([channel], plan_kind="slot")
    assert [d.due_at for d in (first, second, third)] == [
        utc(2026, 11, 23, 8),
        utc(2026, 11, 25, 11, 30),
        utc(2026, 11, 30, 8),
    ]
    assert first.wall == "2026-11-23T09:00"


@pytest.mark.parametrize(
    ("zone", "after", "slot", "expected"),
    [
        # clocks go forward in Oslo on 2027-03-28: 02:30 does not exist that Sunday
        ("Europe/Oslo", utc(2027, 3, 27, 12), (6, time(2, 30)), utc(2027, 4, 4, 0, 30)),
        # and back on 2026-10-25: 02:30 happens twice, the first one counts
        ("Europe/Oslo", utc(2026, 10, 24, 12), (6, time(2, 30)), utc(2026, 10, 25, 0, 30)),
        # 09:00 stays 09:00 on both sides of the change
        ("Europe/Oslo", utc(2026, 10, 24, 12), (6, time(9)), utc(2026, 10, 25, 8)),
        ("America/New_York", utc(2026, 10, 31, 15), (6, time(9)), utc(2026, 11, 1, 14)),
        ("America/New_York", utc(2027, 3, 13, 15), (6, time(9)), utc(2027, 3, 14, 13)),
        ("Asia/Kolkata", utc(2026, 10, 24, 12), (6, time(9)), utc(2026, 10, 25, 3, 30)),
        ("Asia/Jakarta", utc(2026, 10, 24, 12), (6, time(9)), utc(2026, 10, 25, 2)),
    ],
)
def test_slots_across_changes_of_clock(zone: str, after: Any, slot: tuple[int, time], expected: Any) -> None:
    channel = make_channel(make_team(time_zone=zone))
    Slot.objects.create(channel=channel, weekday=slot[0], at=slot[1])
    found = slots.next_free(channel, after)
    assert found is not None
    assert found.utc == expected


def _revise(post: Post, text: str = "Other words.") -> Revision:
    body = make_body(text, channels=post.current.content.channels)  # type: ignore[union-attr]
    after = Revision.objects.create(
        post=post, number=2, body=body.to_json(), content_hash=body.content_hash(), author=post.author
    )
    with transaction.atomic():
        content_hooks.revised(post, post.current, after, make_person(Role.EDITOR, post.team))
    return after


@pytest.mark.parametrize("state", ["scheduled", "queued", "late", "held", "refused"])
def test_new_words_cancel_what_has_not_gone_out(state: str) -> None:
    post, [delivery] = approved_post(**at(soon(days=1)))
    Delivery.objects.filter(pk=delivery.pk).update(state=state)
    _revise(post)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.reason) == ("cancelled", "edited")


@pytest.mark.parametrize("state", ["sending", "unknown"])
def test_words_of_what_may_be_out_cannot_change(state: str) -> None:
    post, deliveries = approved_post(("bluesky", "mastodon"))
    Delivery.objects.filter(pk=deliveries[0].pk).update(state=state)
    with pytest.raises(NotEditable) as refused:
        _revise(post)
    assert refused.value.state == "on_its_way"
    deliveries[1].refresh_from_db()
    assert deliveries[1].state == "scheduled"  # all of it rolled back


def test_a_cancelled_version_can_be_scheduled_again_after_it_is_restored() -> None:
    post, [delivery] = approved_post()
    _revise(post)
    assert len([d for d in approve(post) if d.state != "cancelled"]) == 1
    delivery.refresh_from_db()
    assert delivery.state == "cancelled"


def test_usable_until_is_a_month_by_default() -> None:
    _, [delivery] = approved_post()
    assert delivery.usable_until is not None
    assert timedelta(days=29, hours=23) < delivery.usable_until - timezone.now() <= timedelta(days=30)
