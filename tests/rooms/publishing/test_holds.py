"""Holds: what they catch, who may place them, what lifting leaves to people, and that nothing floods out."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.utils import timezone

from tests.factories import make_channel, make_person, make_team
from tests.publishing_kit import Net, approved_post, at, post_on, soon
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.channels.models import Channel, Slot
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing import delivering, holding, services, sweeping
from wellspoken.rooms.publishing.carrying import beginning
from wellspoken.rooms.publishing.models import Delivery, Hold
from wellspoken.rooms.publishing.services import Choice, OnHold, Over
from wellspoken.rooms.publishing.words import say

pytestmark = pytest.mark.django_db
WHY = "A fire in building C."
GAP = timedelta(minutes=10)


def place(over: Over | None = None, actor: User | None = None) -> Hold:
    return services.place_hold(actor=actor or make_person(Role.ADMINISTRATOR), over=over or Over(), reason=WHY)


def run(now: Any = None) -> None:
    for bell in sweeping.sweep(now or timezone.now(), "w"):
        delivering.deliver(bell.delivery_id, bell.fence)


def state(delivery: Delivery) -> tuple[str, str]:
    delivery.refresh_from_db()
    return delivery.state, delivery.reason


@pytest.mark.parametrize(
    ("which", "caught"),
    [("organisation", True), ("team", True), ("channel", True), ("other team", False), ("other channel", False)],
)
def test_what_a_hold_covers(net: Net, which: str, caught: bool) -> None:
    _, [delivery] = approved_post()
    channel = delivery.channel
    over = {
        "organisation": Over(),
        "team": Over(team=channel.team),
        "channel": Over(channel=channel),
        "other team": Over(team=make_team()),
        "other channel": Over(channel=make_channel(channel.team, "mastodon")),
    }[which]
    place(over)
    run()
    assert state(delivery) == (("held", "hold") if caught else ("live", ""))
    assert len(net.calls) == (0 if caught else 1)


def test_what_is_not_due_stays_on_the_calendar(net: Net) -> None:
    _, [delivery] = approved_post(**at(soon(hours=2)))
    hold = place()
    run()
    assert state(delivery) == ("scheduled", "")
    services.lift_hold(actor=make_person(Role.ADMINISTRATOR), hold=hold)
    run(soon(hours=2, seconds=1))
    assert state(delivery)[0] != "held"


def test_it_catches_what_was_claimed_within_the_second(net: Net) -> None:
    _, [delivery] = approved_post()
    [bell] = sweeping.sweep(timezone.now(), "w")
    hold = place()
    assert state(delivery) == ("held", "hold")
    assert delivery.reason_data == {"hold": hold.pk}
    assert delivering.deliver(bell.delivery_id, bell.fence) == ""
    assert net.calls == []


def test_it_is_looked_at_again_right_before_bytes_leave(net: Net, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hold comes between the first look and the intent; the row itself was not touched by placing it."""
    _, [delivery] = approved_post()
    [bell] = sweeping.sweep(timezone.now(), "w")
    began = beginning.begin

    def late_hold(works: Any) -> Any:
        Hold.objects.create(target="organisation", reason=WHY)
        return began(works)

    monkeypatch.setattr(beginning, "begin", late_hold)
    delivering.deliver(bell.delivery_id, bell.fence)
    assert state(delivery) == ("held", "hold")
    assert net.calls == []
    assert delivery.attempts.count() == 0
    delivery.post.refresh_from_db()
    assert delivery.post.state == "approved"  # nothing is marked sent that was not


def test_a_hold_wins_over_lateness(net: Net) -> None:
    _, [delivery] = approved_post(**at(soon(seconds=-1)))
    Delivery.objects.filter(pk=delivery.pk).update(due_at=soon(hours=-2), not_before=soon(hours=-2))
    place()
    run()
    assert state(delivery) == ("held", "hold")


ROLES = [
    (Role.PUBLISHER, {"organisation": False, "team": True, "channel": True, "elsewhere": False}),
    (Role.ADMINISTRATOR, {"organisation": False, "team": True, "channel": True, "elsewhere": False}),
    *((role, dict.fromkeys(("organisation", "team", "channel", "elsewhere"), False)) for role in
      (Role.EDITOR, Role.REVIEWER, Role.CONTRIBUTOR, Role.COMMUNITY, Role.AUDITOR, Role.VIEWER)),
]  # fmt: skip


