"""Pinterest: boards to choose among, pins with pictures, finding a pin again; judged by Pinterest's own models."""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from tests.networks.adapter import picture
from tests.networks.adapters_pinterest import account_of
from tests.replicas.lost_reply import LostReply
from tests.replicas.pinterest import APP, BOARD, KNOWN, Pinterest
from wellspoken.networks.contract import (
    Account,
    AppRegistration,
    Choice,
    Outcome,
    Outgoing,
    Picture,
    Prepared,
    Presence,
    SignInError,
)
from wellspoken.networks.pinterest.connector import PinterestConnector
from wellspoken.networks.pinterest.text import LIMITS, LINK

BACK = "http://127.0.0.1:9999/oauth/pinterest/callback/"
NOW = datetime.now(UTC)
CONNECTOR = PinterestConnector()


@pytest.fixture
def server() -> Iterator[Pinterest]:
    with Pinterest() as running:
        yield running
        assert running.odd == []


@pytest.fixture
def account(server: Pinterest) -> Account:
    return account_of(server, server.url)


def say(account: Account, text: str, *pictures: Picture, **more: object) -> Prepared:
    outgoing = Outgoing(text, datetime.now(UTC), ("nb",), pictures or (picture(),), **more)  # type: ignore[arg-type]
    result = CONNECTOR.upload(account, outgoing, CONNECTOR.prepare(account, outgoing, CONNECTOR.key_for(NOW)))
    assert result.prepared is not None
    return Prepared.from_json(result.prepared.to_json())


def connect(server: Pinterest) -> Account | Choice:
    """Go through OAuth; the replica agrees at once."""
    started = CONNECTOR.start(server.url, "", BACK, NOW, allow_private=True, app=AppRegistration(*APP))
    found = parse_qs(urlsplit(httpx2.get(started.authorize_url).headers["location"]).query)
    return CONNECTOR.finish(started.pending, found["code"][0], "", found["state"][0], NOW)


def test_from_the_button_to_a_pin(server: Pinterest) -> None:
    account = connect(server)
    assert isinstance(account, Account)
    assert (account.remote_id, account.handle, account.settings["name"]) == (BOARD, "elmharbour/Vaksiner", "Vaksiner")
    link = "https://example.org/vaksiner"
    sent = CONNECTOR.publish(
        account, say(account, "Om vaksiner", picture("red", "rød åker"), title="Uke 47", link=link)
    )
    assert (sent.outcome, sent.url) == (Outcome.LIVE, f"https://www.pinterest.com/pin/{sent.remote_id}/")
    pin = server.pins[0]
    assert (pin["title"], pin["description"], pin["link"], pin["alt_text"]) == (
        "Uke 47",
        "Om vaksiner",
        link,
        "rød åker",
    )
    assert base64.b64decode(pin["media_source"]["data"]).startswith(b"\x89PNG")


def test_several_pictures_are_one_pin_with_one_description(server: Pinterest, account: Account) -> None:
    CONNECTOR.publish(
        account, say(account, "Tre", picture("red", "rød"), picture("blue", ""), picture("green", "grønn"))
    )
    assert len(server.pins[0]["media_source"]["items"]) == 3
    assert server.pins[0]["alt_text"] == "rød · grønn"


def test_a_board_is_chosen_and_secret_ones_are_not_offered(server: Pinterest) -> None:
    server.boards += [
        {"id": "2", "name": "Hygiene", "privacy": "PUBLIC"},
        {"id": "3", "name": "x", "privacy": "SECRET"},
    ]
    server.boards += [{"id": str(number), "name": f"b{number}", "privacy": "PUBLIC"} for number in range(10, 310)]
    found = connect(server)
    assert isinstance(found, Choice)
    assert len(found.accounts) == 302
    assert [one.settings["name"] for one in found.accounts[:2]] == ["Vaksiner", "Hygiene"]
    server.boards.clear()
    with pytest.raises(SignInError, match="not_found"):
        connect(server)


def test_what_the_answer_must_match(server: Pinterest) -> None:
    started = CONNECTOR.start(server.url, "", BACK, NOW, allow_private=True, app=AppRegistration(*APP))
    assert APP[1] not in started.authorize_url
    for pending, state, reason in (
        (started.pending, "x", "state_mismatch"),
        ({**started.pending, "app_secret": "another"}, started.pending["state"], "denied"),
    ):
        with pytest.raises(SignInError) as caught:
            CONNECTOR.finish(pending, "code", "", state, NOW)
        assert caught.value.reason == reason


