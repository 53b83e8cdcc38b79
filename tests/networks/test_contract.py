"""What every connector promises, whatever the server does, on every network alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.networks.adapter import Adapter, Expected, picture
from tests.replicas.lost_reply import LostReply
from wellspoken.networks.contract import Outcome, Prepared, Presence

TEXT = "Ærlig talt 💉: vaksine hjelper. Ja, vaksinasi menolong! https://example.org/a_(b) #VaksinØ"

# act, outcome, reason, posts made, what asking afterwards finds
CASES = [
    ("pass", Outcome.LIVE, "", 1, Presence.LIVE),
    ("slow", Outcome.LIVE, "", 1, Presence.LIVE),
    ("429_before", Outcome.NOT_SENT, "rate_limited", 0, Presence.ABSENT),
    ("422_before", Outcome.REFUSED, "invalid", 0, Presence.ABSENT),
    ("400_after", Outcome.LIVE, "", 1, Presence.LIVE),
    ("422_after", Outcome.LIVE, "", 1, Presence.LIVE),
    ("cut", Outcome.UNKNOWN, "lost_reply", 1, Presence.LIVE),
    ("cut_before", Outcome.UNKNOWN, "lost_reply", 0, Presence.ABSENT),
    ("hang", Outcome.UNKNOWN, "lost_reply", 1, Presence.LIVE),
    ("truncate", Outcome.UNKNOWN, "lost_reply", 1, Presence.LIVE),
    ("drip", Outcome.UNKNOWN, "lost_reply", 1, Presence.LIVE),
    ("endless", Outcome.UNKNOWN, "odd_answer", 1, Presence.LIVE),
    ("garble", Outcome.UNKNOWN, "odd_answer", 1, Presence.LIVE),
    ("wrong_type", Outcome.UNKNOWN, "odd_answer", 1, Presence.LIVE),
    ("html_after", Outcome.UNKNOWN, "odd_answer", 1, Presence.LIVE),
    ("html_before", Outcome.UNKNOWN, "server_error", 0, Presence.ABSENT),
    ("500_after", Outcome.UNKNOWN, "server_error", 1, Presence.LIVE),
    ("500_before", Outcome.UNKNOWN, "server_error", 0, Presence.ABSENT),
    ("503_before", Outcome.UNKNOWN, "server_error", 0, Presence.ABSENT),
    ("redirect_after", Outcome.UNKNOWN, "redirected", 1, Presence.LIVE),
    ("redirect_before", Outcome.UNKNOWN, "redirected", 0, Presence.ABSENT),
    ("401_before", Outcome.BROKEN, "sign_in_expired", 0, Presence.ABSENT),
]
NEVER_ENDING = ("hang", "drip")
CANNOT_ASK = ("400_after", "422_after", "422_before")
"""Refusals that only asking can prove or disprove: where nobody can be asked they stay unknown."""


def expected(adapter: Adapter, act: str) -> Expected:
    """Return what the table says of this network."""
    if act in adapter.expects:
        return adapter.expects[act]
    outcome, reason, posts, found = next(case[1:] for case in CASES if case[0] == act)
    if adapter.settles == "C":
        found = Presence.UNSURE
        if act in CANNOT_ASK:
            outcome, reason = Outcome.UNKNOWN, "invalid"
    return outcome, reason, posts, found


def look(adapter: Adapter, prepared: Prepared, since: datetime) -> Presence:
    """Ask past the proxy's scripts."""
    return adapter.connector.settle(adapter.account, prepared, since).outcome


