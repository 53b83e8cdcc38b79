"""Bluesky's connector against a real Bluesky server."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from tests.networks.conftest import Adapter, picture, records
from tests.replicas.lost_reply import LostReply
from tests.replicas.pds import connect
from wellspoken.cli.sandbox_server import Sandbox
from wellspoken.networks.bluesky.connector import BlueskyConnector
from wellspoken.networks.contract import Account, Outcome, Outgoing, Prepared, Presence, SignInError
from wellspoken.networks.registry import connector

pytestmark = pytest.mark.pds


def say(account: Account, text: str, **parts: object) -> tuple[Prepared, Outgoing]:
    bluesky, now = connector("bluesky"), datetime.now(UTC)
    outgoing = Outgoing(text, now, **parts)  # type: ignore[arg-type]
    first = bluesky.prepare(account, outgoing, bluesky.key_for(now))
    result = bluesky.upload(account, outgoing, first)
    assert result.prepared is not None, result.failure
    return result.prepared, outgoing


def read_back(account: Account, prepared: Prepared) -> dict:  # type: ignore[type-arg]
    params = {"repo": account.remote_id, "collection": "app.bsky.feed.post", "rkey": prepared.key}
    return dict(httpx2.get(f"{account.server}/xrpc/com.atproto.repo.getRecord", params=params).json()["value"])


def test_four_pictures_with_their_descriptions(home: Account) -> None:
    alts = ["Rød åker 🌾", "Klinik di Yogyakarta, dengan perawat", "", "A «quoted» description"]
    pictures = tuple(picture(colour, alt) for colour, alt in zip(["red", "blue", "green", "white"], alts, strict=True))
    prepared, outgoing = say(home, "Fire bilder", pictures=pictures, lang=("nb", "id"))
    assert connector("bluesky").publish(home, prepared).outcome is Outcome.LIVE
    record = read_back(home, prepared)
    images = record["embed"]["images"]
    assert [one["alt"] for one in images] == alts
    assert all(one["aspectRatio"] == {"width": 60, "height": 40} for one in images)
    assert record["langs"] == ["nb", "id"]
    for image, sent in zip(images, outgoing.pictures, strict=True):
        params = {"did": home.remote_id, "cid": image["image"]["ref"]["$link"]}
        blob = httpx2.get(f"{home.server}/xrpc/com.atproto.sync.getBlob", params=params)
        assert blob.content == sent.load()


def test_links_mentions_and_tags_point_at_their_bytes(home: Account) -> None:
    who = home.handle
    text = f"👩🏽‍⚕️ Ærlig: @{who} og @ingen.test, les https://example.org/å_(b)?x=1. Vaksin #VaksinØ, helse.no #2026 🇳🇴"
    prepared, _ = say(home, text)
    assert connector("bluesky").publish(home, prepared).outcome is Outcome.LIVE
    record, found = read_back(home, prepared), {}
    for facet in record["facets"]:
        start, end = facet["index"]["byteStart"], facet["index"]["byteEnd"]
        found[record["text"].encode()[start:end].decode()] = facet["features"][0]
    assert record["text"] == text
    assert found[f"@{home.handle}"]["did"] == home.remote_id
    assert "@ingen.test" not in found
    assert found["https://example.org/å_(b)?x=1"]["uri"] == "https://example.org/å_(b)?x=1"
    assert found["#VaksinØ"]["tag"] == "VaksinØ"
    assert found["helse.no"]["uri"] == "https://helse.no"
    assert "#2026" not in found
    assert len(found) == 4


@pytest.mark.parametrize("sign", ["å", "👩🏽‍⚕️", "🇳🇴", "é", "한", "ก็"])
def test_the_server_counts_as_we_count(home: Account, sign: str) -> None:
    bluesky = connector("bluesky")
    most = min(300, 3000 // len(sign.encode()))
    limits = bluesky.limits(home)
    fits, over = sign * most, sign * (most + 1)
    assert not bluesky.measure(fits, limits).over
    assert bluesky.measure(over, limits).over
    assert bluesky.publish(home, say(home, fits)[0]).outcome is Outcome.LIVE
    refused = bluesky.publish(home, say(home, over)[0])
    assert (refused.outcome, refused.reason) == (Outcome.REFUSED, "too_long")


def test_the_same_request_twice_is_one_post(home: Account) -> None:
    bluesky, earlier = connector("bluesky"), len(records(home.server, home.remote_id))
    prepared, _ = say(home, "Bare én gang")
    first, second = bluesky.publish(home, prepared), bluesky.publish(home, prepared)
    assert first.done
    assert second.done
    assert first.remote_id == second.remote_id
    assert "commit" in json.loads(first.raw.partition("\n")[2])
    assert "commit" not in json.loads(second.raw.partition("\n")[2])
    assert len(records(home.server, home.remote_id)) == earlier + 1


def test_a_key_that_holds_other_words_is_never_overwritten(home: Account) -> None:
    bluesky = connector("bluesky")
    prepared, _ = say(home, "Første ord")
    bluesky.publish(home, prepared)
    other = replace(prepared, body=prepared.body.replace("Første".encode(), b"Andre"))
    sent = bluesky.publish(home, other)
    assert (sent.outcome, sent.reason) == (Outcome.REFUSED, "conflict")
    assert read_back(home, prepared)["text"] == "Første ord"
    assert bluesky.settle(home, other, datetime.now(UTC)).outcome is Presence.UNSURE


@pytest.mark.faults
def test_twenty_posts_through_lost_replies_are_twenty_posts(pds: Sandbox) -> None:
    account, bluesky = connect(pds), connector("bluesky")
    endings = ["cut", "500_after", "garble", "cut_before", "html_after", "pass", "400_after", "500_before"]
    with LostReply(pds.url) as proxy:
        through = replace(account, server=proxy.url)
        for number in range(20):
            prepared, _ = say(through, f"Post nummer {number}")
            proxy.script("putRecord", endings[number % len(endings)])
            since = datetime.now(UTC)
            sent = bluesky.publish(through, prepared)
            while not sent.done:
                assert sent.outcome is Outcome.UNKNOWN
                if bluesky.settle(through, prepared, since).outcome is Presence.LIVE:
                    break
                sent = bluesky.publish(through, prepared)
    texts = [one["value"]["text"] for one in records(pds.url, account.remote_id)]
    assert sorted(texts) == sorted(f"Post nummer {number}" for number in range(20))


def test_an_expired_token_is_renewed_before_the_call(pds: Sandbox) -> None:
    account = connect(pds)
    later = BlueskyConnector(clock=lambda: datetime.now(UTC) + timedelta(hours=3))
    prepared, _ = say(account, "Etter tre timer")
    sent = later.publish(account, prepared)
    assert sent.outcome is Outcome.LIVE
    assert sent.new_secrets is not None
    renewed = account.with_secrets(sent.new_secrets)
    assert connector("bluesky").verify(renewed).ok


def test_a_refused_token_is_renewed_and_nothing_was_sent(pds: Sandbox) -> None:
    account = connect(pds)
    prepared, _ = say(account, "Ikke sendt ennå")
    stale = account.with_secrets({**account.secrets, "access": "not-a-token-at-all"})
    sent = connector("bluesky").publish(stale, prepared)
    assert (sent.outcome, sent.reason) == (Outcome.NOT_SENT, "sign_in_renewed")
    assert records(pds.url, account.remote_id) == []
    again = connector("bluesky").publish(stale.with_secrets(sent.new_secrets), prepared)
    assert again.outcome is Outcome.LIVE


def test_a_revoked_app_password_breaks_the_sign_in(pds: Sandbox) -> None:
    account = connect(pds)
    prepared, _ = say(account, "Kommer aldri ut")
    assert connector("bluesky").disconnect(account).done  # type: ignore[attr-defined]
    later = BlueskyConnector(clock=lambda: datetime.now(UTC) + timedelta(hours=3))
    sent = later.publish(account, prepared)
    assert (sent.outcome, sent.reason) == (Outcome.BROKEN, "sign_in_expired")
    assert not later.verify(account).ok
    assert records(pds.url, account.remote_id) == []


@pytest.mark.parametrize(
    ("handle", "password", "reason"),
    [("{handle}", "wrong-wrong-wrong", "sign_in_wrong"), ("nobody.test", "wrong", "sign_in_wrong")],
)
def test_a_wrong_password_says_so(pds: Sandbox, home: Account, handle: str, password: str, reason: str) -> None:
    with pytest.raises(SignInError) as caught:
        BlueskyConnector().sign_in(pds.url, handle.format(handle=home.handle), password, allow_private=True)
    assert caught.value.reason == reason


def test_a_server_on_this_machine_needs_permission(pds: Sandbox) -> None:
    for server in (pds.url, pds.url.replace("http", "https")):
        with pytest.raises(SignInError) as caught:
            BlueskyConnector().sign_in(server, "x.test", "y")
        assert caught.value.reason == "address_refused"


def test_pictures_the_server_has_thrown_away_are_uploaded_again(home: Account) -> None:
    prepared, _ = say(home, "Borte", pictures=(picture("purple"),))
    known = json.loads(prepared.handles["blob:0"])["ref"]["$link"]
    gone = replace(
        prepared,
        body=prepared.body.replace(known.encode(), b"bafkreih4dvpkzmpfcqy7gmqdr5o5ry6mq2vpxpvvmyb7tpcnyhrvcmxdma"),
    )
    sent = connector("bluesky").publish(home, gone)
    assert (sent.outcome, sent.reason) == (Outcome.NOT_SENT, "upload_again"), sent.raw


def test_deleting_withdraws_and_repeats(bluesky: Adapter) -> None:
    sent = bluesky.connector.publish(bluesky.account, bluesky.prepared("Trekkes tilbake"))
    assert bluesky.connector.delete(bluesky.account, sent.remote_id).done
    assert bluesky.connector.delete(bluesky.account, sent.remote_id).done
    assert bluesky.texts() == []
    other = bluesky.connector.delete(bluesky.account, "at://did:plc:other/app.bsky.actor.profile/self")
    assert other.outcome is Outcome.REFUSED


def test_a_link_becomes_a_card_when_there_is_no_picture(home: Account) -> None:
    prepared, _ = say(home, "Les mer", link="https://example.org/vaksine", title="Vaksine")
    assert connector("bluesky").publish(home, prepared).done
    assert read_back(home, prepared)["embed"]["external"]["uri"] == "https://example.org/vaksine"
