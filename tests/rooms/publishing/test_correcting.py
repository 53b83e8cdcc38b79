"""Corrections: begun on what can be changed, approved like any post, changed once, and taken down together."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from tests.factories import make_person
from tests.publishing_kit import FakeConnector, Net, approve, approved_post
from wellspoken.networks import registry
from wellspoken.networks.contract import Account, Outcome, Prepared, Presence, Sent, Settled
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.services import save_post
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing import correcting, delivering, lines, services, settling, sweeping, withdrawing
from wellspoken.rooms.publishing.models import Attempt, Delivery
from wellspoken.rooms.publishing.words import say

pytestmark = pytest.mark.django_db
LOST = Sent(Outcome.UNKNOWN, reason="lost_reply")


class Paper:
    """What the network shows under each number, and how its next changes end."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self.changes: list[str] = []
        self.acts: deque[tuple[Sent, bool]] = deque()
        self.blind = False


class Changing(FakeConnector):
    """A network that can change a post."""

    capabilities = frozenset({"publish", "delete", "edit"})
    paper: Paper

    def edit(self, account: Account, remote_id: str, prepared: Prepared) -> Sent:
        self.paper.changes.append(remote_id)
        answer, done = self.paper.acts.popleft() if self.paper.acts else (Sent(Outcome.LIVE, remote_id), True)
        if done:
            self.paper.words[remote_id] = json.loads(prepared.body)["text"]
        return answer

    def says(self, account: Account, remote_id: str, prepared: Prepared) -> Settled:
        same = self.paper.words.get(remote_id) == json.loads(prepared.body)["text"]
        return Settled(Presence.UNSURE if self.paper.blind else Presence.LIVE if same else Presence.ABSENT)


@pytest.fixture
def paper(net: Net, monkeypatch: pytest.MonkeyPatch) -> Paper:
    """Mastodon's posts can be changed, Bluesky's cannot; nothing leaves this machine."""
    made = Paper()

    def connector_for(delivery: Delivery) -> FakeConnector:
        found = (
            Changing(net) if "edit" in registry.connector(delivery.channel.network).capabilities else FakeConnector(net)
        )
        found.paper = made  # type: ignore[attr-defined]
        return found

    monkeypatch.setattr(lines, "connector_for", connector_for)
    return made


def work() -> None:
    """One round of the worker."""
    now = timezone.now()
    for bell in sweeping.sweep(now, "w"):
        delivering.deliver(bell.delivery_id, bell.fence)
    Delivery.objects.filter(state="unknown").exclude(settle_at=None).update(settle_at=now)
    for key in settling.due_looks(now):
        settling.settle(key)
    for key in withdrawing.due_withdrawals(timezone.now()):
        withdrawing.withdraw(key)


def out(networks: tuple[str, ...] = ("mastodon",)) -> tuple[Post, User]:
    """A live post and somebody who may do everything with it."""
    post, _rows = approved_post(networks)
    work()
    post.refresh_from_db()
    assert post.state == "published"
    return post, make_person(Role.PUBLISHER, post.team)


def corrected(post: Post, text: str = "Open until seven.", **more: Any) -> Post:
    """Begin a correction, write it and have it approved."""
    person = make_person(Role.EDITOR, post.team)
    made = services.correct(actor=person, post=post)
    assert made.current is not None
    save_post(actor=person, post=made, base_version=made.version, body=replace(made.current.content, text=text, **more))
    approve(made)
    return made


def states(post: Post) -> list[str]:
    return list(Delivery.objects.filter(post=post).order_by("pk").values_list("state", flat=True))


def test_new_words_take_the_place_of_the_old_ones_once(paper: Paper, net: Net) -> None:
    post, _ = out()
    made = corrected(post)
    [earlier], calls = Delivery.objects.filter(post=post), len(net.calls)
    work()
    work()
    [later] = Delivery.objects.filter(post=made)
    assert (paper.changes, paper.words) == ([earlier.remote_id], {earlier.remote_id: "Open until seven."})
    assert len(net.calls) == calls  # nothing was published
    assert (states(post), states(made)) == (["corrected"], ["live"])
    assert (later.remote_id, later.url) == (earlier.remote_id, earlier.url)
    assert (post.corrections.get(), made.state) == (made, "approved")
    made.refresh_from_db()
    assert made.state == "published"
    earlier.refresh_from_db()
    assert "corrected words" in say(earlier).lower()


@pytest.mark.parametrize("done", [True, False])
def test_a_lost_answer_is_settled_by_reading(paper: Paper, done: bool) -> None:
    post, _ = out()
    made = corrected(post)
    paper.acts.append((LOST, done))
    work()
    assert states(made) == (["live"] if done else ["scheduled"])
    assert len(paper.changes) == 1
    work()
    assert (states(post), states(made), len(paper.changes)) == (["corrected"], ["live"], 1 if done else 2)