@pytest.mark.faults
@pytest.mark.parametrize("newest_first", [True, False])
def test_a_pin_is_found_behind_many_others(server: Pinterest, account: Account, newest_first: bool) -> None:
    server.newest_first = newest_first
    old = "2026-01-01T00:00:00"
    for number in range(600):
        server.pins.append({"id": str(number), "board_id": BOARD, "description": "Om vaksiner", "created_at": old})
    with LostReply(server.url) as proxy:
        behind = replace(account, server=proxy.url)
        prepared = say(behind, "Om vaksiner")
        assert CONNECTOR.settle(behind, prepared, NOW).outcome is Presence.ABSENT
        proxy.script("POST /v5/pins", "cut")
        assert CONNECTOR.publish(behind, prepared).outcome is Outcome.UNKNOWN
        found = CONNECTOR.settle(behind, prepared, NOW)
    assert (found.outcome, found.remote_id) == (Presence.LIVE, server.pins[-1]["id"])


def test_a_board_that_is_too_long_proves_nothing(server: Pinterest, account: Account) -> None:
    old = "2026-01-01T00:00:00"
    server.pins += [{"id": str(one), "board_id": BOARD, "description": "x", "created_at": old} for one in range(2100)]
    assert CONNECTOR.settle(account, say(account, "Hei"), NOW).outcome is Presence.UNSURE


@pytest.mark.faults
def test_twenty_pins_through_lost_answers_are_twenty_pins(server: Pinterest, account: Account) -> None:
    with LostReply(server.url) as proxy:
        behind = replace(account, server=proxy.url)
        proxy.script("POST /v5/pins", *(["cut", "pass", "500_after", "garble", "redirect_after"] * 4))
        for number in range(20):
            prepared, since = say(behind, f"Melding {number}"), datetime.now(UTC)
            if CONNECTOR.publish(behind, prepared).outcome is Outcome.UNKNOWN:
                assert CONNECTOR.settle(behind, prepared, since).outcome is Presence.LIVE
    assert len(server.pins) == 20


def test_a_board_that_is_gone_breaks_the_channel(server: Pinterest, account: Account) -> None:
    prepared = say(account, "Hei")
    server.boards.clear()
    sent = CONNECTOR.publish(account, prepared)
    assert (sent.outcome, sent.reason) == (Outcome.BROKEN, "not_allowed")
    assert (CONNECTOR.verify(account).ok, CONNECTOR.verify(account).reason) == (False, "not_allowed")


def test_tokens_are_renewed_and_the_end_is_known(server: Pinterest, account: Account) -> None:
    due = replace(account, secrets={**account.secrets, "expires_at": str(NOW.timestamp())})
    health = CONNECTOR.verify(due)
    assert health.ok
    assert health.new_secrets is not None
    assert health.expires_at is not None
    assert timedelta(days=59) < health.expires_at - NOW < timedelta(days=61)
    server.refreshes.clear()
    assert CONNECTOR.verify(due).reason == "sign_in_expired"


def test_the_limits_are_those_of_the_models() -> None:
    limits = KNOWN["pin_create"]["limits"]
    assert LIMITS.max_length == limits["description"]["max_length"]
    assert LIMITS.max_title == limits["title"]["max_length"]
    assert LIMITS.alt_length == limits["alt_text"]["max_length"]
    assert limits["link"]["max_length"] == LINK
    assert LIMITS.max_pictures == KNOWN["pin_media_source_images_base64"]["limits"]["items"]["max_items"]
    assert set(LIMITS.picture_types) == set(KNOWN["pin_media_source_image_base64"]["values"]["content_type"])


@pytest.mark.parametrize(
    ("outgoing", "codes"),
    [
        (Outgoing("Hei", NOW, ("nb",), (picture(),)), []),
        (Outgoing("Hei", NOW, ("nb",)), ["needs_picture"]),
        (Outgoing("x" * 801, NOW, ("nb",), (picture(),)), ["too_long"]),
        (Outgoing("Hei", NOW, ("nb",), (picture(),), title="x" * 101), ["title_too_long"]),
        (Outgoing("Hei", NOW, ("nb",), (picture(alt="x" * 300),) * 2), ["alts_too_long"]),
        (Outgoing("Hei", NOW, ("nb",), (picture(),) * 6), ["too_many_pictures"]),
        (Outgoing("Hei", NOW, ("nb",), (picture(),), "https://e.no/" + "x" * 2048), ["link_too_long"]),
        (Outgoing("Hei", NOW, ("nb",), (picture(),), first_comment="to"), ["cannot"]),
    ],
)
def test_what_does_not_fit(outgoing: Outgoing, codes: list[str]) -> None:
    assert [one.code for one in CONNECTOR.check(outgoing, LIMITS)] == codes


@pytest.mark.faults
def test_a_renewal_that_hangs_does_not_hold_the_post(
    server: Pinterest, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PinterestConnector, "BEFORE_SECONDS", 0.3)
    due = {**account.secrets, "expires_at": str(NOW.timestamp())}
    with LostReply(server.url) as proxy:
        proxy.script("/v5/oauth/token", "hang")
        began = time.monotonic()
        sent = CONNECTOR.publish(replace(account, server=proxy.url, secrets=due), Prepared("k", b"{}"))
        assert time.monotonic() - began < 3
    assert (sent.outcome, sent.reason) == (Outcome.NOT_SENT, "lost_reply")
