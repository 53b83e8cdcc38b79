"""What the kill campaign plays on: channels on local servers that lose replies, posts for them, and who saw what."""

from __future__ import annotations

import html
import random
import re
from collections import Counter
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2

STILL = ("scheduled", "queued", "sending")
#: posts wait here until they are given a life
FAR = timedelta(hours=1)


class Forgetful(dict[str, Any]):
    """Keys that are not remembered."""

    def __setitem__(self, key: str, value: Any) -> None:
        """Forget at once."""


class Stage:
    """Channels, each on a server of its own; Mastodon's replicas forget idempotency keys, as several servers do."""

    def __init__(self, data: Path, share: float, *, mastodons: int, pds: bool, seed: int) -> None:
        self.data, self.share, self.mastodons, self.pds = data, share, mastodons, pds
        self.random = random.Random(seed)
        self.servers = ExitStack()
        self.replicas: dict[int, Any] = {}
        self.number = 0

    def __enter__(self) -> Stage:
        from tests.factories import make_channel, make_organisation, make_team

        make_organisation()
        self.team = make_team()
        self.channels = [make_channel(self.team), *(self._mastodon() for _ in range(self.mastodons))]
        if self.pds:
            self.channels.append(self._bluesky())
        return self

    def __exit__(self, *args: object) -> None:
        self.servers.close()

    def _mastodon(self) -> Any:
        from tests.factories import make_channel
        from tests.replicas import mastodon_shapes as shapes
        from tests.replicas.mastodon import Mastodon

        server = self.servers.enter_context(Mastodon(max_characters=500))
        server.state.keys = Forgetful()
        proxy = self.servers.enter_context(self._lossy(server.url, "POST /api/v1/statuses"))
        remote = shapes.account(server.url)["id"]
        channel = make_channel(
            self.team, "mastodon", server=proxy.url, remote_id=remote, secrets={"access": server.token()}
        )
        self.replicas[channel.pk] = server
        return channel

    def _bluesky(self) -> Any:
        from tests.factories import make_channel
        from tests.replicas.pds import connect, free_pair
        from wellspoken.cli.sandbox_server import ensure_installed, start

        server = self.servers.enter_context(start(self.data / "pds", free_pair(), paths=ensure_installed()))
        account = connect(server)
        proxy = self.servers.enter_context(self._lossy(server.url, "putRecord"))
        self.pds_url, self.did = server.url, account.remote_id
        return make_channel(
            self.team, "bluesky", server=proxy.url, remote_id=account.remote_id, handle=account.handle,
            secrets=dict(account.secrets), settings={"method": "app_password"},
        )  # fmt: skip

    def _lossy(self, target: str, path: str) -> Any:
        """A proxy that loses `share` of the replies to visible calls, a third of them before the server saw it."""
        from tests.replicas.lost_reply import LostReply

        chance, share = self.random, self.share

        class Lossy(LostReply):
            def next_act(self, method: str, called: str) -> str:
                if path in f"{method} {called}" and chance.random() < share:
                    return chance.choice(["cut", "cut", "cut_before"])
                return "pass"

        return Lossy(target)

    def write(self, posts: int) -> None:
        """Approve posts for all channels, due in an hour; every one has its own words."""
        from django.utils import timezone

        from tests.factories import make_body, make_post
        from tests.publishing_kit import approve, at
        from wellspoken.rooms.review.checks import unreleased_blocks

        due = timezone.now() + FAR
        for _ in range(posts):
            self.number += 1
            body = make_body(
                f"Walk number {self.number:05d} for the heart.",
                title=f"Walk {self.number:05d}",
                channels=tuple(c.pk for c in self.channels),
            )
            post = make_post(self.team, body=body, sealed=True, **at(due, "UTC"))
            unreleased_blocks(post, body)  # as review does before it approves; the answer is kept
            approve(post)

    def bring_forward(self, posts: int) -> None:
        """Make the next posts due within the second, so that every life has work to be killed in."""
        from django.utils import timezone

        from wellspoken.rooms.publishing.models import Delivery

        now = timezone.now()
        far = Delivery.objects.filter(state="scheduled", due_at__gt=now + FAR / 4)
        keys = list(far.order_by("post_id").values_list("post_id", flat=True).distinct()[:posts])
        far.filter(post_id__in=keys).update(due_at=now, not_before=now)

    def seen(self) -> Counter[tuple[int, str]]:
        """How often each text can be seen on each channel."""
        from wellspoken.rooms.publishing.models import NewsItem

        seen: Counter[tuple[int, str]] = Counter((item.channel_id, item.text) for item in NewsItem.objects.all())
        for key, server in self.replicas.items():
            for status in server.statuses:
                seen[key, html.unescape(re.sub(r"<[^>]+>", "", status["content"]))] += 1
        if self.pds:
            seen.update((self.channels[-1].pk, record["text"]) for record in self.pds_records())
        return seen

    def pds_records(self) -> list[dict[str, Any]]:
        """Every post record of the account on the Bluesky server."""
        records: list[dict[str, Any]] = []
        cursor = ""
        while True:
            parameters = {"repo": self.did, "collection": "app.bsky.feed.post", "limit": "100", "cursor": cursor}
            address = f"{self.pds_url}/xrpc/com.atproto.repo.listRecords"
            page = httpx2.get(address, params=parameters, trust_env=False, timeout=30).json()
            records += [record["value"] for record in page["records"]]
            cursor = page.get("cursor", "")
            if not cursor or not page["records"]:
                return records

    def deliveries(self) -> int:
        """The highest key of a delivery so far."""
        from wellspoken.rooms.publishing.models import Delivery

        return Delivery.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    def count(self, after: int = 0) -> dict[str, int]:
        """The figures of deliveries with keys above `after`: what the table says against what the servers show."""
        from wellspoken.rooms.publishing.models import Delivery

        seen = self.seen()
        figures = Counter(
            dict.fromkeys(
                ("deliveries", "twice", "lost", "false_sent", "unknown_open", "live", "with_a_person", "over_budget"), 0
            )
        )
        rows = Delivery.objects.filter(pk__gt=after).select_related("revision")
        for row in rows.iterator(chunk_size=1000):
            times = seen[row.channel_id, row.revision.content.text]
            figures["deliveries"] += 1
            figures["twice"] += times > 1
            figures["false_sent"] += row.state == "live" and times == 0
            figures["unknown_open"] += row.state == "unknown"
            figures["live"] += row.state == "live"
            figures["with_a_person"] += row.state in ("late", "held", "refused")
            # neither out, nor waiting for its time, nor in a person's list; or out without anybody being told
            waits = row.state == "scheduled" and row.reason == "budget" and times == 0
            figures["over_budget"] += waits  # its channel has sent what its network allows in three hours
            figures["lost"] += row.state not in ("live", "unknown") and (row.state in STILL or times > 0) and not waits
        return dict(figures)