@pytest.mark.faults
@pytest.mark.parametrize("act", [case[0] for case in CASES])
def test_one_attempt_and_an_honest_answer(adapter: Adapter, monkeypatch: pytest.MonkeyPatch, act: str) -> None:
    outcome, reason, posts, found = expected(adapter, act)
    if act in NEVER_ENDING:  # the others end by themselves, and may take their time on a busy machine
        monkeypatch.setattr(adapter.connector, "VISIBLE_SECONDS", adapter.seconds)
    adapter.proxy.slow_seconds = adapter.seconds / 3
    prepared, since = adapter.prepared(TEXT), datetime.now(UTC)
    adapter.proxy.script(adapter.visible, act)

    sent = adapter.connector.publish(adapter.account, prepared)

    assert (sent.outcome, sent.reason) == (outcome, reason), sent
    assert adapter.proxy.times(adapter.visible) == 1
    assert len(adapter.texts()) == posts
    settled = adapter.connector.settle(adapter.account, prepared, since)
    assert settled.outcome is found, settled
    if sent.outcome is Outcome.LIVE and adapter.settles != "C":
        assert (settled.remote_id, settled.url) == (sent.remote_id, sent.url)
    for value in adapter.account.secrets.values():
        assert value not in sent.raw
        assert value not in repr(sent)


@pytest.mark.faults
@pytest.mark.parametrize("act", ["cut_before", "500_before", "503_before"])
def test_what_is_proven_absent_can_be_sent_again(adapter: Adapter, act: str) -> None:
    prepared, since = adapter.prepared(TEXT), datetime.now(UTC)
    adapter.proxy.script(adapter.visible, act)
    adapter.connector.publish(adapter.account, prepared)
    assert look(adapter, prepared, since) is (Presence.UNSURE if adapter.settles == "C" else Presence.ABSENT)
    assert adapter.connector.publish(adapter.account, prepared).outcome is Outcome.LIVE
    assert len(adapter.texts()) == 1


def test_what_is_called_repeatable_is(adapter: Adapter) -> None:
    if "repeatable" not in adapter.connector.capabilities:
        return
    prepared = adapter.prepared(TEXT)
    sent = [adapter.connector.publish(adapter.account, prepared) for _ in range(3)]
    assert {(one.outcome, one.remote_id) for one in sent} == {(Outcome.LIVE, sent[0].remote_id)}
    assert len(adapter.texts()) == 1


def test_rate_limits_say_how_long_to_wait(adapter: Adapter) -> None:
    prepared = adapter.prepared(TEXT)
    adapter.proxy.script(adapter.visible, "429_before")
    sent = adapter.connector.publish(adapter.account, prepared)
    assert (sent.retry_after, sent.status) == (7.0, 429)


def test_a_server_that_is_not_there_has_accepted_nothing(adapter: Adapter) -> None:
    prepared = adapter.prepared(TEXT)
    gone = replace(adapter.account, server="http://127.0.0.1:9")
    sent = adapter.connector.publish(gone, prepared)
    assert (sent.outcome, sent.reason) == (Outcome.NOT_SENT, "network_down")


def test_too_long_is_refused_for_good(adapter: Adapter) -> None:
    limits = adapter.connector.limits(adapter.account)
    outgoing, now = adapter.shape("å" * (limits.max_length + 1), ()), datetime.now(UTC)
    assert "too_long" in {one.code for one in adapter.connector.check(outgoing, limits)}
    first = adapter.connector.prepare(adapter.account, outgoing, adapter.connector.key_for(now))
    uploaded = adapter.connector.upload(adapter.account, outgoing, first)
    sent = uploaded.failure
    if uploaded.prepared is not None:
        sent = adapter.connector.publish(adapter.account, uploaded.prepared)
    assert sent is not None
    assert sent.outcome is Outcome.REFUSED
    assert adapter.texts() == []


@pytest.mark.faults
@pytest.mark.parametrize("act", ["cut", "500_before", "html_before", "garble", "redirect_before"])
def test_asking_never_guesses(adapter: Adapter, act: str) -> None:
    prepared, since = adapter.prepared(TEXT), datetime.now(UTC)
    adapter.connector.publish(adapter.account, prepared)
    adapter.proxy.default = {adapter.asks: act}
    assert look(adapter, prepared, since) is Presence.UNSURE


