"""Two networks behind a proxy that loses replies, described the same way."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest
from PIL import Image

from tests.replicas.lost_reply import LostReply
from tests.replicas.mastodon import Mastodon
from tests.replicas.mastodon_shapes import ACCOUNT_ID
from tests.replicas.pds import connect
from wellspoken.cli.sandbox_server import Sandbox
from wellspoken.networks.contract import Account, Connector, Outgoing, Picture, Prepared
from wellspoken.networks.registry import connector


@dataclass
class Adapter:
    """One network as the contract tests see it."""

    connector: Connector
    account: Account
    proxy: LostReply
    visible: str
    texts: Callable[[], list[str]]
    made: list[Prepared] = field(default_factory=list)

    def prepared(self, text: str, *pictures: Picture) -> Prepared:
        """Prepare and upload a post, past the proxy's scripts."""
        now = datetime.now(UTC)
        outgoing = Outgoing(text, now, ("nb",), pictures)
        first = self.connector.prepare(self.account, outgoing, self.connector.key_for(now))
        result = self.connector.upload(self.account, outgoing, first)
        assert result.prepared is not None, result.failure
        return result.prepared


def picture(colour: str = "red", alt: str = "rød åker", size: tuple[int, int] = (60, 40)) -> Picture:
    """Return a small PNG."""
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "PNG")
    return Picture.from_bytes(file.getvalue(), "image/png", alt, size)


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
        visible = "POST /api/v1/statuses"
        yield Adapter(
            connector("mastodon"), account, proxy, visible, lambda: [one["content"] for one in replica.statuses]
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
        yield Adapter(connector("bluesky"), replace(home, server=proxy.url), proxy, "putRecord", texts)


@pytest.fixture(params=["mastodon", pytest.param("bluesky", marks=pytest.mark.pds)])
def adapter(request: pytest.FixtureRequest) -> Adapter:
    """Each network in turn."""
    return request.getfixturevalue(request.param)  # type: ignore[no-any-return]
