"""Instagram behind the proxy. Every post has a picture: it takes no text alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from tests.networks.adapter import Adapter, picture, plain
from tests.networks.adapters_facebook import REFUSALS
from tests.replicas.graph import APP, IG_ID
from tests.replicas.instagram import Instagram
from tests.replicas.lost_reply import LostReply
from wellspoken.networks.contract import Account, Outgoing, Picture
from wellspoken.networks.instagram.connector import InstagramConnector

PUBLIC = "https://social.example.org/signed/a.jpg"


def fetched(one: Picture) -> Picture:
    """Return the picture as a JPEG at a public address."""
    return replace(one, mime="image/jpeg", url=PUBLIC)


def shape(text: str, pictures: tuple[Picture, ...]) -> Outgoing:
    """Return a post with a picture."""
    return plain(text, tuple(fetched(one) for one in pictures or (picture(),)))


def account_at(server: str, token: str) -> Account:
    """Return the account on a server."""
    secrets = {"access": token, "app_id": APP[0], "app_secret": APP[1]}
    return Account("instagram", server, IG_ID, "harbour_clinic", secrets, {"allow_private": True})


@contextmanager
def adapter() -> Iterator[Adapter]:
    """Run the replica and the proxy."""
    with Instagram() as replica, LostReply(replica.url) as proxy:
        proxy.errors = dict(REFUSALS)  # type: ignore[assignment]
        yield Adapter(
            InstagramConnector(),
            account_at(proxy.url, replica.token()),
            proxy,
            "/media_publish",
            lambda: [post["caption"] for post in replica.posts.values()],
            uploads=f"POST /v26.0/{IG_ID}/media?",
            settles="A",
            shape=shape,
        )
