"""Any order of sweeps, sends, losses, looks and people: never twice, never lost, never falsely live."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as DjangoCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from tests.factories import make_person
from tests.publishing_kit import FakeConnector, Net, approved_post
from wellspoken.networks.contract import Outcome, Prepared, Presence, Sent
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing import delivering, gates, lines, services, settling, sweeping, withdrawing
from wellspoken.rooms.publishing.models import Delivery, Takedown

ANSWERS = st.sampled_from(
    [
        (Outcome.LIVE, True),
        (Outcome.UNKNOWN, True),
        (Outcome.UNKNOWN, False),
        (Outcome.NOT_SENT, False),
        (Outcome.REFUSED, False),
        (Outcome.BROKEN, False),
    ]
)


class Died(BaseException):
    """The worker's process ended here."""


class Life(RuleBasedStateMachine):
    """One post on a network with safe keys and on one without, both as forgetful as networks can be."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = time_machine.travel("2026-11-23T08:00:00Z", tick=False)
        self.time = self.clock.start()
        self.net = Net()
        self.net.same_key_once = False
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(lines, "connector_for", self.connector)
        self.patch.setattr(gates, "unreleased_blocks_of", lambda contents: [[] for _ in contents])
        self.post, self.rows = approved_post(("newsroom", "mastodon"))
        self.person = make_person(Role.PUBLISHER, self.post.team)
        self.bells: list[sweeping.Bell] = []
        self.person_sent: set[int] = set()

    def connector(self, delivery: Delivery) -> FakeConnector:
        """The first channel's network knows its keys; the other takes everything."""
        self.net.same_key_once = delivery.channel.network == "newsroom"
        return FakeConnector(self.net)

    def teardown(self) -> None:
        """Give clock and connectors back."""
        self.patch.undo()
        self.clock.stop()

    @rule(seconds=st.integers(1, 400))
    def wait(self, seconds: int) -> None:
        """Time passes."""
        self.time.shift(timedelta(seconds=seconds))

    @rule()
    def sweep(self) -> None:
        """A worker sweeps."""
        self.bells += sweeping.sweep(timezone.now(), "w")

    @rule()
    def restart(self) -> None:
        """A worker takes its dead forerunner's seat."""
        sweeping.release_seat("w", timezone.now())

    @precondition(lambda self: self.bells)
    @rule(answer=ANSWERS, number=st.integers(0, 9))
    def deliver(self, answer: tuple[Outcome, bool], number: int) -> None:
        """A bell is answered, perhaps an old one."""
        bell = self.bells[number % len(self.bells)]
        self._script(*answer)
        delivering.deliver(bell.delivery_id, bell.fence)
        self.net.acts.clear()

    def _script(self, outcome: Outcome, visible: bool) -> None:
        self.net.will(Sent(outcome, "id:x", "https://social.example.org/x", reason="lost_reply"), visible=visible)

    @precondition(lambda self: self.bells)
    @rule(number=st.integers(0, 9), spoken=st.booleans())
    def die(self, number: int, spoken: bool) -> None:
        """The worker dies in the visible call, before or after the network took it."""
        bell = self.bells[number % len(self.bells)]

        def end(prepared: Prepared) -> None:
            if spoken:
                self.net.show(prepared.key)
            raise Died

        self.net.before = end
        try:
            delivering.deliver(bell.delivery_id, bell.fence)
        except Died:
            pass
        finally:
            self.net.before = lambda prepared: None

    @rule(unsure=st.booleans())
    def settle(self, unsure: bool) -> None:
        """The network is asked; it tells the truth or nothing."""
        for pk in settling.due_looks(timezone.now()):
            if unsure:
                self.net.looks.append(Presence.UNSURE)
            settling.settle(pk)
            self.net.looks.clear()

    @rule(fails=st.booleans())
    def withdraw(self, fails: bool) -> None:
        """What is to be taken down is deleted, or not."""
        for pk in withdrawing.due_withdrawals(timezone.now()):
            if fails:
                self.net.deletes.append(Sent(Outcome.NOT_SENT, reason="server_error"))
            withdrawing.withdraw(pk)

    @rule(number=st.integers(0, 1), verb=st.sampled_from(["retry", "cancel", "look"]))
    def person_acts(self, number: int, verb: str) -> None:
        """Somebody presses a button; a person who looks sees the truth."""
        row = Delivery.objects.select_related("post", "channel__team").get(pk=self.rows[number].pk)
        try:
            if verb == "retry":
                services.retry(actor=self.person, delivery=row)
            elif verb == "cancel":
                services.cancel(actor=self.person, delivery=row)
            else:
                there = bool(self.net.posts[row.key])
                services.settle_by_person(actor=self.person, delivery=row, there=there)
        except (StateConflict, services.OutsideApproval):
            return

    @rule()
    def take_down(self) -> None:
        """The post is taken down."""
        services.take_down(actor=self.person, post=self.post, reason="wrong number")

    @invariant()
    def never_twice(self) -> None:
        """No key became visible more than once, and no delivery under two keys."""
        assert self.net.twice == []
        assert sum(self.net.posts.values()) <= len(self.rows)

    @invariant()
    def never_falsely_live_and_never_lost(self) -> None:
        """Live means seen; seen means known, or still to be found out."""
        for row in Delivery.objects.filter(pk__in=[r.pk for r in self.rows]):
            seen = self.net.posts[row.key] if row.key else 0
            if row.state in ("live", "withdrawing", "withdrawn"):
                assert seen == 1, (row.state, row.reason)
            elif seen:
                assert row.state in ("sending", "unknown"), (row.state, row.reason)

    @invariant()
    def the_post_agrees(self) -> None:
        """Published needs something live; a withdrawn post comes of a takedown."""
        state = Post.objects.values_list("state", flat=True).get(pk=self.post.pk)
        if state == "withdrawn":
            assert Takedown.objects.filter(post=self.post).exists()
        if state == "published":
            assert Delivery.objects.filter(post=self.post, state__in=["live", "withdrawing", "withdrawn"]).exists()


class TestLife(DjangoCase):
    """Runs the machine, each example in a transaction of its own."""

    def test_life(self) -> None:
        """Twenty lives of thirty-five steps."""
        from django.db import transaction

        class Rolled(Life):
            def __init__(self) -> None:
                self.block = transaction.atomic()
                self.block._from_testcase = True  # type: ignore[attr-defined]  # so that durable blocks may nest in it
                self.block.__enter__()
                super().__init__()

            def teardown(self) -> None:
                super().teardown()
                transaction.set_rollback(True)
                self.block.__exit__(None, None, None)

        run_state_machine_as_test(
            Rolled,
            settings=settings(
                max_examples=20,
                stateful_step_count=35,
                deadline=None,
                suppress_health_check=list(HealthCheck),
                derandomize=True,
            ),
        )
