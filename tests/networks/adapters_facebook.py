"""Facebook Pages behind the proxy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tests.networks.adapter import Adapter
from tests.replicas.facebook import Facebook
from tests.replicas.graph import APP, PAGE_ID
from tests.replicas.lost_reply import LostReply
from wellspoken.networks.contract import Account
from wellspoken.networks.facebook.connector import FacebookConnector

REFUSALS = {
    400: {"error": {"message": "Invalid parameter", "type": "OAuthException", "code": 100, "fbtrace_id": "A1"}},
    401: {"error": {"message": "Session has expired", "type": "OAuthException", "code": 190, "error_subcode": 463}},
    422: {"error": {"message": "Invalid parameter", "type": "OAuthException", "code": 100, "fbtrace_id": "A2"}},
    429: {"error": {"message": "Too many calls", "type": "OAuthException", "code": 32, "fbtrace_id": "A3"}},
    500: {"error": {"message": "An unknown error occurred", "type": "OAuthException", "code": 1, "fbtrace_id": "A4"}},
}


def account_at(server: str, token: str) -> Account:
    """Return the page's account on a server."""
    secrets = {"access": token, "app_id": APP[0], "app_secret": APP[1]}
    return Account("facebook", server, PAGE_ID, "Harbour Clinic", secrets, {"allow_private": True})


@contextmanager
def adapter() -> Iterator[Adapter]:
    """Run the replica and the proxy."""
    with Facebook() as replica, LostReply(replica.url) as proxy:
        proxy.errors = dict(REFUSALS)  # type: ignore[assignment]
        yield Adapter(
            FacebookConnector(),
            account_at(proxy.url, replica.token()),
            proxy,
            f"POST /v26.0/{PAGE_ID}_",
            lambda: [post["message"] for post in replica.published],
            uploads=f"/{PAGE_ID}/photos",
            deletes="DELETE /v26.0/",
            settles="A",
            changes=f"POST /v26.0/{PAGE_ID}_",
        )
