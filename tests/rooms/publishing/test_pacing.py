"""Budgets of channels, waits of whole channels, and networks that are down."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from tests.factories import make_channel, make_person, make_team
from tests.publishing_kit import Net, approved_post, post_on, soon, utc
from wellspoken.networks.contract import Outcome, Sent
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing import delivering, selectors, services, sweeping, telling, worker
from wellspoken.rooms.publishing.models import Delivery, Outage, Pace
from wellspoken.rooms.publishing.notices import signals
from wellspoken.rooms.publishing.services import BadPace, Limits
from wellspoken.rooms.publishing.words import say

pytestmark = pytest.mark.django_db
DOWN = Sent(Outcome.NOT_SENT, reason="network_down")
NOON = utc(2026, 11, 23, 12)


def run() -> list[str]:
    return [delivering.deliver(b.delivery_id, b.fence) for b in sweeping.sweep(timezone.now(), "w")]


def posts(channel: Channel, count: int) -> list[Delivery]:
    return [post_on([channel])[1][0] for _ in range(count)]


def states(rows: list[Delivery]) -> list[str]:
    return [Delivery.objects.get(pk=row.pk).state for row in rows]


def test_an_hours_budget(net: Net) -> None:
    channel = make_channel(network="bluesky")
    Pace.objects.create(channel=channel, per_hour=2)
    with time_machine.travel(NOON, tick=False) as clock:
        rows = posts(channel, 2)
        assert run() == ["live", "live"]
        clock.shift(timedelta(minutes=50))
        rows += posts(channel, 1)
        assert run() == []
        waiting = Delivery.objects.get(pk=rows[2].pk)
        assert (waiting.state, waiting.reason) == ("scheduled", "budget")
        assert waiting.not_before == NOON + timedelta(hours=1)
        assert "limit" in say(waiting)
        clock.shift(timedelta(minutes=10, seconds=1))
        assert run() == ["live"]
    assert AuditEntry.objects.filter(action="delivery.claimed").count() == 3


def test_what_is_claimed_counts_as_spent(net: Net) -> None:
    channel = make_channel(network="bluesky")
    Pace.objects.create(channel=channel, per_day=3)
    posts(channel, 2)
    assert len(sweeping.sweep(timezone.now(), "a")) == 2
    posts(channel, 3)
    assert len(sweeping.sweep(timezone.now(), "b")) == 1


def test_over_the_budget_for_too_long_asks_for_a_new_time(net: Net) -> None:
    channel = make_channel(network="bluesky")
    Pace.objects.create(channel=channel, per_day=1)
    with time_machine.travel(NOON, tick=False) as clock:
        rows = posts(channel, 2)
        run()
        clock.shift(timedelta(minutes=30, seconds=2))
        run()
        assert states(rows) == ["live", "late"]
    assert Delivery.objects.get(pk=rows[1].pk).reason_data == {"because": "budget"}


def test_a_gap_spreads_posts(net: Net) -> None:
    channel = make_channel(network="bluesky")
    Pace.objects.create(channel=channel, gap_minutes=5)
    with time_machine.travel(NOON, tick=False) as clock:
        posts(channel, 4)
        for _ in range(20):
            run()
            clock.shift(timedelta(minutes=1))
    sent = sorted(Delivery.objects.values_list("live_at", flat=True))
    assert [b - a for a, b in pairwise(sent)] == [timedelta(minutes=5)] * 3


def test_one_channels_budget_is_not_anothers(net: Net) -> None:
    slow, quick = make_channel(network="bluesky"), make_channel(network="bluesky")
    Pace.objects.create(channel=slow, per_hour=1)
    rows = [*posts(slow, 60), *posts(quick, 3)]
    for _ in range(3):
        run()
    assert states(rows[60:]) == ["live"] * 3
    assert states(rows[:60]).count("live") == 1


def test_the_networks_own_limit(net: Net, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wellspoken.rooms.publishing.pacing.NETWORKS", {"mastodon": ((2, timedelta(hours=3)),)})
    channel = make_channel(network="mastodon")
    rows = posts(channel, 3)
    run()
    assert states(rows) == ["live", "live", "scheduled"]


@pytest.mark.parametrize(
    ("limits", "field"),
    [(Limits(0), "per_hour"), (Limits(None, 1001), "per_day"), (Limits(gap_minutes=1441), "gap_minutes")],
)
def test_limits_have_bounds(limits: Limits, field: str) -> None:
    with pytest.raises(BadPace) as bad:
        services.set_pace(actor=make_person(Role.ADMINISTRATOR), channel=make_channel(), limits=limits)
    assert bad.value.field == field


def test_who_sets_the_pace() -> None:
    channel = make_channel()
    services.set_pace(actor=make_person(Role.ADMINISTRATOR, channel.team), channel=channel, limits=Limits(3, 9, 15))
    assert AuditEntry.objects.get().data["gap_minutes"] == 15
    with pytest.raises(Denied):
        services.set_pace(actor=make_person(Role.PUBLISHER, channel.team), channel=channel, limits=Limits())


def test_a_429_makes_posts_already_claimed_wait_too(net: Net) -> None:
    channel = make_channel(network="bluesky")
    rows = posts(channel, 3)
    net.will(Sent(Outcome.NOT_SENT, reason="rate_limited", retry_after=120.0), visible=False)
    assert run() == ["scheduled"] * 3
    assert len(net.calls) == 1
    assert {Delivery.objects.get(pk=row.pk).reason for row in rows} == {"rate_limited", "channel_waits"}
    with time_machine.travel(soon(seconds=121)):
        assert run() == ["live"] * 3


def test_a_channel_that_waits_for_hours_asks_for_new_times(net: Net) -> None:
    channel = make_channel(network="bluesky", not_before=soon(days=1))
    [row] = posts(channel, 1)
    with time_machine.travel(soon(minutes=31)):
        run()
    assert states([row]) == ["late"]


def test_an_hour_of_outage(net: Net) -> None:
    """Its posts wait and go out after it, none fails, none is lost; others keep their time; the owner hears once."""
    team = make_team()
    owner = make_person(Role.ADMINISTRATOR, team)
    down, fine = make_channel(team, "mastodon"), make_channel(team, "bluesky")
    with time_machine.travel(NOON, tick=False) as clock:
        broken = posts(down, 5)
        began = len(net.calls)
        for minute in range(60):
            net.acts.clear()
            if minute % 10 == 0:
                [other] = posts(fine, 1)
                assert run_only(fine) == ["live"]
                assert states([other]) == ["live"]
            for _ in range(10):
                net.will(DOWN, visible=False)
            run()
            worker.watch()
            telling.tell_of_outages()
            clock.shift(timedelta(minutes=1))
        assert states(broken) == ["scheduled"] * 5
        assert len(net.calls) - began < 60
        outage = Outage.objects.get()
        assert [n.kind for n in signals(owner).notices] == ["outage"]
        net.acts.clear()
        for _ in range(4):
            clock.shift(timedelta(minutes=2))
            run()
        assert states(broken) == ["live"] * 5
        assert net.twice == []
    outage.refresh_from_db()
    assert outage.ended_at is not None
    about = [m for m in mail.outbox if "cannot be reached" in m.subject]
    assert [m.to for m in about] == [[owner.email]]
    assert len(mail.outbox) == 1
    assert signals(owner).notices == ()


def run_only(channel: Channel) -> list[str]:
    """Deliver what is due on one channel."""
    bells = [b for b in sweeping.sweep(timezone.now(), "w") if b.channel_id == channel.pk]
    return [delivering.deliver(b.delivery_id, b.fence) for b in bells]


def test_after_two_hours_of_outage_a_person_is_asked(net: Net) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        _, [row] = approved_post()
        for _ in range(130):
            net.will(DOWN, visible=False)
            run()
            clock.shift(timedelta(minutes=1))
    assert states([row]) == ["late"]


def test_unclear_answers_of_a_broken_server_spare_the_other_posts(net: Net) -> None:
    channel = make_channel(network="mastodon")
    rows = posts(channel, 3)
    net.will(Sent(Outcome.UNKNOWN, reason="server_error", status=500), visible=False)
    run()
    assert sorted(states(rows)) == ["scheduled", "scheduled", "unknown"]


def test_posts_of_a_waiting_channel_are_not_called_overdue(net: Net) -> None:
    channel = make_channel(network="bluesky", not_before=soon(minutes=20))
    posts(channel, 1)
    assert not selectors.overdue_rows(soon(minutes=10)).exists()
    Channel.objects.update(not_before=None)
    assert selectors.overdue_rows(soon(minutes=10)).exists()


def test_short_trouble_is_nobodys_news(net: Net) -> None:
    make_person(Role.ADMINISTRATOR)
    approved_post()
    net.will(DOWN, visible=False)
    run()
    telling.tell_of_outages()
    assert mail.outbox == []
    assert Outage.objects.get().failures == 1


@pytest.mark.parametrize("count", [5, 45])
def test_the_claims_queries_do_not_grow_with_channels(count: int, django_assert_max_num_queries: Any) -> None:
    team = make_team()
    for _ in range(count):
        Pace.objects.create(channel=make_channel(team, "bluesky"), per_hour=9)
    for channel in Channel.objects.all():
        posts(channel, 1)
    with django_assert_max_num_queries(20 + 12 * count):
        assert len(sweeping.sweep(timezone.now(), "w")) == count
