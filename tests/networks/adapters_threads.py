"""Threads behind the proxy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from tests.networks.adapter import Adapter, plain
from tests.networks.adapters_facebook import REFUSALS
from tests.replicas.graph import APP
from tests.replicas.lost_reply import LostReply
from tests.replicas.threads import USER, Threads
from wellspoken.networks.contract import Account, Outcome, Outgoing, Picture, Presence
from wellspoken.networks.threads.connector import ThreadsConnector

PUBLIC = "https://social.example.org/signed/a.png"


def shape(text: str, pictures: tuple[Picture, ...]) -> Outgoing:
    """Return a post whose pictures have a public address."""
    return plain(text, tuple(replace(one, url=PUBLIC) for one in pictures))


def account_at(server: str, token: str) -> Account:
    """Return the account on a server."""
    secrets = {"access": token, "app_id": APP[0], "app_secret": APP[1]}
    return Account("threads", server, USER, "harbour_clinic", secrets, {"allow_private": True})


@contextmanager
def adapter() -> Iterator[Adapter]:
    """Run the replica and the proxy. A refused token renews itself here: the replica still knows it."""
    with Threads() as replica, LostReply(replica.url) as proxy:
        proxy.errors = dict(REFUSALS)  # type: ignore[assignment]
        yield Adapter(
            ThreadsConnector(),
            account_at(proxy.url, replica.token()),
            proxy,
            f"POST /v1.0/{USER}/threads_publish",
            lambda: [post["text"] for post in replica.posts.values()],
            uploads=f"POST /v1.0/{USER}/threads",
            deletes="DELETE /v1.0/",
            settles="A",
            expects={"401_before": (Outcome.NOT_SENT, "sign_in_renewed", 0, Presence.UNSURE)},
            shape=shape,
        )
