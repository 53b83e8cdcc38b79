"""Google Business Profile behind the proxy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from tests.networks.adapter import Adapter, plain
from tests.replicas.google import APP
from tests.replicas.google_business import LOCATION, GoogleBusiness
from tests.replicas.lost_reply import LostReply
from wellspoken.networks.contract import Account, Outcome, Outgoing, Picture, Presence
from wellspoken.networks.google_business.connector import GoogleBusinessConnector

PUBLIC = "https://social.example.org/signed/a.png"
REFUSALS = {
    status: {"error": {"code": status, "message": "as the test wants it", "status": name}}
    for status, name in (
        (400, "INVALID_ARGUMENT"),
        (401, "UNAUTHENTICATED"),
        (422, "INVALID_ARGUMENT"),
        (429, "RESOURCE_EXHAUSTED"),
        (500, "INTERNAL"),
    )
}


def account_at(server: GoogleBusiness, url: str) -> Account:
    """Return the location's account; its server is called at ``url``."""
    given = server.token()
    kept = {"access": given["access_token"], "refresh": given["refresh_token"], "app_id": APP[0], "app_secret": APP[1]}
    return Account("google_business", url, LOCATION, "Harbour Clinic", kept, {"allow_private": True})


def shape(text: str, pictures: tuple[Picture, ...]) -> Outgoing:
    """Return a post whose pictures have a public address."""
    return plain(text, tuple(replace(one, url=PUBLIC) for one in pictures))


@contextmanager
def adapter() -> Iterator[Adapter]:
    """Run the replica and the proxy."""
    with GoogleBusiness() as replica, LostReply(replica.url) as proxy:
        proxy.errors = dict(REFUSALS)  # type: ignore[assignment]
        yield Adapter(
            GoogleBusinessConnector(),
            account_at(replica, proxy.url),
            proxy,
            f"POST /v4/{LOCATION}/localPosts",
            lambda: [one["summary"] for one in replica.visible],
            deletes="DELETE /v4/",
            settles="B",
            changes="PATCH /v4/",
            expects={"401_before": (Outcome.NOT_SENT, "sign_in_renewed", 0, Presence.ABSENT)},
            shape=shape,
        )
