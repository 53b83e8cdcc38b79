"""One attempt and what each outcome does."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.utils import timezone

from tests.publishing_kit import Net, approved_post, at, live, soon
from wellspoken.networks.contract import Outcome, Prepared, Presence, Problem, Sent
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.publishing import delivering, settling, sweeping
from wellspoken.rooms.publishing.models import Attempt, Delivery, Takedown
from wellspoken.rooms.publishing.words import say
from wellspoken.rooms.review.models import ReviewRequest

pytestmark = pytest.mark.django_db


def claim(delivery: Delivery) -> int:
    """Sweep; returns the fence of our row."""
    [bell] = [b for b in sweeping.sweep(timezone.now(), "w") if b.delivery_id == delivery.pk]
    return bell.fence


def send(delivery: Delivery) -> Delivery:
    delivering.deliver(delivery.pk, claim(delivery))
    delivery.refresh_from_db()
    return delivery


def test_live(net: Net) -> None:
    post, [delivery] = approved_post()
    send(delivery)
    assert (delivery.state, delivery.remote_id) == ("live", f"id:{delivery.key}")
    assert delivery.url.endswith(delivery.key)
    assert net.posts == {delivery.key: 1}
    post.refresh_from_db()
    assert post.state == "published"
    [attempt] = Attempt.objects.all()
    assert (attempt.outcome, attempt.status, attempt.fence) == ("live", 200, 1)
    rows = AuditEntry.objects.filter(action__startswith="delivery.").order_by("seq")
    codes = ["scheduled", "claimed", "sending", "live"]
    assert list(rows.values_list("action", flat=True)) == [f"delivery.{code}" for code in codes]


def test_intent_is_stored_before_a_byte_leaves(net: Net) -> None:
    _, [delivery] = approved_post()
    seen: dict[str, Any] = {}

    def look(prepared: Prepared) -> None:
        row = Delivery.objects.get(pk=delivery.pk)
        seen.update(state=row.state, key=row.key, body=row.prepared["body"], attempts=row.attempts.count())
        seen["sent"] = prepared.body.decode()
        # only the test's own transactions are open: the worker's have ended
        seen["open"] = len([s for s in connection.savepoint_ids if s])

    net.before = look
    send(delivery)
    assert seen == {
        "state": "sending",
        "key": delivery.key,
        "body": seen["sent"],
        "sent": seen["sent"],
        "attempts": 1,
        "open": 0,
    }


@pytest.mark.parametrize(
    ("sent", "state", "reason", "mails"),
    [
        (Sent(Outcome.NOT_SENT, reason="server_error", status=503), "scheduled", "server_error", 0),
        (Sent(Outcome.NOT_SENT, reason="rate_limited", retry_after=120.0, status=429), "scheduled", "rate_limited", 0),
        (Sent(Outcome.REFUSED, reason="too_long", status=400), "refused", "too_long", 1),
        (Sent(Outcome.BROKEN, reason="sign_in_expired", status=401), "held", "channel_broken", 1),
        (Sent(Outcome.UNKNOWN, reason="lost_reply"), "unknown", "lost_reply", 0),
        (RuntimeError("a connector must not raise"), "unknown", "crash", 0),
    ],
)
def test_outcomes(
    net: Net, sent: Any, state: str, reason: str, mails: int, django_capture_on_commit_callbacks: Any
) -> None:
    post, [delivery] = approved_post()
    net.will(sent, visible=False)
    with django_capture_on_commit_callbacks(execute=True):
        send(delivery)
    assert (delivery.state, delivery.reason) == (state, reason)
    assert len(net.calls) == 1
    assert len(mail.outbox) == mails
    post.refresh_from_db()
    assert post.state == "approved"
    attempt = delivery.attempts.get()
    assert attempt.ended_at is not None
    assert attempt.outcome == (sent.outcome if isinstance(sent, Sent) else "unknown")


def test_mail_once_per_reason_and_in_the_authors_language(net: Net, django_capture_on_commit_callbacks: Any) -> None:
    post, [delivery] = approved_post()
    for _ in range(2):
        net.will(Sent(Outcome.REFUSED, reason="too_long"), visible=False)
        Delivery.objects.filter(pk=delivery.pk).update(state="scheduled", not_before=timezone.now())
        with django_capture_on_commit_callbacks(execute=True):
            send(delivery)
    assert len(mail.outbox) == 1
    assert post.author is not None
    assert mail.outbox[0].to == [post.author.email]
    assert f"/posts/{post.pk}/" in mail.outbox[0].body


def test_a_mail_server_that_is_down_cannot_hurt(
    net: Net, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    def down(*args: object, **kwargs: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("wellspoken.rooms.publishing.mailing.send_mail", down)
    _, [delivery] = approved_post()
    net.will(Sent(Outcome.REFUSED, reason="invalid"), visible=False)
    with django_capture_on_commit_callbacks(execute=True):
        assert send(delivery).state == "refused"


def test_retry_after_makes_the_whole_channel_wait(net: Net) -> None:
    _, [delivery] = approved_post()
    net.will(Sent(Outcome.NOT_SENT, reason="rate_limited", retry_after=300.0), visible=False)
    send(delivery)
    wait = (delivery.not_before - timezone.now()).total_seconds()
    assert 290 < wait <= 300
    channel = Channel.objects.get(pk=delivery.channel_id)
    assert channel.not_before == delivery.not_before
    Delivery.objects.filter(pk=delivery.pk).update(not_before=timezone.now())
    assert sweeping.sweep(timezone.now(), "w") == []


def test_a_wait_beyond_the_limit_ends_at_the_limit(net: Net) -> None:
    _, [delivery] = approved_post()
    net.will(Sent(Outcome.NOT_SENT, reason="odd_answer", retry_after=86_400.0), visible=False)
    send(delivery)
    assert delivery.not_before == delivery.due_at + timedelta(minutes=30)
    with time_machine.travel(delivery.not_before + timedelta(seconds=1)):
        assert sweeping.sweep(timezone.now(), "w") == []
    delivery.refresh_from_db()
    assert (delivery.state, delivery.reason) == ("late", "too_late")
    assert delivery.reason_data == {"because": "odd_answer"}


def test_machine_retries_keep_key_and_bytes(net: Net) -> None:
    _, [delivery] = approved_post()
    net.will(Sent(Outcome.NOT_SENT, reason="network_down", retry_after=0.0), visible=False)
    first = send(delivery).key
    before = delivery.prepared
    assert send(delivery).state == "live"
    assert (delivery.key, delivery.prepared) == (first, before)
    assert delivery.tries == 2


def test_a_renewed_token_means_trying_again_at_once(net: Net) -> None:
    _, [delivery] = approved_post()
    net.will(
        Sent(Outcome.NOT_SENT, reason="sign_in_renewed", new_secrets={"access": "n", "refresh": "m"}), visible=False
    )
    send(delivery)
    assert Channel.objects.get(pk=delivery.channel_id).secrets["access"] == "n"
    assert send(delivery).state == "live"


def test_a_refused_sign_in_proves_nothing_when_newer_tokens_came_meanwhile(net: Net) -> None:
    _, [delivery] = approved_post()

    def renew(prepared: Prepared) -> None:
        Channel.objects.filter(pk=delivery.channel_id).update(secrets_version=99)

    net.before = renew
    net.will(Sent(Outcome.BROKEN, reason="sign_in_expired"), visible=False)
    assert send(delivery).state == "scheduled"
    assert Channel.objects.get(pk=delivery.channel_id).state == "active"


def test_failed_uploads_may_be_repeated(net: Net) -> None:
    _, [delivery] = approved_post()
    net.uploads.append(Sent(Outcome.UNKNOWN, reason="lost_reply"))
    assert send(delivery).state == "scheduled"
    assert net.calls == []
    Delivery.objects.filter(pk=delivery.pk).update(not_before=timezone.now())
    Channel.objects.update(not_before=None)
    assert send(delivery).state == "live"


def test_what_the_network_would_refuse_is_refused_without_asking_it(net: Net) -> None:
    _, [delivery] = approved_post()
    net.problems = [Problem("too_long", {"over": 3})]
    assert (send(delivery).state, delivery.reason, net.calls) == ("refused", "too_long", [])


def _paused(delivery: Delivery) -> None:
    Channel.objects.filter(pk=delivery.channel_id).update(state="paused")


def _broken(delivery: Delivery) -> None:
    Channel.objects.filter(pk=delivery.channel_id).update(state="broken")


def _voided(delivery: Delivery) -> None:
    ReviewRequest.objects.filter(post=delivery.post).update(state="voided")


def _edited(delivery: Delivery) -> None:
    Post.objects.filter(pk=delivery.post_id).update(state="draft")


def _outlived(delivery: Delivery) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(usable_until=soon(seconds=-1))


def _stale(delivery: Delivery) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(due_at=soon(minutes=-31))


def _taken_down(delivery: Delivery) -> None:
    Takedown.objects.create(post=delivery.post, reason="wrong number")


@pytest.mark.parametrize(
    ("change", "state", "reason"),
    [
        (_paused, "held", "channel_paused"),
        (_broken, "held", "channel_broken"),
        (_voided, "held", "approval_gone"),
        (_edited, "held", "approval_gone"),
        (_outlived, "late", "outside_approval"),
        (_stale, "late", "too_late"),
        (_taken_down, "cancelled", "taken_down"),
    ],
)
def test_what_changed_between_claim_and_sending_stops_it(net: Net, change: Any, state: str, reason: str) -> None:
    _, [delivery] = approved_post()
    fence = claim(delivery)
    change(delivery)
    delivering.deliver(delivery.pk, fence)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.reason) == (state, reason)
    assert net.calls == []


def test_todays_checks_stop_it(net: Net, blocks: list[Any]) -> None:
    _, [delivery] = approved_post()
    blocks += [SimpleNamespace(rule="SUI-1"), SimpleNamespace(rule="HIPAA-ID-A")]
    said = {"count": 2, "rules": ["HIPAA-ID-A", "SUI-1"]}
    assert (send(delivery).state, delivery.reason, delivery.reason_data) == ("held", "checks", said)
    assert "Names a patient; Tells how or where" in say(delivery)
    assert net.calls == []


@pytest.mark.parametrize("wrong", [0, 2, 99])
def test_stale_or_doubled_bells_do_nothing(net: Net, wrong: int) -> None:
    _, [delivery] = approved_post()
    fence = claim(delivery)
    assert delivering.deliver(delivery.pk, fence + wrong if wrong else fence - 1) == ""
    assert delivering.deliver(delivery.pk, fence) == "live"
    assert delivering.deliver(delivery.pk, fence) == ""
    assert len(net.calls) == 1


def test_a_worker_that_slept_through_its_lease_cannot_call_a_live_post_failed(net: Net) -> None:
    _, [delivery] = approved_post(("newsroom",))

    def sleep(prepared: Prepared) -> None:
        sweeping.recover(soon(seconds=3600))  # somebody declares the outcome lost while the call still runs
        settling.settle(delivery.pk)

    net.before = sleep
    send(delivery)
    assert delivery.state == "live"  # its own answer is proof
    assert net.posts == {delivery.key: 1}


def test_a_late_refusal_does_not_undo_what_settling_found(net: Net) -> None:
    _, [delivery] = approved_post(("newsroom",))

    def settled_meanwhile(prepared: Prepared) -> None:
        net.show(prepared.key)
        sweeping.recover(soon(seconds=3600))
        Delivery.objects.filter(pk=delivery.pk).update(settle_at=timezone.now())
        settling.settle(delivery.pk)

    net.before = settled_meanwhile
    net.will(Sent(Outcome.REFUSED, reason="invalid"), visible=False)
    assert send(delivery).state == "live"


class TestSettling:
    def lost(self, net: Net, network: str = "bluesky", *, visible: bool = False) -> Delivery:
        _, [delivery] = approved_post((network,))
        net.will(Sent(Outcome.UNKNOWN, reason="lost_reply"), visible=visible)
        assert send(delivery).state == "unknown"
        assert delivery.settle_at is not None
        return delivery

    def look(self, delivery: Delivery) -> str:
        Delivery.objects.filter(pk=delivery.pk, settle_at__isnull=False).update(settle_at=timezone.now())
        settling.settle(delivery.pk)
        delivery.refresh_from_db()
        return delivery.state

    def test_not_before_its_time(self, net: Net) -> None:
        assert settling.settle(self.lost(net).pk) == ""

    @pytest.mark.parametrize("network", ["bluesky", "mastodon", "newsroom"])
    def test_seen(self, net: Net, network: str) -> None:
        delivery = self.lost(net, network, visible=True)
        assert self.look(delivery) == "live"
        assert net.posts == {delivery.key: 1}
        delivery.post.refresh_from_db()
        assert delivery.post.state == "published"

    def test_absent_where_the_key_is_safe_goes_back_with_the_same_key(self, net: Net) -> None:
        delivery = self.lost(net)
        key, bytes_ = delivery.key, delivery.prepared
        assert self.look(delivery) == "scheduled"
        assert send(delivery).state == "live"
        assert (delivery.key, delivery.prepared) == (key, bytes_)
        assert net.calls == [key, key]

    def test_a_lie_about_absence_cannot_make_two(self, net: Net) -> None:
        delivery = self.lost(net, visible=True)
        net.looks.append(Presence.ABSENT)
        assert self.look(delivery) == "scheduled"
        assert send(delivery).state == "live"
        assert net.posts == {delivery.key: 1}

    @pytest.mark.parametrize(
        ("network", "presence", "reason"),
        [("mastodon", Presence.ABSENT, "not_seen"), ("bluesky", Presence.UNSURE, "cannot_tell")],
    )
    def test_the_rest_waits_for_a_person_and_is_never_sent(
        self, net: Net, network: str, presence: Presence, reason: str, django_capture_on_commit_callbacks: Any
    ) -> None:
        delivery = self.lost(net, network)
        gaps = []
        with django_capture_on_commit_callbacks(execute=True):
            while delivery.settle_at is not None:
                net.looks.append(presence)
                assert self.look(delivery) == "unknown"
                gaps.append(delivery.settle_at and (delivery.settle_at - timezone.now()).total_seconds())
        assert delivery.reason == reason
        waits = [gap for gap in gaps if gap]
        assert waits == sorted(waits)
        assert len(gaps) == 8
        assert len(net.calls) == 1
        assert [m.subject for m in mail.outbox] == [f"“{delivery.post.title}” needs you"]

    def test_a_takedown_meanwhile_cancels_what_is_not_there(self, net: Net) -> None:
        delivery = self.lost(net)
        Takedown.objects.create(post=delivery.post, reason="x")
        assert self.look(delivery) == "cancelled"

    def test_a_takedown_meanwhile_deletes_what_is_there(self, net: Net) -> None:
        delivery = self.lost(net, visible=True)
        Takedown.objects.create(post=delivery.post, reason="x")
        assert self.look(delivery) == "withdrawing"


def test_newer_due_rows_do_not_wait_behind_other_channels(net: Net) -> None:
    _, [blocked] = approved_post()
    Channel.objects.filter(pk=blocked.channel_id).update(not_before=soon(hours=1))
    _, [free] = approved_post()
    assert [b.delivery_id for b in sweeping.sweep(timezone.now(), "w")] == [free.pk]


def test_first_live_delivery_publishes_the_post_the_next_finds_it_so(net: Net) -> None:
    post, _ = approved_post(("bluesky", "mastodon", "newsroom"))
    net.will(live("x"), visible=True)
    net.will(Sent(Outcome.REFUSED, reason="invalid"), visible=False)
    net.will(live("y"), visible=True)
    for bell in sweeping.sweep(timezone.now(), "w"):
        delivering.deliver(bell.delivery_id, bell.fence)
    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["live", "live", "refused"]
    post.refresh_from_db()
    assert post.state == "published"
    assert AuditEntry.objects.filter(action="post.published").count() == 1


def test_future_rows_stay(net: Net) -> None:
    approved_post(**at(soon(hours=1)))
    assert sweeping.sweep(timezone.now(), "w") == []
    assert sweeping.next_due(timezone.now()) is not None