@pytest.mark.parametrize(("role", "may"), ROLES)
def test_who_may_hold(role: Role, may: dict[str, bool]) -> None:
    team = make_team()
    overs = {
        "organisation": Over(),
        "team": Over(team=team),
        "channel": Over(channel=make_channel(team)),
        "elsewhere": Over(team=make_team()),
    }
    person = make_person(role, team)
    for name, over in overs.items():
        if may[name]:
            place(over, person)
        else:
            with pytest.raises(Denied):
                place(over, person)


def test_administrators_of_everything_may_hold_everything() -> None:
    assert place(Over(), make_person(Role.ADMINISTRATOR)).target == "organisation"


def test_one_hold_per_target_with_a_reason() -> None:
    place()
    with pytest.raises(StateConflict):
        place()
    with pytest.raises(services.ReasonTooShort):
        services.place_hold(actor=make_person(Role.ADMINISTRATOR), over=Over(team=make_team()), reason=" no ")
    assert Hold.objects.count() == 1


def test_nothing_goes_out_when_a_hold_is_lifted(net: Net) -> None:
    channel = make_channel(network="bluesky")
    rows = [post_on([channel])[1][0] for _ in range(3)]
    hold = place()
    run()
    boss = make_person(Role.ADMINISTRATOR)
    assert services.lift_hold(actor=boss, hold=hold) == 3
    run()
    assert net.calls == []
    assert {state(row) for row in rows} == {("held", "hold_lifted")}
    assert "decide" in say(rows[0])
    with pytest.raises(StateConflict):
        services.lift_hold(actor=boss, hold=hold)
    _, [fresh] = post_on([channel])
    run()
    assert state(fresh)[0] == "live"


def test_another_hold_takes_over_what_it_covers(net: Net) -> None:
    _, [delivery] = approved_post()
    everything = place()
    team = place(Over(team=delivery.channel.team))
    run()
    assert services.lift_hold(actor=make_person(Role.ADMINISTRATOR), hold=everything) == 0
    assert state(delivery) == ("held", "hold")
    assert delivery.reason_data == {"hold": team.pk}


@pytest.mark.parametrize("verb", ["retry", "publish_now"])
def test_nobody_sends_past_a_hold(net: Net, verb: str) -> None:
    post, [delivery] = approved_post()
    place()
    run()
    delivery.refresh_from_db()
    person = make_person(Role.PUBLISHER, post.team)
    subject = {"delivery": delivery} if verb == "retry" else {"post": post}
    with pytest.raises(OnHold):
        getattr(services, verb)(actor=person, **subject)
    assert state(delivery) == ("held", "hold")


def triage_of(net: Net, count: int = 3) -> tuple[Hold, list[Delivery], User]:
    channel = make_channel(network="bluesky")
    rows = [post_on([channel])[1][0] for _ in range(count)]
    hold = place()
    run()
    services.lift_hold(actor=make_person(Role.ADMINISTRATOR), hold=hold)
    return hold, rows, make_person(Role.PUBLISHER, channel.team)


def test_sent_now_is_spaced_and_only_the_first_is_due(net: Net) -> None:
    hold, rows, person = triage_of(net)
    choices = {row.pk: Choice("send") for row in rows}
    found = services.decide(actor=person, hold=hold, choices=choices, gap=GAP)
    due = sorted(Delivery.objects.values_list("due_at", flat=True))
    assert [b - a for a, b in pairwise(due)] == [GAP, GAP]
    assert len(found.done) == 3
    run(soon(seconds=31))
    assert len([row for row in rows if state(row)[0] != "scheduled"]) == 1


def test_spacing_leaves_room_for_what_is_planned(net: Net) -> None:
    hold, [row], person = triage_of(net, 1)
    planned = soon(minutes=2)
    post_on([Channel.objects.get(pk=row.channel_id)], **at(planned))
    services.decide(actor=person, hold=hold, choices={row.pk: Choice("send")}, gap=GAP)
    row.refresh_from_db()
    assert row.due_at >= planned + GAP - timedelta(seconds=1)


