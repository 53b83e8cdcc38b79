"""What people may do with deliveries, and what they may not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.factories import make_person, make_team
from tests.publishing_kit import Net, approve, approved_post, at, soon
from wellspoken.networks.contract import Outcome, Sent
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.plans import Plan
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.kernel.walltime import BadTime
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right, Role
from wellspoken.rooms.publishing import access, delivering, services, settling, sweeping, withdrawing
from wellspoken.rooms.publishing.models import Attempt, Delivery, Takedown
from wellspoken.rooms.publishing.services.takedown import NoReason
from wellspoken.rooms.publishing.states import DELIVERY

pytestmark = pytest.mark.django_db


def publisher(post: Post) -> User:
    return make_person(Role.PUBLISHER, post.team)


def plan(moment: Any) -> Plan:
    return Plan("at", f"{moment:%Y-%m-%dT%H:%M}", "UTC")


def work() -> None:
    """One round of the worker."""
    for bell in sweeping.sweep(timezone.now(), "w"):
        delivering.deliver(bell.delivery_id, bell.fence)
    for pk in withdrawing.due_withdrawals(timezone.now()):
        withdrawing.withdraw(pk)


class TestSetTime:
    @pytest.mark.parametrize("state", ["scheduled", "late", "held"])
    def test_moves_everything_that_waits(self, state: str) -> None:
        post, deliveries = approved_post(("bluesky", "mastodon"), **at(soon(hours=1)))
        Delivery.objects.filter(post=post).update(state=state, reason="x")
        services.set_time(actor=publisher(post), post=post, plan=plan(soon(days=3)))
        for delivery in Delivery.objects.filter(post=post):
            assert (delivery.state, delivery.reason, delivery.not_before) == ("scheduled", "", delivery.due_at)
            assert delivery.due_at > soon(days=2)
        post.refresh_from_db()
        assert post.plan_at == Delivery.objects.filter(post=post)[0].due_at
        assert AuditEntry.objects.filter(action="delivery.moved").count() == len(deliveries)

    def test_one_channel_only(self) -> None:
        post, [one, other] = approved_post(("bluesky", "mastodon"), **at(soon(hours=1)))
        services.set_time(actor=publisher(post), post=post, plan=plan(soon(days=3)), channel=one.channel)
        one.refresh_from_db()
        other.refresh_from_db()
        assert one.due_at > soon(days=2) > other.due_at

    @pytest.mark.parametrize("state", ["sending", "live", "unknown", "refused", "withdrawn", "cancelled"])
    def test_nothing_else_moves(self, state: str) -> None:
        post, _ = approved_post()
        Delivery.objects.filter(post=post).update(state=state)
        with pytest.raises(StateConflict):
            services.set_time(actor=publisher(post), post=post, plan=plan(soon(days=3)))

    @pytest.mark.parametrize(
        ("bad", "code"),
        [
            (Plan("at", "2020-01-01T10:00", "UTC"), "past"),
            (Plan("at", "2027-03-28T02:30", "Europe/Oslo"), "missing_hour"),
            (Plan("none"), "shape"),
            (Plan("slot"), "no_slot"),
        ],
    )
    def test_times_that_are_none(self, bad: Plan, code: str) -> None:
        post, _ = approved_post(**at(soon(hours=1)))
        with pytest.raises(BadTime) as raised:
            services.set_time(actor=publisher(post), post=post, plan=bad)
        assert raised.value.code == code

    def test_beyond_the_approval(self) -> None:
        post, [delivery] = approved_post(**at(soon(hours=1)))
        with pytest.raises(services.OutsideApproval) as raised:
            services.set_time(actor=publisher(post), post=post, plan=plan(soon(days=40)))
        assert raised.value.until == delivery.usable_until

    def test_publish_now(self, net: Net) -> None:
        post, [delivery] = approved_post(plan_kind="none")
        services.publish_now(actor=publisher(post), post=post)
        work()
        delivery.refresh_from_db()
        assert delivery.state == "live"

    @pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER, Role.VIEWER, Role.CONTRIBUTOR, Role.ADMINISTRATOR])
    def test_right(self, role: Role) -> None:
        post, _ = approved_post(**at(soon(hours=1)))
        with pytest.raises(Denied):
            services.publish_now(actor=make_person(role, post.team), post=post)


class TestRetry:
    @pytest.mark.parametrize("state", sorted({s.value for s in DELIVERY.states}))
    def test_only_what_is_proven_not_sent(self, state: str) -> None:
        post, [delivery] = approved_post()
        Delivery.objects.filter(pk=delivery.pk).update(state=state)
        person = publisher(post)
        if state in {"refused", "held", "late"}:
            services.retry(actor=person, delivery=delivery)
            assert delivery.state == "scheduled"
        else:
            with pytest.raises(StateConflict):
                services.retry(actor=person, delivery=delivery)

    @pytest.mark.parametrize(
        ("outcome", "kept"), [("refused", False), ("not_sent", False), ("unknown", True), ("", True)]
    )
    def test_an_unclear_past_keeps_the_key(self, outcome: str, kept: bool) -> None:
        post, [delivery] = approved_post()
        Attempt.objects.create(delivery=delivery, fence=1, outcome=outcome)
        Delivery.objects.filter(pk=delivery.pk).update(state="late", key="k", prepared={"key": "k"})
        services.retry(actor=publisher(post), delivery=delivery)
        assert (delivery.key, delivery.prepared) == (("k", {"key": "k"}) if kept else ("", None))

    def test_not_beyond_the_approval(self) -> None:
        post, [delivery] = approved_post()
        Delivery.objects.filter(pk=delivery.pk).update(state="late", usable_until=soon(seconds=-1))
        delivery.refresh_from_db()
        with pytest.raises(services.OutsideApproval):
            services.retry(actor=publisher(post), delivery=delivery)


class TestSettleByPerson:
    def unknown(self, net: Net, network: str = "mastodon") -> Delivery:
        _, [delivery] = approved_post((network,))
        net.will(Sent(Outcome.UNKNOWN, reason="lost_reply"), visible=False)
        work()
        delivery.refresh_from_db()
        assert delivery.state == "unknown"
        return delivery

    def test_there(self, net: Net) -> None:
        delivery = self.unknown(net)
        url = "https://social.example.org/@elm/1"
        services.settle_by_person(actor=publisher(delivery.post), delivery=delivery, there=True, url=url)
        assert (delivery.state, delivery.url) == ("live", url)
        delivery.post.refresh_from_db()
        assert delivery.post.state == "published"

    def test_not_there_is_sent_again_with_the_same_key(self, net: Net) -> None:
        delivery = self.unknown(net)
        services.settle_by_person(actor=publisher(delivery.post), delivery=delivery, there=False)
        work()
        delivery.refresh_from_db()
        assert delivery.state == "live"
        assert net.calls == [delivery.key, delivery.key]

    @pytest.mark.parametrize("state", ["scheduled", "sending", "live", "refused", "cancelled"])
    def test_only_unknown_ones(self, state: str) -> None:
        post, [delivery] = approved_post()
        Delivery.objects.filter(pk=delivery.pk).update(state=state)
        with pytest.raises(StateConflict):
            services.settle_by_person(actor=publisher(post), delivery=delivery, there=False)

    def test_right(self, net: Net) -> None:
        delivery = self.unknown(net)
        with pytest.raises(Denied):
            services.settle_by_person(
                actor=make_person(Role.EDITOR, delivery.post.team), delivery=delivery, there=False
            )


class TestTakeDown:
    def test_everywhere(self, net: Net) -> None:
        post, deliveries = approved_post(("bluesky", "mastodon", "newsroom", "bluesky"))
        net.will(Sent(Outcome.LIVE, "a", "u"), visible=True)
        net.will(Sent(Outcome.UNKNOWN, reason="lost_reply"), visible=True)
        net.will(Sent(Outcome.REFUSED, reason="invalid"), visible=False)
        Delivery.objects.filter(pk=deliveries[3].pk).update(not_before=soon(hours=1), due_at=soon(hours=1))
        work()
        person = make_person(Role.PUBLISHER, post.team)
        services.take_down(actor=person, post=post, reason="Wrong number", public_reason="The number was wrong.")
        states = dict(Delivery.objects.values_list("pk", "state"))
        assert list(states.values()) == ["withdrawing", "unknown", "cancelled", "cancelled"]
        settling.settle(deliveries[1].pk)  # asked first; it turns out to be there
        Delivery.objects.filter(state="withdrawing").update(not_before=timezone.now())
        work()
        assert sorted(Delivery.objects.values_list("state", flat=True)) == [
            "cancelled", "cancelled", "withdrawn", "withdrawn",
        ]  # fmt: skip
        assert len(net.gone) == 2
        post.refresh_from_db()
        assert post.state == "withdrawn"
        assert AuditEntry.objects.filter(action="takedown.asked").count() == 1

    def test_asking_twice_is_one_takedown(self, net: Net) -> None:
        post, _ = approved_post()
        work()
        person = publisher(post)
        first = services.take_down(actor=person, post=post, reason="a")
        assert services.take_down(actor=person, post=post, reason="b") == first
        assert Takedown.objects.count() == 1

    def test_failing_deletes_are_tried_again_with_growing_gaps(self, net: Net) -> None:
        post, [delivery] = approved_post()
        work()
        services.take_down(actor=publisher(post), post=post, reason="a")
        gaps = []
        for outcome in (Outcome.NOT_SENT, Outcome.UNKNOWN, Outcome.UNKNOWN):
            net.deletes.append(Sent(outcome, reason="server_error"))
            Delivery.objects.filter(pk=delivery.pk).update(not_before=timezone.now())
            work()
            delivery.refresh_from_db()
            assert delivery.state == "withdrawing"
            gaps.append(delivery.not_before - timezone.now())
        assert gaps == sorted(gaps)
        assert gaps[0] > timedelta(seconds=1)
        Delivery.objects.filter(pk=delivery.pk).update(not_before=timezone.now())
        work()
        delivery.refresh_from_db()
        assert delivery.state == "withdrawn"

    def test_what_nobody_saw_becomes_a_draft_and_may_be_approved_again(self, net: Net) -> None:
        post, _ = approved_post(**at(soon(hours=1)))
        services.take_down(actor=publisher(post), post=post, reason="a")
        post.refresh_from_db()
        assert post.state == "draft"
        Post.objects.filter(pk=post.pk).update(plan_kind="now")
        approve(post)
        work()
        assert sorted(Delivery.objects.values_list("state", flat=True)) == ["cancelled", "live"]

    def test_a_key_is_never_used_again_after_withdrawal(self, net: Net) -> None:
        post, [delivery] = approved_post()
        work()
        services.take_down(actor=publisher(post), post=post, reason="a")
        work()
        delivery.refresh_from_db()
        assert DELIVERY.moves["withdrawn"] == []
        with pytest.raises(StateConflict):
            services.retry(actor=publisher(post), delivery=delivery)
        work()
        assert len(net.calls) == 1

    @pytest.mark.parametrize("reason", ["", "  \n"])
    def test_needs_a_reason(self, net: Net, reason: str) -> None:
        post, _ = approved_post()
        with pytest.raises(NoReason):
            services.take_down(actor=publisher(post), post=post, reason=reason)

    def test_right(self, net: Net) -> None:
        post, _ = approved_post()
        with pytest.raises(Denied):
            services.take_down(actor=make_person(Role.REVIEWER, post.team), post=post, reason="a")


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (lambda post: make_person(Role.VIEWER, post.team), Denied),
        (lambda post: make_person(Role.ADMINISTRATOR, post.team), Denied),
        (lambda post: make_person(Role.PUBLISHER, make_team()), NotThere),
        (lambda post: make_person(None), NotThere),
    ],
)
def test_the_door(person: Callable[[Post], User], expected: type[Exception]) -> None:
    post, [delivery] = approved_post()
    with pytest.raises(expected):
        access.get_delivery(person(post), delivery.pk, Right.PUBLISH)
    everywhere = make_person(Role.PUBLISHER)  # a role in the whole organisation opens every team
    assert access.get_delivery(everywhere, delivery.pk, Right.PUBLISH) == delivery