def test_what_cannot_be_read_waits_for_a_person(paper: Paper) -> None:
    post, person = out()
    made = corrected(post)
    paper.acts.append((LOST, True))
    paper.blind = True
    for _ in range(12):
        work()
    [later] = Delivery.objects.filter(post=made)
    assert (later.state, later.settle_at, len(paper.changes), states(post)) == ("unknown", None, 1, ["live"])
    services.settle_by_person(actor=person, delivery=later, there=True)
    later.refresh_from_db()
    assert (later.state, states(post)) == ("live", ["corrected"])
    assert later.remote_id == Delivery.objects.get(post=post).remote_id


def test_a_channel_that_cannot_change_is_left_out_and_named(paper: Paper) -> None:
    post, _ = out(("bluesky", "mastodon"))
    made = corrected(post)
    work()
    assert made.current is not None
    assert [correcting.changeable(row) for row in correcting.up(post)] == [False]  # Bluesky
    assert sorted(states(post)) == ["corrected", "live"]
    with pytest.raises(StateConflict):
        services.correct(actor=make_person(Role.EDITOR, post.team), post=post)


def test_more_channels_than_the_post_had_publish_nothing(paper: Paper, net: Net) -> None:
    post, _ = out(("bluesky", "mastodon"))
    channels = tuple(Delivery.objects.filter(post=post).values_list("channel", flat=True))
    made = corrected(post, channels=channels)
    calls = len(net.calls)
    work()
    assert len(net.calls) == calls
    found = dict(Delivery.objects.filter(post=made).values_list("channel__network", "state"))
    assert found == {"mastodon": "live", "bluesky": "refused"}
    assert Delivery.objects.get(post=made, state="refused").reason == "cannot"


def test_one_correction_at_a_time(paper: Paper) -> None:
    post, _ = out()
    person = make_person(Role.EDITOR, post.team)
    services.correct(actor=person, post=post)
    with pytest.raises(StateConflict):
        services.correct(actor=person, post=post)


def test_a_correction_is_corrected_in_turn(paper: Paper) -> None:
    post, _ = out()
    first = corrected(post)
    work()
    second = corrected(first, "Open until six.")
    work()
    assert (states(post), states(first), states(second)) == (["corrected"], ["corrected"], ["live"])
    assert list(paper.words.values()) == ["Open until six."]


def test_only_people_who_write_begin_one(paper: Paper) -> None:
    post, _ = out()
    with pytest.raises(Denied):
        services.correct(actor=make_person(Role.VIEWER, post.team), post=post)


@pytest.mark.parametrize("which", ["first", "correction"])
def test_taking_one_down_takes_the_other_along(paper: Paper, net: Net, which: str) -> None:
    post, person = out()
    made = corrected(post)
    work()
    services.take_down(actor=person, post=post if which == "first" else made, reason="Wrong ward.")
    work()
    post.refresh_from_db()
    made.refresh_from_db()
    assert net.gone == {Delivery.objects.get(post=post).remote_id}
    assert (states(post), states(made)) == (["corrected"], ["withdrawn"])
    assert (post.state, made.state) == ("withdrawn", "withdrawn")


def test_what_was_taken_down_is_not_corrected(paper: Paper) -> None:
    post, person = out()
    made = corrected(post)
    services.take_down(actor=person, post=post, reason="Wrong ward.")
    work()
    assert (states(made), paper.changes) == (["cancelled"], [])


def test_a_takedown_during_the_change_wins(paper: Paper, net: Net, monkeypatch: pytest.MonkeyPatch) -> None:
    post, person = out()
    made = corrected(post)
    change = Changing.edit

    def meanwhile(self: Changing, account: Account, remote_id: str, prepared: Prepared) -> Sent:
        sent = change(self, account, remote_id, prepared)
        services.take_down(actor=person, post=post, reason="Wrong ward.")
        return sent

    monkeypatch.setattr(Changing, "edit", meanwhile)
    work()
    work()
    assert net.gone == {Delivery.objects.get(post=post).remote_id}
    assert (states(post), states(made)) == (["withdrawn"], ["withdrawn"])


def test_a_refused_change_leaves_the_old_words(paper: Paper) -> None:
    post, _ = out()
    made = corrected(post)
    paper.acts.append((Sent(Outcome.REFUSED, reason="not_found"), False))
    work()
    assert (states(post), states(made)) == (["live"], ["refused"])
    assert "gone from the network" in say(Delivery.objects.get(post=made))
    assert Attempt.objects.filter(delivery__post=made, kind="send").count() == 1
