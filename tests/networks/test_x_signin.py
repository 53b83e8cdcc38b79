"""X: connecting, renewing and ending the tokens."""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from xdk import Client
from xdk.media import models as media_models
from xdk.posts.models import CreateRequest

from tests.networks.adapter import picture
from tests.networks.adapters_x import CONNECTOR, NOW, account_of, say
from tests.replicas.lost_reply import LostReply
from tests.replicas.x import APP, USER, X
from wellspoken.networks import oauth2
from wellspoken.networks.contract import (
    Account,
    AppRegistration,
    Outcome,
    Prepared,
    SignInError,
)
from wellspoken.networks.x.connector import XConnector

BACK = "http://127.0.0.1:9999/oauth/x/callback/"


@pytest.fixture
def server() -> Iterator[X]:
    with X() as running:
        yield running
        assert running.odd == []


@pytest.fixture
def account(server: X) -> Account:
    return account_of(server, server.url)


def connect(server: X) -> Account:
    """Go through OAuth; the replica agrees at once."""
    app = AppRegistration(*APP)
    started = CONNECTOR.start(server.url, "", BACK, NOW, allow_private=True, app=app)
    found = parse_qs(urlsplit(httpx2.get(started.authorize_url).headers["location"]).query)
    return CONNECTOR.finish(started.pending, found["code"][0], "", found["state"][0], NOW)


def test_from_the_button_to_a_post_with_pictures(server: X) -> None:
    account = connect(server)
    assert (account.remote_id, account.handle, account.settings["name"]) == (
        USER["id"],
        "elmharbour",
        "Elm & Harbour Health",
    )
    assert not any(value in repr(account) for value in account.secrets.values())
    sent = CONNECTOR.publish(account, say(account, "To bilder", picture("red", "rød åker"), picture("blue", "")))
    assert sent.outcome is Outcome.LIVE
    assert sent.url == f"https://x.com/elmharbour/status/{sent.remote_id}"
    numbers = server.posts[0]["said"]["media"]["media_ids"]
    assert [server.media[one]["alt"] for one in numbers] == ["rød åker", ""]
    assert all(b"".join(server.media[one]["parts"]).startswith(b"\x89PNG") for one in numbers)


def test_nothing_secret_is_in_the_address(server: X) -> None:
    started = CONNECTOR.start("", "", BACK, NOW, app=AppRegistration(*APP))
    asked = parse_qs(urlsplit(started.authorize_url).query)
    assert started.authorize_url.startswith("https://x.com/i/oauth2/authorize?")
    assert APP[1] not in started.authorize_url
    assert asked["scope"] == ["tweet.read tweet.write users.read media.write offline.access"]
    assert asked["code_challenge_method"] == ["S256"]
    assert started.pending["verifier"] not in started.authorize_url


def test_what_the_answer_must_match(server: X) -> None:
    started = CONNECTOR.start(server.url, "", BACK, NOW, allow_private=True, app=AppRegistration(*APP))
    found = parse_qs(urlsplit(httpx2.get(started.authorize_url).headers["location"]).query)
    code, state = found["code"][0], found["state"][0]
    for pending, given, reason in (
        (started.pending, "x", "state_mismatch"),
        ({**started.pending, "verifier": "another"}, state, "denied"),
        ({**started.pending, "app_secret": "another"}, state, "denied"),
    ):
        with pytest.raises(SignInError) as caught:
            CONNECTOR.finish(pending, code, "", given, NOW)
        assert caught.value.reason == reason
    with pytest.raises(SignInError, match="app_missing"):
        CONNECTOR.start(server.url, "", BACK, NOW, allow_private=True)


