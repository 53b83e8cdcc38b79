"""Networks behind a proxy that loses replies, all described the same way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx2
import pytest
import stamina

from tests.networks.adapter import Adapter, picture
from tests.replicas.lost_reply import LostReply
from tests.replicas.mastodon import Mastodon
from tests.replicas.mastodon_shapes import ACCOUNT_ID
from tests.replicas.pds import connect
from wellspoken.cli.sandbox_server import Sandbox
from wellspoken.networks.contract import Account, Outcome, Presence
from wellspoken.networks.registry import connector

__all__ = ["Adapter", "picture"]

OTHERS = sorted(one.stem.removeprefix("adapters_") for one in Path(__file__).parent.glob("adapters_*.py"))
"""Networks whose adapter is described beside this file: ``adapters_<code>.py`` with a context manager ``adapter``."""


@pytest.fixture(autouse=True)
def _no_waiting() -> Iterator[None]:
    """Repeat invisible calls at once."""
    with stamina.set_testing(True, attempts=5, cap=True):
        yield


def records(server: str, did: str) -> list[dict[str, Any]]:
    """Return the posts of an account as its server shows them to anybody."""
    params = {"repo": did, "collection": "app.bsky.feed.post", "limit": "100"}
    found = httpx2.get(f"{server}/xrpc/com.atproto.repo.listRecords", params=params)
    return [dict(one) for one in found.json()["records"]]


@pytest.fixture
def replica() -> Iterator[Mastodon]:
    with Mastodon() as server:
        yield server


@pytest.fixture
def mastodon_account(replica: Mastodon) -> Account:
    secrets = {"access": replica.token(), "app_id": "app-id-value", "app_secret": "app-secret-value"}
    return Account("mastodon", replica.url, ACCOUNT_ID, "harbour@example.org", secrets, {"allow_private": True})


@pytest.fixture
def mastodon(replica: Mastodon, mastodon_account: Account) -> Iterator[Adapter]:
    with LostReply(replica.url) as proxy:
        account = replace(mastodon_account, server=proxy.url)
        yield Adapter(
            connector("mastodon"),
            account,
            proxy,
            "POST /api/v1/statuses",
            lambda: [one["content"] for one in replica.statuses],
            uploads="/api/v2/media",
            deletes="DELETE /api/v1/statuses",
            changes="PUT /api/v1/statuses/",
        )


@pytest.fixture(scope="session")
def home(pds: Sandbox) -> Account:
    """One account on the real server for the whole run: making one takes a second."""
    return connect(pds)


@pytest.fixture
def bluesky(pds: Sandbox, home: Account) -> Iterator[Adapter]:
    earlier = {one["uri"] for one in records(pds.url, home.remote_id)}

    def texts() -> list[str]:
        found = records(pds.url, home.remote_id)
        return [one["value"]["text"] for one in found if one["uri"] not in earlier]

    with LostReply(pds.url) as proxy:
        yield Adapter(
            connector("bluesky"),
            replace(home, server=proxy.url),
            proxy,
            "putRecord",
            texts,
            uploads="uploadBlob",
            deletes="deleteRecord",
            settles="A",
            seconds=1.5,
            expects={"401_before": (Outcome.NOT_SENT, "sign_in_renewed", 0, Presence.ABSENT)},
        )


@pytest.fixture(params=["mastodon", pytest.param("bluesky", marks=pytest.mark.pds), *OTHERS])
def adapter(request: pytest.FixtureRequest) -> Iterator[Adapter]:
    """Each network in turn."""
    if request.param not in OTHERS:
        yield request.getfixturevalue(request.param)
        return
    with import_module(f"tests.networks.adapters_{request.param}").adapter() as made:
        yield made
