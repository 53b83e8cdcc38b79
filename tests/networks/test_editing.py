"""Changing a visible post, on every network that can: once, honestly, and asked about when the answer is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest

from tests.networks.adapter import Adapter, picture
from wellspoken.networks.contract import Account, Editing, Outcome, Prepared, Presence
from wellspoken.networks.registry import CONNECTORS, connector

BEFORE, AFTER = "Åpent til 20 i morgen #Vaksine", "Åpent til 19 i morgen, ikke 20 💉 #Vaksine"
EDITING = ("mastodon", "facebook", "facebook_film", "google_business", "linkedin", "linkedin_member", "telegram")
EDITING += ("webhook", "youtube")
TAKES_EFFECT = ("cut", "500_after", "garble", "redirect_after")


@pytest.fixture
def editing(adapter: Adapter) -> Adapter:
    return adapter


on_each = pytest.mark.parametrize("adapter", EDITING, indirect=True)


def published(adapter: Adapter) -> str:
    with_picture = () if not adapter.connector.limits(adapter.account).max_pictures else (picture(),)
    sent = adapter.connector.publish(adapter.account, adapter.prepared(BEFORE, *with_picture))
    assert sent.done, sent
    return sent.remote_id


def corrected(adapter: Adapter, text: str = AFTER) -> Prepared:
    pictures = () if not adapter.connector.limits(adapter.account).max_pictures else (picture(),)
    return adapter.connector.prepare(adapter.account, adapter.shape(text, pictures), "correction")


def can(adapter: Adapter) -> Editing:
    return cast(Editing, adapter.connector)


@pytest.mark.parametrize("code", sorted(CONNECTORS))
def test_what_can_be_changed_is_named_alike_everywhere(code: str) -> None:
    found = connector(code)
    can_edit = "edit" in found.capabilities
    assert ("edit" in found.limits(Account(code, "", "", "")).can) == can_edit
    assert hasattr(found, "edit") == hasattr(found, "says") == can_edit
    assert can_edit == (code == "newsroom" or any(one.startswith(code) for one in EDITING))


@on_each
def test_words_are_changed_in_place(editing: Adapter) -> None:
    number = published(editing)
    better = corrected(editing)
    sent = can(editing).edit(editing.account, number, better)
    assert (sent.outcome, sent.remote_id) == (Outcome.LIVE, number), sent
    assert len(editing.texts()) == 1
    found = can(editing).says(editing.account, number, better)
    assert found.outcome is (Presence.UNSURE if editing.edited_blindly else Presence.LIVE)


@on_each
@pytest.mark.faults
@pytest.mark.parametrize("act", [*TAKES_EFFECT, "cut_before", "500_before"])
def test_a_lost_answer_is_found_out_by_asking(editing: Adapter, act: str) -> None:
    number, better = published(editing), corrected(editing)
    editing.proxy.script(editing.changes, act)
    before = editing.proxy.times(editing.changes)
    sent = can(editing).edit(editing.account, number, better)
    content = act != "garble" or editing.connector.code != "webhook"  # a receiver says yes with its status alone
    assert sent.outcome is (Outcome.UNKNOWN if content else Outcome.LIVE), sent
    assert editing.proxy.times(editing.changes) == before + 1
    found = can(editing).says(editing.account, number, better).outcome
    there = Presence.LIVE if act in TAKES_EFFECT else Presence.ABSENT
    assert found is (Presence.UNSURE if editing.edited_blindly else there)
    assert can(editing).edit(editing.account, number, better).done
    assert len(editing.texts()) == 1


@on_each
@pytest.mark.faults
def test_being_told_to_wait_changes_nothing(editing: Adapter) -> None:
    number, better = published(editing), corrected(editing)
    editing.proxy.script(editing.changes, "429_before", "429_before")
    sent = can(editing).edit(editing.account, number, better)
    assert (sent.outcome, sent.reason) == (Outcome.NOT_SENT, "rate_limited")


@on_each
@pytest.mark.faults
@pytest.mark.parametrize("act", ["cut", "500_before", "garble", "redirect_before"])
def test_asking_never_guesses(editing: Adapter, act: str) -> None:
    number, better = published(editing), corrected(editing)
    can(editing).edit(editing.account, number, better)
    editing.proxy.default = {"GET /": act}
    assert can(editing).says(editing.account, number, better).outcome is Presence.UNSURE


@on_each
def test_what_is_not_there_is_not_changed(editing: Adapter) -> None:
    number, better = published(editing), corrected(editing)
    editing.connector.delete(editing.account, number)
    sent = can(editing).edit(editing.account, number, better)
    assert sent.outcome is Outcome.REFUSED, sent
    assert can(editing).says(editing.account, number, better).outcome is not Presence.LIVE
    assert editing.texts() == []


@on_each
def test_what_was_never_prepared_is_refused(editing: Adapter) -> None:
    number = published(editing)
    assert can(editing).edit(editing.account, number, Prepared("key", b"7")).outcome is Outcome.REFUSED


@on_each
def test_a_server_that_is_not_there_has_changed_nothing(editing: Adapter) -> None:
    number, better = published(editing), corrected(editing)
    gone = replace(editing.account, server="http://127.0.0.1:9")
    sent = can(editing).edit(gone, number, better)
    assert (sent.outcome, sent.reason) == (Outcome.NOT_SENT, "network_down")
