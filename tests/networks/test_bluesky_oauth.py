"""OAuth from the authorize button to a post, against a real Bluesky server.

The person's part (the server's own sign-in and consent pages) is played by
making the calls those pages make.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from tests.networks.conftest import records
from wellspoken.cli.sandbox_server import Sandbox, SandboxAccount
from wellspoken.networks.bluesky.connector import BlueskyConnector
from wellspoken.networks.bluesky.oauth import SCOPE, client_metadata, loopback_client_id
from wellspoken.networks.contract import Account, Outcome, Outgoing, SignInError, Started

pytestmark = pytest.mark.pds
BACK = "http://127.0.0.1:9999/channels/back"
NAVIGATE = {"sec-fetch-mode": "navigate", "sec-fetch-dest": "document", "sec-fetch-site": "cross-site"}


@pytest.fixture(scope="module")
def person(pds: Sandbox) -> SandboxAccount:
    return pds.create_account("oauth-person")


def begin(pds: Sandbox, server: str = "") -> Started:
    client = loopback_client_id(BACK)
    return BlueskyConnector().start(server or pds.url, client, BACK, datetime.now(UTC), allow_private=True)


def consent(pds: Sandbox, person: SandboxAccount, authorize_url: str) -> dict[str, str]:
    """Sign in and agree; return what the server sends the browser back with."""
    api = f"{pds.url}/@atproto/oauth-provider/~api"
    with httpx2.Client(trust_env=False) as browser:
        browser.get(authorize_url, headers=NAVIGATE)
        headers = {
            "sec-fetch-mode": "same-origin",
            "sec-fetch-site": "same-origin",
            "origin": pds.url,
            "referer": authorize_url,
            "x-csrf-token": browser.cookies.get("csrf-token") or "",
            "cookie": "; ".join(f"{cookie.name}={cookie.value}" for cookie in browser.cookies.jar),
        }
        fields = {"locale": "en", "username": person.handle, "password": person.password, "remember": False}
        signed_in = browser.post(f"{api}/sign-in", json=fields, headers=headers)
        assert signed_in.status_code == 200, signed_in.text
        headers["authorization"] = f"Bearer {signed_in.json()['ephemeralToken']}"
        headers["cookie"] = "; ".join(f"{cookie.name}={cookie.value}" for cookie in browser.cookies.jar)
        agreed = browser.post(f"{api}/consent", json={"did": person.did, "scope": SCOPE}, headers=headers)
        assert agreed.status_code == 200, agreed.text
        back = browser.get(
            agreed.json()["url"], headers={**NAVIGATE, "sec-fetch-site": "same-origin"}, follow_redirects=False
        )
    found = parse_qs(urlsplit(back.headers.get("location") or agreed.json()["url"]).query)
    if "code" not in found:
        found = parse_qs(urlsplit(agreed.json()["url"]).query)
    return {name: values[0] for name, values in found.items()}


def finish(pending: Mapping[str, str], back: Mapping[str, str]) -> Account:
    return BlueskyConnector().finish(pending, back["code"], back["iss"], back["state"], datetime.now(UTC))


@pytest.fixture(scope="module")
def account(pds: Sandbox, person: SandboxAccount) -> Account:
    started = begin(pds)
    return finish(started.pending, consent(pds, person, started.authorize_url))


def post(account: Account, text: str, clock_hours: int = 0):  # type: ignore[no-untyped-def]
    bluesky = BlueskyConnector(clock=lambda: datetime.now(UTC) + timedelta(hours=clock_hours))
    now = datetime.now(UTC)
    outgoing = Outgoing(text, now)
    prepared = bluesky.prepare(account, outgoing, bluesky.key_for(now))
    uploaded = bluesky.upload(account, outgoing, prepared)
    assert uploaded.prepared is not None, uploaded.failure
    return bluesky.publish(account.with_secrets(uploaded.new_secrets), uploaded.prepared)


def test_from_the_button_to_a_post(account: Account, person: SandboxAccount, pds: Sandbox) -> None:
    assert (account.remote_id, account.handle, account.server) == (person.did, person.handle, pds.url)
    assert post(account, "Med OAuth").outcome is Outcome.LIVE
    assert "Med OAuth" in [one["value"]["text"] for one in records(pds.url, person.did)]
    health = BlueskyConnector().verify(account)
    assert (health.ok, health.handle) == (True, person.handle)


def test_a_stolen_token_is_useless_without_the_key(account: Account) -> None:
    stolen = {**account.secrets, "kind": "password"}
    answer = httpx2.post(
        f"{account.server}/xrpc/com.atproto.repo.createRecord",
        headers={"Authorization": f"DPoP {account.secrets['access']}"},
        json={},
    )
    assert answer.status_code in (400, 401)
    assert post(account.with_secrets(stolen), "Stjålet").outcome is Outcome.BROKEN


def test_nothing_secret_is_shown(account: Account) -> None:
    shown = repr(account)
    assert not [name for name, value in account.secrets.items() if len(value) > 20 and value in shown]


def test_the_answer_must_be_for_this_sign_in(pds: Sandbox, person: SandboxAccount) -> None:
    started = begin(pds)
    back = consent(pds, person, started.authorize_url)
    for wrong, reason in (({"state": "x"}, "state_mismatch"), ({"iss": "https://example.org"}, "issuer_mismatch")):
        with pytest.raises(SignInError) as caught:
            finish(started.pending, {**back, **wrong})
        assert caught.value.reason == reason
    with pytest.raises(SignInError) as caught:
        finish({**started.pending, "verifier": "another"}, back)
    assert caught.value.reason == "denied"


def test_tokens_for_another_account_are_refused(pds: Sandbox, person: SandboxAccount) -> None:
    started = begin(pds)
    back = consent(pds, person, started.authorize_url)
    with pytest.raises(SignInError) as caught:
        finish({**started.pending, "did": "did:plc:somebodyelse"}, back)
    assert caught.value.reason == "issuer_mismatch"


def test_renewing_replaces_both_tokens_and_revoking_ends_them(pds: Sandbox, person: SandboxAccount) -> None:
    started = begin(pds)
    account = finish(started.pending, consent(pds, person, started.authorize_url))
    due = account.with_secrets({**account.secrets, "expires_at": "0"})
    sent = post(due, "Fornyet først")
    assert sent.outcome is Outcome.LIVE
    health = BlueskyConnector().verify(due)
    assert not health.ok, "an old refresh token must be dead"
    started = begin(pds)
    account = finish(started.pending, consent(pds, person, started.authorize_url))
    assert BlueskyConnector().disconnect(account).done
    assert BlueskyConnector().disconnect(account).done
    ended = post(account, "Etter tilbakekalling")
    assert (ended.outcome, ended.reason) == (Outcome.BROKEN, "sign_in_expired")


@pytest.mark.parametrize(
    "server", ["http://127.0.0.1:9", "http://169.254.169.254", "ftp://example.org", "http://a@b", ""]
)
def test_what_is_not_a_server_is_refused_in_words(server: str) -> None:
    with pytest.raises(SignInError) as caught:
        BlueskyConnector().start(server, loopback_client_id(BACK), BACK, datetime.now(UTC), allow_private=True)
    assert caught.value.reason in ("network_down", "address_refused", "not_this_network")


def test_the_metadata_names_itself() -> None:
    address = "https://social.example.org/oauth/client.json"
    made = client_metadata(address, "Wellspoken", "https://social.example.org", "https://social.example.org/back")
    assert made["client_id"] == address
    assert made["dpop_bound_access_tokens"] is True
    assert made["redirect_uris"] == ["https://social.example.org/back"]


def test_an_account_of_another_server_never_gets_this_token(account: Account) -> None:
    moved = replace(account, server="http://127.0.0.1:9")
    assert post_fails(moved)


def post_fails(account: Account) -> bool:
    sent = BlueskyConnector().delete(account, f"at://{account.remote_id}/app.bsky.feed.post/3aaaaaaaaaaa2")
    return sent.outcome is Outcome.NOT_SENT
