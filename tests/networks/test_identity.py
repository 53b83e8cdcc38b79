"""From a handle to its server, against a real directory and a real server."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.replicas.serving import Quiet, Served
from wellspoken.cli.sandbox_server import Sandbox
from wellspoken.networks import addresses
from wellspoken.networks.bluesky.connector import BlueskyConnector
from wellspoken.networks.bluesky.identity import Directory, pds_of
from wellspoken.networks.bluesky.oauth import loopback_client_id
from wellspoken.networks.contract import Account, SignInError

BACK = "http://127.0.0.1:9999/back"


@pytest.fixture
def directory(pds: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Directory:
    """The sandbox's own directory; names that end in .test lead nowhere."""
    really = addresses._lookup

    def lookup(host: str, port: int, seconds: float) -> list[str]:
        if host.endswith(".test"):
            raise OSError("no such name")
        return really(host, port, seconds)

    monkeypatch.setattr(addresses, "_lookup", lookup)
    plc = f"http://localhost:{int(pds.url.rpartition(':')[2]) + 1}"
    return Directory(allow_private=True, plc=plc, handles=pds.url)


@pytest.mark.pds
def test_a_handle_leads_to_its_server(directory: Directory, home: Account, pds: Sandbox) -> None:
    who = directory.of_did(directory.did_of(home.handle), home.handle)
    assert (who.did, who.handle, who.server) == (home.remote_id, home.handle, pds.url)


@pytest.mark.pds
def test_a_handle_the_account_does_not_claim_is_refused(directory: Directory, home: Account) -> None:
    with pytest.raises(SignInError, match="does not claim"):
        directory.of_did(home.remote_id, "ministry.test")


@pytest.mark.pds
@pytest.mark.parametrize("typed", ["@{handle}", "{handle}", "{did}", "{server}"])
def test_a_sign_in_can_start_from_what_people_type(
    directory: Directory, home: Account, pds: Sandbox, typed: str
) -> None:
    text = typed.format(handle=home.handle, did=home.remote_id, server=pds.url)
    bluesky = BlueskyConnector(directory=directory)
    started = bluesky.start(text, loopback_client_id(BACK), BACK, datetime.now(UTC), allow_private=True)
    assert started.authorize_url.startswith(f"{pds.url}/oauth/authorize?")
    assert started.pending["did"] == ("" if text == pds.url else home.remote_id)
    assert started.pending["server"] == pds.url


@pytest.mark.pds
def test_an_app_password_works_with_the_handle_alone(directory: Directory, pds: Sandbox) -> None:
    made = pds.create_account("alone")
    account = BlueskyConnector(directory=directory).sign_in(
        "", f"@{made.handle}", made.app_password, allow_private=True
    )
    assert (account.server, account.remote_id) == (pds.url, made.did)


@pytest.mark.pds
@pytest.mark.parametrize("handle", ["nobody-at-all.test", "not a handle", "a", "x..test", ""])
def test_a_handle_nobody_has_is_not_found(directory: Directory, handle: str) -> None:
    with pytest.raises(SignInError) as caught:
        directory.did_of(handle)
    assert caught.value.reason == "not_found"


@pytest.mark.parametrize("did", ["did:key:z6Mk", "did:plc:../../x", "nonsense"])
def test_unknown_kinds_of_account_names_are_refused(did: str) -> None:
    with Served(Quiet) as nothing, pytest.raises(SignInError):
        Directory(allow_private=True, plc=nothing.url, handles=nothing.url).of_did(did)


@pytest.mark.parametrize(
    "document",
    [{}, {"service": {}}, {"service": ["x", {"id": "#other", "serviceEndpoint": "https://example.org"}]}],
)
def test_a_document_without_a_server_names_none(document: dict) -> None:  # type: ignore[type-arg]
    assert pds_of(document) == ""
