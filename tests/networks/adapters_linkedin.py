"""A page of an organisation on LinkedIn, behind the proxy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tests.networks.adapter import Adapter
from tests.replicas.linkedin import APP, PAGE, LinkedIn, shown
from tests.replicas.lost_reply import LostReply
from wellspoken.networks.contract import Account
from wellspoken.networks.linkedin.connector import LinkedInConnector

REFUSALS = {
    status: {"status": status, "code": code, "message": words}
    for status, code, words in (
        (400, "BAD_REQUEST", "The request is malformed"),
        (401, "EXPIRED_ACCESS_TOKEN", "The token used in the request has expired"),
        (422, "UNPROCESSABLE_ENTITY", "The commentary is wrong"),
        (429, "TOO_MANY_REQUESTS", "Resource level throttle limit reached"),
        (500, "INTERNAL_SERVER_ERROR", "Internal error"),
    )
}


def account_at(server: str, token: str, urn: str = PAGE) -> Account:
    """Return an account on a server."""
    secrets = {"access": token, "app_id": APP[0], "app_secret": APP[1]}
    return Account("linkedin", server, urn, "harbour-clinic", secrets, {"allow_private": True})


@contextmanager
def at(urn: str, settles: str, verifies: str) -> Iterator[Adapter]:
    """Run the replica and the proxy for one kind of account."""
    with LinkedIn() as replica, LostReply(replica.url) as proxy:
        proxy.errors = dict(REFUSALS)  # type: ignore[assignment]
        replica.upload_host = proxy.url.partition("://")[2]
        yield Adapter(
            LinkedInConnector(),
            account_at(proxy.url, replica.token(), urn),
            proxy,
            "POST /rest/posts",
            lambda: [shown(post["commentary"]) for post in replica.posts.values()],
            uploads="/rest/images",
            deletes="DELETE /rest/posts/",
            verifies=verifies,
            settles=settles,
            changes="POST /rest/posts/",
            edited_blindly=settles == "C",
        )


@contextmanager
def adapter() -> Iterator[Adapter]:
    """Describe the page."""
    with at(PAGE, "B", "GET /rest/organizations") as made:
        yield made