def test_every_choice_and_undo(net: Net) -> None:
    hold, rows, person = triage_of(net, 4)
    channel = Channel.objects.get()
    Slot.objects.create(channel=channel, weekday=0, at="09:00")
    old = {row.pk: Delivery.objects.get(pk=row.pk).due_at for row in rows}
    wall = f"{soon(days=3):%Y-%m-%dT09:30}"
    kinds = [Choice("send"), Choice("at", wall), Choice("slot"), Choice("cancel")]
    choices = {row.pk: choice for row, choice in zip(rows, kinds, strict=True)}
    found = services.decide(actor=person, hold=hold, choices=choices, gap=GAP)
    assert [state(row)[0] for row in rows] == ["scheduled", "scheduled", "scheduled", "cancelled"]
    assert rows[1].wall == wall
    assert (rows[2].wall[-5:], rows[2].zone) == ("09:00", "Europe/Oslo")
    assert found.triage is not None
    assert services.undo(actor=person, triage=found.triage) == (4, 0)
    assert {state(row) for row in rows} == {("held", "hold_lifted")}
    assert {row.pk: row.due_at for row in rows} == old
    with pytest.raises(StateConflict):
        services.undo(actor=person, triage=found.triage)
    run()
    assert net.calls == []


def test_what_has_left_cannot_be_undone(net: Net) -> None:
    hold, rows, person = triage_of(net, 2)
    choices = {row.pk: Choice("send") for row in rows}
    found = services.decide(actor=person, hold=hold, choices=choices, gap=GAP)
    Delivery.objects.filter(pk=rows[0].pk).update(not_before=timezone.now(), due_at=timezone.now())
    run()
    assert found.triage is not None
    assert services.undo(actor=person, triage=found.triage) == (1, 1)
    assert state(rows[0])[0] == "live"
    assert len(net.calls) == 1


LEFT = [
    (Choice("send"), {"usable_until": timezone.now() - timedelta(days=1)}, "outside_approval"),
    (Choice("slot"), {}, "no_slot"),
    (Choice("at", "2020-01-01T09:00"), {}, "past"),
    (Choice("at", "tomorrow"), {}, "shape"),
    (Choice("at"), {}, "shape"),
    (Choice("explode"), {}, "shape"),
]


@pytest.mark.parametrize(("choice", "columns", "why"), LEFT)
def test_what_cannot_be_done_is_left_with_a_reason(net: Net, choice: Choice, columns: Any, why: str) -> None:
    hold, [row], person = triage_of(net, 1)
    Delivery.objects.filter(pk=row.pk).update(**columns)
    found = services.decide(actor=person, hold=hold, choices={row.pk: choice}, gap=GAP)
    assert found.left == {row.pk: why}
    assert found.triage is None
    assert state(row)[0] == "held"


def test_deciding_needs_the_right_to_publish_there(net: Net) -> None:
    hold, [row], _ = triage_of(net, 1)
    for person in (make_person(Role.ADMINISTRATOR), make_person(Role.PUBLISHER, make_team())):
        found = services.decide(actor=person, hold=hold, choices={row.pk: Choice("cancel")}, gap=GAP)
        assert found.left == {row.pk: "denied"}
    assert state(row)[0] == "held"


def test_while_it_stands_only_later_times_and_cancelling(net: Net) -> None:
    _, [delivery] = approved_post()
    hold = place()
    run()
    person = make_person(Role.PUBLISHER, delivery.channel.team)
    found = services.decide(actor=person, hold=hold, choices={delivery.pk: Choice("send")}, gap=GAP)
    assert found.left == {delivery.pk: "hold"}
    later = Choice("at", f"{soon(days=2):%Y-%m-%dT09:30}")
    services.decide(actor=person, hold=hold, choices={delivery.pk: later}, gap=GAP)
    assert state(delivery)[0] == "scheduled"


def test_lifting_can_be_undone(net: Net) -> None:
    _, [delivery] = approved_post()
    hold, boss = place(), make_person(Role.ADMINISTRATOR)
    run()
    services.lift_hold(actor=boss, hold=hold)
    services.put_back(actor=boss, hold=hold)
    assert state(delivery) == ("held", "hold")
    assert holding.standing() == [hold]
    actions = AuditEntry.objects.filter(action__startswith="hold.").order_by("seq").values_list("action", flat=True)
    assert list(actions) == ["hold.placed", "hold.lifted", "hold.put_back"]
    services.lift_hold(actor=boss, hold=hold)
    place()
    with pytest.raises(StateConflict):
        services.put_back(actor=boss, hold=hold)


def test_the_reason_is_personal_text_and_the_rest_is_not() -> None:
    place()
    entry = AuditEntry.objects.get(action="hold.placed")
    assert entry.personal == {"reason": WHY}
    assert WHY not in str(entry.data)
