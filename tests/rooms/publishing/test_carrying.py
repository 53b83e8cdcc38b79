"""Many deliveries at once: taken, begun and finished in groups, and never a byte more than may leave."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import make_channel, make_person, make_team
from tests.publishing_kit import Net, live, post_on, soon
from wellspoken.networks.contract import Outcome, Prepared, Sent
from wellspoken.rooms.audit import verify
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.channels import accounts
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing import gates, lines, services, sweeping
from wellspoken.rooms.publishing.carrying import beginning, carrier, finishing, journal, speaking, taking, watching
from wellspoken.rooms.publishing.carrying.carrier import Carrier
from wellspoken.rooms.publishing.carrying.journal import Journal
from wellspoken.rooms.publishing.carrying.work import Line, Work
from wellspoken.rooms.publishing.models import Attempt, Delivery, Takedown
from wellspoken.rooms.publishing.sweeping import Bell


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def until(true: Callable[[], object], seconds: float = 20.0) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def due(many: int, channels: int = 1) -> list[Delivery]:
    """Posts due now on so many channels of one team, in turn."""
    team = make_team()
    made = [make_channel(team, "bluesky", remote_id=f"did:{team.pk}-{n}") for n in range(channels)]
    return [post_on([made[n % channels]])[1][0] for n in range(many)]


def ring(worker: str = "w") -> list[Bell]:
    return sweeping.sweep(timezone.now(), worker)


def works() -> list[Work]:
    """Everything due, taken and prepared."""
    rows = taking.load({bell.delivery_id: bell.fence for bell in ring()})
    taken = taking.take(rows, "w")
    for work in taken:
        work.line = Line(work.delivery.channel, lines.account_of(work.delivery.channel))
        speaking.ready(work, work.line)
    return taken


def spoken(group: list[Work]) -> list[Work]:
    for work in beginning.begin(group):
        assert work.line is not None
        speaking.speak(work, work.line)
    return group


def states() -> list[str]:
    return list(Delivery.objects.order_by("pk").values_list("state", flat=True))


class TestGroups:
    """The steps, in the test's own thread."""

    pytestmark = pytest.mark.django_db

    def test_a_group_goes_live_together(self, net: Net) -> None:
        due(5, 2)
        finishing.finish(spoken(works()))
        assert states() == ["live"] * 5
        assert set(Post.objects.values_list("state", flat=True)) == {"published"}
        assert net.twice == []
        assert len(net.calls) == 5
        for attempt in Attempt.objects.all():
            assert (attempt.outcome, attempt.status) == ("live", 200)
        for action, count in (("claimed", 5), ("sending", 5), ("live", 5)):
            assert AuditEntry.objects.filter(action=f"delivery.{action}").count() == count
        assert AuditEntry.objects.filter(action="post.published").count() == 5
        assert verify.verify().ok

    def test_more_rows_cost_no_more_statements(self, net: Net) -> None:
        costs = []
        for many in (4, 24):
            due(many, 2)
            with CaptureQueriesContext(connection) as seen:
                finishing.finish(spoken(works()))
            costs.append(len(seen))
        assert costs[1] <= costs[0] + 2  # a channel is noted as working once a minute
        assert states() == ["live"] * 28

    def test_each_that_is_stopped_stops_alone(self, net: Net) -> None:
        rows = due(5, 5)
        group = works()
        Channel.objects.filter(pk=rows[0].channel_id).update(state="paused")
        Post.objects.filter(pk=rows[1].post_id).update(state="draft")
        Takedown.objects.create(post=rows[2].post, reason="wrong number")
        Delivery.objects.filter(pk=rows[3].pk).update(fence=9)  # somebody else claimed it
        begun = beginning.begin(group)
        assert [work.delivery.pk for work in begun] == [rows[4].pk]
        assert states() == ["held", "held", "cancelled", "queued", "sending"]
        assert list(Attempt.objects.values_list("delivery", flat=True)) == [rows[4].pk]

    def test_outcomes_of_all_kinds_in_one_group(self, net: Net) -> None:
        due(6, 6)
        group = works()
        net.will(live("a"), visible=True)
        net.will(Sent(Outcome.REFUSED, reason="too_long"), visible=False)
        net.will(Sent(Outcome.UNKNOWN, reason="lost_reply"), visible=True)
        net.will(Sent(Outcome.NOT_SENT, reason="odd_answer"), visible=False)
        net.will(Sent(Outcome.BROKEN, reason="sign_in_expired"), visible=False)
        finishing.finish(spoken(group))
        assert states() == ["live", "refused", "unknown", "scheduled", "held", "live"]

    def test_one_that_was_called_lost_meanwhile_does_not_hold_up_the_others(self, net: Net) -> None:
        rows = due(3, 3)
        group = spoken(works())
        Delivery.objects.filter(pk=rows[1].pk).update(lease_until=soon(seconds=-1))
        sweeping.recover(timezone.now())
        assert states() == ["sending", "unknown", "sending"]
        finishing.finish(group)
        assert states() == ["live"] * 3  # its own answer is proof

    def test_a_takedown_sees_what_goes_live_in_a_group(self, net: Net) -> None:
        rows = due(3, 3)
        group = spoken(works())
        Takedown.objects.create(post=rows[1].post, reason="wrong number")
        finishing.finish(group)
        assert states() == ["live", "withdrawing", "live"]
        rows[1].post.refresh_from_db()
        assert rows[1].post.state == "withdrawn"

    def test_a_call_that_cannot_end_within_its_lease_is_not_made(self, net: Net) -> None:
        due(2, 2)
        group = works()
        begun = beginning.begin(group)
        begun[0].delivery.lease_until = soon(seconds=20)
        for work in begun:
            assert work.line is not None
            speaking.speak(work, work.line)
        finishing.finish(begun)
        assert states() == ["scheduled", "live"]
        row = begun[0].delivery
        row.refresh_from_db()
        assert (row.tries, row.sent_at, row.lease_until, row.reason) == (0, None, None, "")
        attempt = row.attempts.get()
        assert (attempt.outcome, attempt.reason) == ("not_sent", "withheld")
        assert len(net.calls) == 1

    def test_what_was_not_spoken_goes_back_even_when_it_was_called_lost(self, net: Net) -> None:
        due(1)
        [work] = beginning.begin(works())
        sweeping.recover(soon(seconds=3600))
        assert states() == ["unknown"]
        work.withheld = True
        finishing.finish([work])
        assert states() == ["scheduled"]

    def test_a_stumbling_block_is_stepped_over(self, net: Net, monkeypatch: pytest.MonkeyPatch) -> None:
        rows = due(4)

        def look(deliveries: list[Delivery]) -> dict[int, gates.Stop]:
            if rows[2].pk in {row.pk for row in deliveries}:
                raise ValueError("this one cannot be read")
            return {}

        monkeypatch.setattr(gates, "checks", look)
        loaded = taking.load({bell.delivery_id: bell.fence for bell in ring()})
        taken = carrier._apart(lambda some: taking.take(some, "w"), loaded)
        assert [work.delivery.pk for work in taken] == [rows[n].pk for n in (0, 1, 3)]

    def test_a_hold_is_looked_for_again_before_a_late_call(self, net: Net, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(speaking, "WATCH", watching.Watch())
        due(2, 2)
        first, second = beginning.begin(works())
        services.place_hold(actor=make_person(Role.ADMINISTRATOR), over=services.Over(), reason="A fire in C.")
        second.begun -= watching.KNOWN_SECONDS  # the look at its intent is old by now
        for work in (first, second):
            assert work.line is not None
            speaking.speak(work, work.line)
        finishing.finish([first, second])
        assert states() == ["live", "scheduled"]
        sweeping.sweep(timezone.now(), "w")
        assert states() == ["live", "held"]

    def test_holds_are_read_once_in_half_a_second(self, net: Net) -> None:
        watch, channel = watching.Watch(), make_channel(network="bluesky")
        with CaptureQueriesContext(connection) as seen:
            for _ in range(50):
                assert not watch.stops(channel, begun=-10.0)
        assert len(seen) == 1


class TestJournal:
    """What a killed worker's own disk proves."""

    pytestmark = pytest.mark.django_db

    @pytest.fixture
    def kept(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Journal]:
        boot = tmp_path / "boot"
        boot.write_text("one-start-of-this-machine\n")
        monkeypatch.setattr(journal, "BOOT", boot)
        made = Journal(tmp_path / "journal")
        made.begin()
        yield made
        made.close()

    def test_begun_and_not_spoken_goes_back_the_rest_is_asked_about(self, net: Net, kept: Journal) -> None:
        due(3, 3)
        begun = beginning.begin(works())
        rows = [(work.delivery.pk, work.delivery.fence) for work in begun]
        kept.begun(rows[:2])
        kept.spoken(rows[1])
        assert kept.unspoken() == {rows[0]}
        sweeping.release_seat("w", timezone.now(), kept.unspoken())
        assert states() == ["scheduled", "unknown", "unknown"]
        row = Delivery.objects.get(pk=rows[0][0])
        assert (row.tries, row.sent_at, row.attempts.get().reason) == (0, None, "withheld")

    def test_another_claim_of_the_same_row_is_not_meant(self, net: Net, kept: Journal) -> None:
        due(1)
        [work] = beginning.begin(works())
        kept.begun([(work.delivery.pk, work.delivery.fence - 1)])
        sweeping.release_seat("w", timezone.now(), kept.unspoken())
        assert states() == ["unknown"]

    @pytest.mark.parametrize("wrong", ["other start", "no start", "torn", "empty", "odd"])
    def test_in_doubt_nothing_is_proven(self, kept: Journal, tmp_path: Path, wrong: str) -> None:
        kept.begun([(1, 1), (2, 1)])
        path, boot = tmp_path / "journal", tmp_path / "boot"
        assert len(kept.unspoken()) == 2
        if wrong == "other start":
            boot.write_text("another-start\n")
        elif wrong == "no start":
            boot.unlink()
        else:
            text = {"torn": path.read_text() + "s 1b 3 4\n", "empty": "", "odd": path.read_text() + "?\n"}[wrong]
            path.write_text(text)
        assert kept.unspoken() == set()

    def test_a_line_cut_off_at_the_end_is_no_line(self, kept: Journal, tmp_path: Path) -> None:
        kept.begun([(1, 1)])
        with (tmp_path / "journal").open("a") as file:
            file.write("b 2 ")
        assert kept.unspoken() == {(1, 1)}

    def test_it_does_not_grow_for_ever(self, kept: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(journal, "LONG", 100)
        kept.begun([(n, 1) for n in range(100)])
        kept.shorten()
        assert (tmp_path / "journal").stat().st_size < 100
        assert kept.unspoken() == set()


@contextmanager
def carrying(*names: str, book: Journal | None = None) -> Iterator[list[Carrier]]:
    """Carriers at work, stopped afterwards."""
    made = [Carrier(name, 4, book) for name in names or ("w",)]
    for one in made:
        one.start()
    try:
        yield made
    finally:
        for one in made:
            one.stop()


@pytest.mark.django_db(transaction=True)
class TestCarrier:
    """The whole, with its threads."""

    def test_a_burst_goes_out_once_each(self, net: Net) -> None:
        due(40, 8)
        net.before = lambda _prepared: time.sleep(0.02)
        with carrying() as [one]:
            one.add(ring())
            called_early = one.wait_for_calm(0.01)  # other work gives way to a burst
            until(lambda: states() == ["live"] * 40)
            assert one.wait_for_calm(5)
        assert not called_early
        assert net.twice == []
        assert len(net.calls) == 40
        assert verify.verify().ok

    def test_doubled_bells_in_two_carriers_send_once(self, net: Net) -> None:
        due(24, 6)
        with carrying("w", "v") as both:
            bells = ring()
            for one in (*both, *both):
                one.add(bells)
            until(lambda: states() == ["live"] * 24)
        assert len(net.calls) == 24
        assert net.twice == []

    def test_one_call_per_channel_at_a_time(self, net: Net) -> None:
        due(12, 3)
        guard, now, most = threading.Lock(), [0], [0]

        def count(_prepared: Prepared) -> None:
            with guard:
                now[0] += 1
                most[0] = max(most[0], now[0])
            time.sleep(0.02)
            with guard:
                now[0] -= 1

        net.before = count
        with carrying() as [one]:
            one.add(ring())
            until(lambda: states() == ["live"] * 12)
        assert 1 < most[0] <= 3

    def test_a_channel_that_asks_for_peace_gets_it_at_once(self, net: Net) -> None:
        rows = due(6)
        net.will(Sent(Outcome.NOT_SENT, reason="rate_limited", retry_after=300.0), visible=False)
        with carrying() as [one]:
            one.add(ring())
            until(lambda: states() == ["scheduled"] * 6)
        assert len(net.calls) == 1
        waits = Channel.objects.get(pk=rows[0].channel_id).not_before
        assert waits is not None
        assert waits > soon(seconds=250)

    def test_a_hold_while_a_burst_is_under_way(self, net: Net, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(watching, "KNOWN_SECONDS", 0.1)
        boss = make_person(Role.ADMINISTRATOR)
        due(30, 3)
        net.before = lambda _prepared: time.sleep(0.1)
        with carrying() as [one]:
            one.add(ring())
            until(lambda: len(net.calls) > 4)
            services.place_hold(actor=boss, over=services.Over(), reason="A fire in building C.")
            time.sleep(0.25)  # calls under way, and what was looked at a moment before
            after = len(net.calls)
            until(lambda: not set(states()) & {"queued", "sending"})
            assert len(net.calls) == after
        sweeping.sweep(timezone.now(), "w")
        assert set(states()) == {"live", "held"}
        assert states().count("live") == len(net.calls) == sum(net.posts.values())

    def test_a_line_held_elsewhere_is_waited_for_and_then_given_up(
        self, net: Net, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(lines, "LINE_WAIT", timedelta(seconds=0.3))
        rows = due(2, 2)
        with accounts._line(rows[0].channel_id), carrying() as [one]:
            one.add(ring())
            until(lambda: states() == ["scheduled", "live"])
        assert Delivery.objects.get(pk=rows[0].pk).reason == "line_busy"

    def test_tokens_that_cannot_be_opened_stop_their_channel_only(self, net: Net) -> None:
        rows = due(4, 2)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE channels_channel SET secrets = 'x' WHERE id = %s", [rows[0].channel_id])
        with carrying() as [one]:
            one.add(ring())
            until(lambda: states() == ["held", "live", "held", "live"])

    def test_renewed_tokens_are_stored_and_used_by_the_next_call(self, net: Net) -> None:
        rows = due(3)
        Channel.objects.update(secrets={"access": "old", "refresh": "r"})
        sent = live("k")
        net.will(
            Sent(Outcome.LIVE, sent.remote_id, sent.url, new_secrets={"access": "new", "refresh": "s"}), visible=True
        )
        with carrying() as [one]:
            one.add(ring())
            until(lambda: states() == ["live"] * 3)
        assert Channel.objects.get(pk=rows[0].channel_id).secrets["access"] == "new"

    def test_stopping_gives_back_what_was_begun_and_not_spoken(self, net: Net) -> None:
        due(6)
        speaking_, go = threading.Event(), threading.Event()

        def wait(_prepared: Prepared) -> None:
            speaking_.set()
            go.wait(10)

        net.before = wait
        with carrying() as [one]:
            one.add(ring())
            assert speaking_.wait(10)
            until(lambda: states().count("sending") == carrier.AHEAD_OF_CHANNEL)
            one.stop_taking()
            go.set()
        assert states().count("live") == len(net.calls) == 1
        assert set(states()) <= {"live", "scheduled", "queued"}
        assert "sending" not in states()

    def test_without_a_journal_entry_nothing_leaves(self, net: Net, tmp_path: Path) -> None:
        due(2, 2)

        class Full(Journal):
            def spoken(self, row: tuple[int, int]) -> None:
                raise OSError("no room")

        with carrying(book=Full(tmp_path / "j")) as [one]:
            one.add(ring())
            until(lambda: states() == ["scheduled"] * 2)
        assert net.calls == []

    def test_a_hanging_server_leaves_the_others_their_time(self, net: Net) -> None:
        team, go = make_team(), threading.Event()
        bad = [make_channel(team, "mastodon", server="https://down.example.org", remote_id=f"b{n}") for n in range(10)]
        good = make_channel(team, "mastodon", server="https://up.example.org", remote_id="g")
        hanging = {post_on([channel])[1][0].pk for channel in bad}
        fine = [post_on([good])[1][0].pk for _ in range(5)]

        def hang(prepared: Prepared) -> None:
            if Delivery.objects.filter(key=prepared.key, pk__in=hanging).exists():
                go.wait(15)

        net.before = hang
        with carrying() as [one]:
            one.add(ring())
            until(lambda: Delivery.objects.filter(pk__in=fine, state="live").count() == 5, 10)
            assert not Delivery.objects.filter(pk__in=hanging, state="live").exists()
            go.set()
            until(lambda: states() == ["live"] * 15)
