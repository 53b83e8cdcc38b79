"""Many threads at every claim of a row, on a real SQLite file: one wins, the others do nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import connections, transaction
from django.utils import timezone

from tests.factories import make_body, make_channel, make_person, make_post, make_team
from tests.publishing_kit import Net, approve, approved_post, at, post_on, soon
from wellspoken.networks.contract import Outcome, Sent
from wellspoken.rooms.audit import verify
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.content import hooks as content_hooks
from wellspoken.rooms.content.errors import NotEditable
from wellspoken.rooms.content.models import Revision
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing import delivering, outages, services, settling, sweeping, withdrawing
from wellspoken.rooms.publishing.models import Delivery, NewsItem, Outage, Pace

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 8


def together(act: Callable[[int], Any], threads: int = THREADS) -> list[Any]:
    """Run `act` in that many threads at the same moment; returns what each returned or raised."""
    gate, answers = threading.Barrier(threads), [None] * threads

    def one(number: int) -> None:
        gate.wait()
        try:
            answers[number] = act(number)
        except (StateConflict, NotEditable) as error:
            answers[number] = error
        finally:
            connections.close_all()

    running = [threading.Thread(target=one, args=(number,)) for number in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join(60)
    assert not any(thread.is_alive() for thread in running)
    return answers


def claimed(count: int = 1, networks: tuple[str, ...] = ("bluesky",)) -> list[sweeping.Bell]:
    for _ in range(count):
        approved_post(networks)
    return sweeping.sweep(timezone.now(), "w")


def test_sweeps_claim_each_row_once() -> None:
    channel = make_channel(network="bluesky")
    for _ in range(40):
        post_on([channel])
    found = together(lambda number: [b.delivery_id for b in sweeping.sweep(timezone.now(), f"w{number}")])
    keys = [key for bells in found for key in bells]
    assert len(keys) == len(set(keys)) == 40
    assert AuditEntry.objects.filter(action="delivery.claimed").count() == 40


def test_doubled_bells_send_once(net: Net) -> None:
    bells = claimed(5)
    together(lambda number: [delivering.deliver(b.delivery_id, b.fence) for b in bells])
    assert len(net.calls) == 5
    assert net.twice == []
    assert set(Delivery.objects.values_list("state", flat=True)) == {"live"}


def test_sweeping_recovering_and_delivering_all_at_once(net: Net) -> None:
    channel = make_channel(network="bluesky")
    for _ in range(30):
        post_on([channel])

    def work(number: int) -> None:
        for _ in range(6):
            for bell in sweeping.sweep(timezone.now(), f"w{number}"):
                delivering.deliver(bell.delivery_id, bell.fence)

    together(work, 6)
    assert net.twice == []
    assert len(net.calls) == 30
    assert set(Delivery.objects.values_list("state", flat=True)) == {"live"}
    assert verify.verify().ok


def test_recovery_of_a_lost_bell_happens_once() -> None:
    claimed()
    together(lambda number: sweeping.recover(soon(minutes=5)))
    [delivery] = Delivery.objects.all()
    assert delivery.state == "scheduled"
    assert AuditEntry.objects.filter(action="delivery.not_sent").count() == 1


def test_settling_looks_once(net: Net) -> None:
    [bell] = claimed()
    net.will(Sent(Outcome.UNKNOWN, reason="lost_reply"), visible=True)
    delivering.deliver(bell.delivery_id, bell.fence)
    Delivery.objects.update(settle_at=timezone.now())
    together(lambda number: settling.settle(bell.delivery_id))
    delivery = Delivery.objects.get()
    assert delivery.state == "live"
    assert delivery.attempts.filter(kind="settle").count() == 1


def test_withdrawing_once(net: Net) -> None:
    [bell] = claimed()
    delivering.deliver(bell.delivery_id, bell.fence)
    delivery = Delivery.objects.select_related("post").get()
    services.take_down(actor=make_person(Role.ADMINISTRATOR), post=delivery.post, reason="wrong number")
    together(lambda number: withdrawing.withdraw(delivery.pk))
    delivery.refresh_from_db()
    assert delivery.state == "withdrawn"
    assert delivery.attempts.filter(kind="withdraw").count() == 1


def test_cancel_against_send(net: Net) -> None:
    """Either it went out or it was cancelled; never both."""
    person = make_person(Role.PUBLISHER)
    for _ in range(10):
        [bell] = claimed()
        delivery = Delivery.objects.get(pk=bell.delivery_id)

        def act(number: int, bell: sweeping.Bell = bell, delivery: Delivery = delivery) -> Any:
            if number % 2:
                return delivering.deliver(bell.delivery_id, bell.fence)
            return services.cancel(actor=person, delivery=Delivery.objects.get(pk=delivery.pk))

        together(act)
        delivery.refresh_from_db()
        shown = net.posts[delivery.key] if delivery.key else 0
        assert (delivery.state, shown) in {("live", 1), ("cancelled", 0)}


def test_edit_against_send(net: Net) -> None:
    """Old words never leave after an edit was taken."""
    for _ in range(8):
        team = make_team()
        body = make_body(channels=(make_channel(team, "bluesky").pk,))
        post = make_post(team, body=body, sealed=True, plan_kind="now")
        approve(post)
        [bell] = sweeping.sweep(timezone.now(), "w")
        other = make_body("Other words.", channels=body.channels)
        after = Revision.objects.create(
            post=post, number=2, body=other.to_json(), content_hash=other.content_hash(), author=post.author
        )
        editor = make_person(Role.EDITOR, team)

        def act(
            number: int, bell: sweeping.Bell = bell, post: Any = post, after: Any = after, editor: Any = editor
        ) -> Any:
            if number:
                return delivering.deliver(bell.delivery_id, bell.fence)
            with transaction.atomic():  # as saving does
                content_hooks.revised(post, post.current, after, editor)
            return "edited"

        answers = together(act, 6)
        delivery = Delivery.objects.get(pk=bell.delivery_id)
        if answers[0] == "edited" and delivery.state == "cancelled":
            assert not net.posts[delivery.key]
        else:
            assert delivery.state == "live"


@pytest.mark.parametrize("verb", ["retry", "publish_now", "settle"])
def test_people_pressing_together_act_once(net: Net, verb: str) -> None:
    person = make_person(Role.PUBLISHER)
    [bell] = claimed()
    row = Delivery.objects.select_related("post", "channel__team").get(pk=bell.delivery_id)
    state = {"retry": "refused", "publish_now": "late", "settle": "unknown"}[verb]
    Delivery.objects.filter(pk=row.pk).update(state=state)

    def act(number: int) -> Any:
        mine = Delivery.objects.select_related("post", "channel__team").get(pk=row.pk)
        if verb == "retry":
            return services.retry(actor=person, delivery=mine)
        if verb == "publish_now":
            return services.publish_now(actor=person, post=mine.post)
        return services.settle_by_person(actor=person, delivery=mine, there=bool(number % 2), url="")

    answers = together(act)
    row.refresh_from_db()
    assert row.state in {"scheduled", "live"}
    if verb != "publish_now":  # a second "now" just says now again
        assert sum(isinstance(a, StateConflict) for a in answers) == THREADS - 1
    for found in sweeping.sweep(timezone.now(), "w"):
        delivering.deliver(found.delivery_id, found.fence)
    assert len(net.calls) <= 1


def test_move_against_claim(net: Net) -> None:
    """A delivery moved to next week does not leave today; one that left is not moved."""
    person = make_person(Role.PUBLISHER)
    for _ in range(8):
        post, [delivery] = approved_post(**at(soon(seconds=-1)))
        plan = services.timing.Plan("at", f"{soon(days=7):%Y-%m-%dT%H:%M}", "UTC")

        def act(number: int, post: Any = post, plan: Any = plan) -> Any:
            if number:
                return [
                    delivering.deliver(b.delivery_id, b.fence) for b in sweeping.sweep(timezone.now(), f"w{number}")
                ]
            return services.set_time(actor=person, post=post, plan=plan)

        together(act, 6)
        delivery.refresh_from_db()
        moved = delivery.due_at > soon(days=1)
        assert (delivery.state, net.posts[delivery.key]) in {("scheduled", 0), ("live", 1)}
        assert moved == (delivery.state == "scheduled")


def test_hold_against_send(net: Net) -> None:
    """Whatever had not begun when the hold was there did not go out; what went out had begun before."""
    boss = make_person(Role.ADMINISTRATOR)
    for _ in range(6):
        posts = [approved_post()[1][0] for _ in range(4)]
        placed: list[Any] = []

        def act(number: int, placed: list[Any] = placed) -> Any:
            if number:
                return [
                    delivering.deliver(b.delivery_id, b.fence) for b in sweeping.sweep(timezone.now(), f"w{number}")
                ]
            hold = services.place_hold(actor=boss, over=services.Over(), reason="A race of threads.")
            under_way = Delivery.objects.filter(state="sending").count()
            placed.append((hold, len(net.calls), under_way))
            return "placed"

        together(act, 5)
        [(hold, calls, under_way)] = placed
        assert len(net.calls) - calls <= under_way
        sweeping.sweep(timezone.now(), "w")
        for row in posts:
            row.refresh_from_db()
            shown = net.posts[row.key] if row.key else 0
            assert (row.state, shown) in {("live", 1), ("held", 0)}
        assert services.lift_hold(actor=boss, hold=hold) == sum(row.state == "held" for row in posts)
    assert net.twice == []


def test_a_budget_is_not_overdrawn_by_many_sweeps(net: Net) -> None:
    channel = make_channel(network="bluesky")
    Pace.objects.create(channel=channel, per_hour=7)
    for _ in range(30):
        post_on([channel])
    found = together(lambda number: sweeping.sweep(timezone.now(), f"w{number}"))
    assert sum(len(bells) for bells in found) == 7


def test_an_outage_is_noted_once() -> None:
    channel = make_channel(network="mastodon")
    together(lambda number: outages.note_failure(channel, "network_down", timezone.now()))
    assert Outage.objects.get().failures == THREADS


def test_decisions_about_a_hold_are_made_once(net: Net) -> None:
    channel = make_channel(network="bluesky")
    rows = [post_on([channel])[1][0] for _ in range(4)]
    boss, person = make_person(Role.ADMINISTRATOR), make_person(Role.PUBLISHER, channel.team)
    hold = services.place_hold(actor=boss, over=services.Over(), reason="A race of threads.")
    sweeping.sweep(timezone.now(), "w")

    def lift(number: int) -> Any:
        return services.lift_hold(actor=boss, hold=type(hold).objects.get(pk=hold.pk))

    lifted = together(lift)
    assert sorted(a for a in lifted if not isinstance(a, StateConflict)) == [4]
    choices = {row.pk: services.Choice("send") for row in rows}

    def decide(number: int) -> Any:
        return services.decide(actor=person, hold=hold, choices=choices, gap=timedelta(minutes=10))

    found = together(decide)
    assert sum(len(one.done) for one in found) == 4
    due = sorted(Delivery.objects.values_list("due_at", flat=True))
    assert all(b - a >= timedelta(minutes=10) for a, b in pairwise(due))
    [triage] = [one.triage for one in found if one.triage]
    undone = together(lambda number: services.undo(actor=person, triage=type(triage).objects.get(pk=triage.pk)))
    assert [a for a in undone if not isinstance(a, StateConflict)] == [(4, 0)]
    assert verify.verify().ok


def test_the_newsroom_puts_a_page_up_once() -> None:
    [bell] = claimed(1, ("newsroom",))
    row = Delivery.objects.select_related("post", "channel", "revision").get(pk=bell.delivery_id)
    from wellspoken.rooms.publishing.newsroom_store import NewsroomStore

    body = b'{"title": "A walk", "text": "Walk.", "lang": "en", "pictures": []}'
    pages = together(lambda number: NewsroomStore(row).put_once("one-key", body).remote_id)
    assert len(set(pages)) == 1
    assert NewsItem.objects.count() == 1
