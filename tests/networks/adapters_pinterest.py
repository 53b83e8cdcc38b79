"""Pinterest for the contract suite: one board whose pins can be read, and always a picture."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from tests.networks.adapter import Adapter, picture
from tests.replicas.lost_reply import LostReply
from tests.replicas.pinterest import APP, BOARD, Pinterest
from wellspoken.networks.contract import Account, Outcome, Outgoing, Picture, Presence
from wellspoken.networks.pinterest.connector import PinterestConnector


def account_of(server: Pinterest, url: str) -> Account:
    """Return a connected account whose server is called at ``url``."""
    token = server.token()
    kept = {"access": token["access_token"], "refresh": token["refresh_token"]}
    kept |= {"app_id": APP[0], "app_secret": APP[1]}
    return Account("pinterest", url, BOARD, "elmharbour/Vaksiner", kept, {"allow_private": True})


def shape(text: str, pictures: tuple[Picture, ...]) -> Outgoing:
    """Return a pin: never without a picture."""
    return Outgoing(text, datetime.now(UTC), ("nb",), pictures or (picture(),), title="En tittel")


@contextmanager
def adapter() -> Iterator[Adapter]:
    """Yield the adapter behind its proxy."""
    with Pinterest() as server, LostReply(server.url) as proxy:
        for status in (400, 401, 422):
            proxy.errors[status] = {"code": 1, "message": "as the test wants it"}
        yield Adapter(
            PinterestConnector(),
            account_of(server, proxy.url),
            proxy,
            "POST /v5/pins",
            lambda: [one["description"] for one in server.pins],
            deletes="DELETE /v5/pins",
            shape=shape,
            expects={"401_before": (Outcome.NOT_SENT, "sign_in_renewed", 0, Presence.ABSENT)},
        )
        assert server.odd == []