def test_xs_own_client_is_content_with_the_replica() -> None:
    """What the replica answers is what X's client expects: a replica that is wrong would prove nothing."""
    with X(fields_name="post.fields") as server:
        client = Client(base_url=server.url, access_token=server.token()["access_token"])
        assert client.users.get_me().data.id == USER["id"]
        about = media_models.InitializeUploadRequest(
            media_type="image/png", media_category="tweet_image", total_bytes=4
        )
        number = client.media.initialize_upload(about).data.id
        part = media_models.AppendUploadRequest(media=base64.b64encode(b"\x89PNG").decode(), segment_index=0)
        client.media.append_upload(number, part)
        client.media.finalize_upload(number)
        made = client.posts.create(CreateRequest(text="Hei https://example.org", media={"media_ids": [number]}))
        asked = ["created_at", "entities", "attachments", "note_post"]
        start = f"{NOW - timedelta(hours=1):%Y-%m-%dT%H:%M:%SZ}"
        page = next(iter(client.users.get_posts(USER["id"], max_results=100, start_time=start, post_fields=asked)))
        assert [one.id for one in page.data] == [made.data.id]
        assert client.posts.get_by_ids([made.data.id], post_fields=["public_metrics"]).data[0].public_metrics
        assert client.posts.delete(made.data.id).data.deleted
        assert server.odd == []


def test_tokens_are_renewed_before_they_end_and_kept(server: X, account: Account) -> None:
    due = replace(account, secrets={**account.secrets, "expires_at": str(NOW.timestamp())})
    health = CONNECTOR.verify(due)
    assert health.ok
    assert health.new_secrets is not None
    assert health.new_secrets["refresh"] != account.secrets["refresh"]
    assert (health.new_secrets["app_id"], health.new_secrets["app_secret"]) == APP
    again = CONNECTOR.verify(due)
    assert (again.ok, again.reason) == (False, "sign_in_expired")


def test_an_empty_refresh_token_replaces_nothing(server: X, account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    given = server.token
    monkeypatch.setattr(server, "token", lambda: {**given(), "refresh_token": ""})
    due = replace(account, secrets={**account.secrets, "expires_at": str(NOW.timestamp())})
    health = CONNECTOR.verify(due)
    assert health.new_secrets is not None
    assert health.new_secrets["refresh"] == account.secrets["refresh"]
    assert health.new_secrets["access"] != account.secrets["access"]


def test_a_server_in_trouble_does_not_break_the_renewal(server: X, account: Account) -> None:
    due = {**account.secrets, "expires_at": str(NOW.timestamp())}
    with LostReply(server.url) as proxy:
        behind = replace(account, server=proxy.url, secrets=due)
        for act, reason in (("500_before", "server_error"), ("429_before", "rate_limited"), ("garble", "odd_answer")):
            proxy.script("/2/oauth2/token", act)
            sent = CONNECTOR.publish(behind, Prepared("k", b"{}"))
            assert (sent.outcome, sent.reason) == (Outcome.NOT_SENT, reason)
        assert proxy.times("POST /2/tweets") == 0


def test_disconnecting_ends_both_tokens(server: X, account: Account) -> None:
    prepared = say(account, "Kommer ikke ut")
    assert CONNECTOR.disconnect(account).done
    assert CONNECTOR.disconnect(account).done
    sent = CONNECTOR.publish(account, prepared)
    assert (sent.outcome, sent.reason) == (Outcome.BROKEN, "sign_in_expired")
    assert server.posts == []


def test_an_app_that_never_ends_its_tokens_is_not_renewed() -> None:
    assert not oauth2.due({"access": "a", "refresh": "b"}, NOW)
    assert not oauth2.due({"access": "a", "expires_at": str(NOW.timestamp())}, NOW)


@pytest.mark.faults
def test_a_renewal_that_hangs_does_not_hold_the_post(
    server: X, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(XConnector, "BEFORE_SECONDS", 0.3)
    due = {**account.secrets, "expires_at": str(NOW.timestamp())}
    with LostReply(server.url) as proxy:
        proxy.script("/2/oauth2/token", "hang")
        began = time.monotonic()
        sent = CONNECTOR.publish(replace(account, server=proxy.url, secrets=due), Prepared("k", b"{}"))
        assert time.monotonic() - began < 3
    assert (sent.outcome, sent.reason) == (Outcome.NOT_SENT, "lost_reply")
