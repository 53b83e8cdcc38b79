"""X for the contract suite: a timeline that can be read, and words that may not be repeated."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from tests.networks.adapter import Adapter
from tests.replicas.lost_reply import LostReply
from tests.replicas.x import APP, USER, X
from wellspoken.networks.contract import Account, Outcome, Outgoing, Picture, Prepared, Presence
from wellspoken.networks.x.connector import XConnector

CONNECTOR, NOW = XConnector(), datetime.now(UTC)


def account_of(server: X, url: str) -> Account:
    """Return a connected account whose server is called at ``url``."""
    token = server.token()
    kept = {"access": token["access_token"], "refresh": token["refresh_token"]}
    kept |= {"app_id": APP[0], "app_secret": APP[1]}
    return Account("x", url, USER["id"], USER["username"], kept, {"allow_private": True})


@contextmanager
def adapter() -> Iterator[Adapter]:
    """Yield the adapter behind its proxy."""
    with X() as server, LostReply(server.url) as proxy:
        for status in (400, 401, 422):
            proxy.errors[status] = {"title": "Invalid Request", "detail": "as the test wants it", "status": status}
        yield Adapter(
            XConnector(),
            account_of(server, proxy.url),
            proxy,
            "POST /2/tweets",
            lambda: [one["said"].get("text", "") for one in server.posts],
            uploads="/2/media/upload",
            deletes="DELETE /2/tweets",
            expects={"401_before": (Outcome.NOT_SENT, "sign_in_renewed", 0, Presence.ABSENT)},
        )
        assert server.odd == []


def say(account: Account, text: str, *pictures: Picture, **more: object) -> Prepared:
    """Prepare and upload a post."""
    outgoing = Outgoing(text, datetime.now(UTC), ("nb",), pictures, **more)  # type: ignore[arg-type]
    result = CONNECTOR.upload(account, outgoing, CONNECTOR.prepare(account, outgoing, CONNECTOR.key_for(NOW)))
    assert result.prepared is not None, result.failure
    return result.prepared