def test_a_request_that_was_never_stored_cannot_be_found(adapter: Adapter) -> None:
    empty = Prepared(adapter.connector.key_for(datetime.now(UTC)), b"")
    adapter.connector.publish(adapter.account, adapter.prepared(TEXT))
    assert adapter.connector.settle(adapter.account, empty, datetime.now(UTC)).outcome is not Presence.LIVE


@pytest.mark.faults
def test_a_refusal_that_cannot_be_checked_proves_nothing(adapter: Adapter) -> None:
    prepared = adapter.prepared(TEXT)
    adapter.proxy.script(adapter.visible, "422_before")
    adapter.proxy.default = {adapter.asks: "500_before"}
    assert adapter.connector.publish(adapter.account, prepared).outcome is Outcome.UNKNOWN


@pytest.mark.faults
@pytest.mark.parametrize("act", ["cut", "500_before", "429_before", "garble", "redirect_before"])
def test_uploading_shows_nothing_and_may_be_repeated(adapter: Adapter, act: str) -> None:
    if not adapter.uploads:
        return
    adapter.proxy.default = {adapter.uploads: act}
    now = datetime.now(UTC)
    outgoing = adapter.shape(TEXT, (picture(),))
    first = adapter.connector.prepare(adapter.account, outgoing, adapter.connector.key_for(now))
    result = adapter.connector.upload(adapter.account, outgoing, first)
    assert result.prepared is None
    assert result.failure is not None
    assert result.failure.outcome is Outcome.NOT_SENT
    adapter.proxy.default = {}
    again = adapter.connector.upload(adapter.account, outgoing, first)
    assert again.prepared is not None
    assert adapter.texts() == []


@pytest.mark.faults
def test_deleting_is_done_once_and_may_be_repeated(adapter: Adapter) -> None:
    sent = adapter.connector.publish(adapter.account, adapter.prepared(TEXT))
    if not adapter.deletes:
        assert "delete" not in adapter.connector.limits(adapter.account).can
        assert adapter.connector.delete(adapter.account, sent.remote_id).outcome is Outcome.REFUSED
        return
    adapter.proxy.script(adapter.deletes, "cut", "cut")
    lost = adapter.connector.delete(adapter.account, sent.remote_id)
    assert lost.outcome in (Outcome.UNKNOWN, Outcome.NOT_SENT)
    assert adapter.connector.delete(adapter.account, sent.remote_id).done
    assert adapter.connector.delete(adapter.account, sent.remote_id).done
    assert adapter.texts() == []


def test_the_token_goes_to_no_other_server(adapter: Adapter) -> None:
    prepared = adapter.prepared(TEXT)
    with LostReply(adapter.proxy.target) as elsewhere:
        adapter.proxy.redirect_to = f"{elsewhere.url}/elsewhere"
        adapter.proxy.script(adapter.visible, "redirect_before")
        adapter.connector.publish(adapter.account, prepared)
        assert elsewhere.seen == []


def test_a_healthy_account_says_so(adapter: Adapter) -> None:
    health = adapter.connector.verify(adapter.account)
    assert health.ok, health
    assert health.limits is not None
    assert health.limits.max_length == adapter.connector.limits(adapter.account).max_length
    assert "delete" in adapter.connector.capabilities or "delete" not in health.limits.can


@pytest.mark.faults
@pytest.mark.parametrize(
    ("act", "reason"),
    [("cut", "lost_reply"), ("500_before", "server_error"), ("429_before", "rate_limited"), ("garble", "odd_answer")],
)
def test_a_server_in_trouble_is_not_a_broken_sign_in(adapter: Adapter, act: str, reason: str) -> None:
    adapter.proxy.default = {adapter.verifies: act}
    health = adapter.connector.verify(adapter.account)
    assert (health.ok, health.reason) == (False, reason)
