"""Lost, late and lying replies in front of a real Bluesky server and of a Mastodon server that forgets its keys."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest
from django.utils import timezone

from tests.factories import make_channel, make_team
from tests.publishing_kit import post_on
from tests.replicas import mastodon_shapes as shapes
from tests.replicas.lost_reply import LostReply
from tests.replicas.mastodon import Mastodon
from tests.replicas.pds import connect
from wellspoken.cli.sandbox_server import Sandbox
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.publishing import delivering, gates, settling, sweeping
from wellspoken.rooms.publishing.models import Delivery

pytestmark = [pytest.mark.django_db, pytest.mark.faults]

#: what happens to the visible call -> whether the network then has the post before anybody asks
ACTS = {
    "pass": True,
    "cut": True,
    "cut_before": False,
    "garble": True,
    "truncate": True,
    "html_after": True,
    "html_before": False,
    "500_after": True,
    "500_before": False,
    "503_before": False,
    "429_before": False,
    "redirect_after": True,
}


@dataclass
class Line:
    """A channel behind a proxy, and how to count what is really there."""

    channel: Channel
    proxy: LostReply
    path: str
    texts: Callable[[], list[str]]


@pytest.fixture(autouse=True)
def _nothing_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gates, "unreleased_blocks_of", lambda contents: [[] for _ in contents])


@pytest.fixture
def bluesky(pds: Sandbox) -> Iterator[Line]:
    account = connect(pds)

    def texts() -> list[str]:
        asked = {"repo": account.remote_id, "collection": "app.bsky.feed.post"}
        address = f"{pds.url}/xrpc/com.atproto.repo.listRecords"
        page = httpx2.get(address, params=asked, trust_env=False).json()
        return [record["value"]["text"] for record in page["records"]]

    with LostReply(pds.url) as proxy:
        channel = make_channel(
            make_team(),
            "bluesky",
            server=proxy.url,
            remote_id=account.remote_id,
            handle=account.handle,
            secrets=dict(account.secrets),
        )
        yield Line(channel, proxy, "POST /xrpc/com.atproto.repo.putRecord", texts)


class Forgetful(dict[str, Any]):
    """Idempotency keys that are not kept: so do GoToSocial and Takahe."""

    def __setitem__(self, key: str, value: Any) -> None:
        """Forget."""


@pytest.fixture
def mastodon() -> Iterator[Line]:
    with Mastodon() as server, LostReply(server.url) as proxy:
        server.state.keys = Forgetful()
        account = shapes.account(server.url)
        channel = make_channel(
            make_team(), "mastodon", server=proxy.url, remote_id=account["id"], secrets={"access": server.token()}
        )

        def texts() -> list[str]:
            return [html.unescape(re.sub(r"<[^>]+>", "", one["content"])) for one in server.statuses]

        yield Line(channel, proxy, "POST /api/v1/statuses", texts)


def rounds(delivery: Delivery, count: int = 4) -> str:
    """What the worker does, with its pauses skipped."""
    for _ in range(count):
        Channel.objects.update(not_before=None)
        Delivery.objects.filter(state="scheduled").update(not_before=timezone.now())
        for bell in sweeping.sweep(timezone.now(), "w"):
            delivering.deliver(bell.delivery_id, bell.fence)
        Delivery.objects.filter(state="unknown", settle_at__isnull=False).update(settle_at=timezone.now())
        for pk in settling.due_looks(timezone.now()):
            settling.settle(pk)
    delivery.refresh_from_db()
    return delivery.state


@pytest.mark.pds
@pytest.mark.parametrize("act", ACTS)
def test_bluesky_always_ends_live_and_once(bluesky: Line, act: str) -> None:
    _, [delivery] = post_on([bluesky.channel])
    bluesky.proxy.script(bluesky.path, act)
    assert rounds(delivery) == "live"
    assert len(bluesky.texts()) == 1
    assert delivery.remote_id.endswith(delivery.key)


@pytest.mark.parametrize("act", ACTS)
def test_mastodon_never_has_it_twice(mastodon: Line, act: str) -> None:
    _, [delivery] = post_on([mastodon.channel])
    mastodon.proxy.script(mastodon.path, act)
    state = rounds(delivery)
    there = len(mastodon.texts())
    # seen on the account: live; proven not taken: sent again; anything else waits, with nothing there
    assert (state, there) in {("live", 1), ("unknown", 0)}
    if ACTS[act]:
        assert state == "live"


def test_mastodon_is_never_called_twice_while_the_outcome_is_unclear(mastodon: Line) -> None:
    _, [delivery] = post_on([mastodon.channel])
    mastodon.proxy.script(mastodon.path, "cut_before")
    assert rounds(delivery, 12) == "unknown"
    assert mastodon.proxy.times(mastodon.path) == 1
    assert delivery.settle_at is None  # a person is asked


@pytest.mark.pds
def test_every_reply_lost(bluesky: Line) -> None:
    _, [delivery] = post_on([bluesky.channel])
    bluesky.proxy.default[bluesky.path] = "cut"
    assert rounds(delivery, 6) == "live"
    assert len(bluesky.texts()) == 1
