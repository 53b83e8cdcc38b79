"""Kill delivery workers and lose replies on purpose, then count what the public could see.

Every delivery has its own words; the servers are asked afterwards how often
each text is there. Mastodon's replica forgets idempotency keys, as several real
servers do, so a second send would show. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from contextlib import ExitStack
from datetime import timedelta
from math import ceil
from typing import Any

from benchmarks import rig
from benchmarks.faults_worker import STEPS, begin

STILL = ("scheduled", "queued", "sending")
CALM_SECONDS = 120.0
LIFE_SECONDS = 20.0
#: a worker with nothing left to do for so long is killed: its step will not come any more
IDLE_SECONDS = 1.0
#: posts wait here until a life is given them
FAR = timedelta(hours=1)


class Forgetful(dict[str, Any]):
    """Keys that are not remembered."""

    def __setitem__(self, key: str, value: Any) -> None:
        """Forget at once."""


class Campaign:
    """One run: servers, channels, posts, kills, counting."""

    def __init__(self, kills: int, posts: int, share: float, *, pds: bool, seed: int) -> None:
        self.kills, self.posts, self.share, self.pds = kills, posts, share, pds
        self.random = random.Random(seed)
        self.data = rig.prepare()
        self.log = self.data / "worker.log"
        self.recoveries: list[float] = []
        self.steps: Counter[str] = Counter()
        self.servers = ExitStack()

    def run(self) -> dict[str, Any]:
        """Kill `kills` workers while `posts` posts go out; returns the figures."""
        with self.servers:
            self._connect()
            self._write()
            self._kill_all()
            self._calm_down()
            return self._count()

    def _connect(self) -> None:
        from tests.factories import make_channel, make_organisation, make_team
        from tests.replicas import mastodon_shapes as shapes
        from tests.replicas.lost_reply import LostReply
        from tests.replicas.mastodon import Mastodon

        make_organisation()
        self.team = make_team()
        self.mastodon = self.servers.enter_context(Mastodon(max_characters=500))
        self.mastodon.state.keys = Forgetful()
        proxy = self.servers.enter_context(self._lossy(LostReply, self.mastodon.url, "POST /api/v1/statuses"))
        account = shapes.account(self.mastodon.url)
        self.channels = [
            make_channel(self.team),
            make_channel(
                self.team,
                "mastodon",
                server=proxy.url,
                remote_id=account["id"],
                secrets={"access": self.mastodon.token()},
            ),
        ]
        if self.pds:
            self._connect_pds(LostReply)

    def _connect_pds(self, proxy_kind: type) -> None:
        from tests.factories import make_channel
        from tests.replicas.pds import connect, free_pair
        from wellspoken.cli.sandbox_server import ensure_installed, start

        server = self.servers.enter_context(start(self.data / "pds", free_pair(), paths=ensure_installed()))
        account = connect(server)
        proxy = self.servers.enter_context(self._lossy(proxy_kind, server.url, "putRecord"))
        self.pds_url, self.did = server.url, account.remote_id
        self.channels.append(
            make_channel(
                self.team,
                "bluesky",
                server=proxy.url,
                remote_id=account.remote_id,
                handle=account.handle,
                secrets=dict(account.secrets),
                settings={"method": "app_password"},
            )
        )

    def _lossy(self, kind: type, target: str, path: str) -> Any:
        """A proxy that loses `share` of the replies to visible calls, half of them before the server saw the call."""
        chance, share = self.random, self.share

        class Lossy(kind):  # type: ignore[misc]
            def next_act(self, method: str, called: str) -> str:
                if path in f"{method} {called}" and chance.random() < share:
                    return chance.choice(["cut", "cut", "cut_before"])
                return "pass"

        return Lossy(target)

    def _write(self) -> None:
        from django.utils import timezone

        from tests.factories import make_body, make_post
        from tests.publishing_kit import approve, at

        due = timezone.now() + FAR
        for number in range(self.posts):
            body = make_body(
                f"Walk number {number:04d} for the heart.",
                title=f"Walk {number:04d}",
                channels=tuple(c.pk for c in self.channels),
            )
            approve(make_post(self.team, body=body, sealed=True, **at(due, "UTC")))

    def _kill_all(self) -> None:
        names = [name for name in STEPS if name != "withdrawn"]
        for number in range(self.kills):
            self._bring_forward(ceil(self.posts / self.kills))
            step = names[number % len(names)] if number % 5 else "clock"
            nth = 1 if step in ("before_claim", "claimed", "looked") else self.random.randint(1, 4)
            self.steps[self._one_life(step, nth)] += 1

    def _bring_forward(self, posts: int) -> None:
        """Make the next posts due within the second, so that every life has work to be killed in."""
        from django.utils import timezone

        from wellspoken.rooms.publishing.models import Delivery

        now = timezone.now()
        far = Delivery.objects.filter(state="scheduled", due_at__gt=now + FAR / 2)
        keys = list(far.order_by("post_id").values_list("post_id", flat=True).distinct()[:posts])
        far.filter(post_id__in=keys).update(due_at=now, not_before=now)

    def _one_life(self, step: str, nth: int) -> str:
        """Start a worker and wait for its death; returns the step it died at.

        One that has done all its work, or reaches the end of its life, is killed by the clock.
        """
        before, started = self._live(), time.monotonic()
        child = begin("" if step == "clock" else step, nth, self.log)
        end = started + LIFE_SECONDS
        idle_since: float | None = None
        recovered = False
        while child.exitcode is None and time.monotonic() < end:
            child.join(0.1)
            now = time.monotonic()
            if not recovered and self._live() > before:
                recovered = True
                self.recoveries.append(now - started)
                if step == "clock":  # somewhere in the middle of its work
                    end = min(end, now + self.random.uniform(0.0, 1.5))
            idle_since = None if self._busy() else idle_since or now
            if idle_since and now - idle_since > IDLE_SECONDS:
                break
        by_itself = child.exitcode is not None
        child.kill()
        child.join()
        return step if by_itself else "clock"

    def _busy(self) -> bool:
        """Whether a worker has something to do now or in a moment."""
        from django.db.models import Q
        from django.utils import timezone

        from wellspoken.rooms.publishing.models import Delivery

        soon = timezone.now() + timedelta(seconds=5)
        due = Q(state="scheduled", not_before__lte=soon) | Q(state="unknown", settle_at__lte=soon)
        return Delivery.objects.filter(due | Q(state__in=("queued", "sending"))).exists()

    def _calm_down(self) -> None:
        """Let a worker without faults finish what can be finished."""
        self._bring_forward(self.posts)
        child = begin("", 0, self.log)
        before, started = self._live(), time.monotonic()
        recovered = False
        while time.monotonic() - started < CALM_SECONDS:
            child.join(0.5)
            if not recovered and self._live() > before:
                recovered = True
                self.recoveries.append(time.monotonic() - started)
            if not self._unfinished():
                break
            self._skip_pauses()
        child.terminate()
        child.join(40)
        child.kill()

    def _skip_pauses(self) -> None:
        """Looks at the network come at once instead of minutes apart: nothing on these servers appears late."""
        from django.utils import timezone

        from wellspoken.rooms.publishing.models import Delivery

        Delivery.objects.filter(state="unknown", settle_at__isnull=False).update(settle_at=timezone.now())

    def _live(self) -> int:
        from wellspoken.rooms.publishing.models import Delivery

        return Delivery.objects.filter(state="live").count()

    def _unfinished(self) -> bool:
        from wellspoken.rooms.publishing.models import Delivery

        asking = Delivery.objects.filter(state="unknown", looks__lt=4)
        return Delivery.objects.filter(state__in=STILL).exists() or asking.exists()

    def _count(self) -> dict[str, Any]:
        from wellspoken.rooms.publishing.models import Delivery

        seen = self._seen()
        figures: Counter[str] = Counter()
        for row in Delivery.objects.select_related("channel", "revision"):
            times = seen[row.channel.network, row.revision.content.text]
            figures["deliveries"] += 1
            figures["twice"] += times > 1
            figures["false_sent"] += row.state == "live" and times == 0
            figures["unknown_open"] += row.state == "unknown"
            figures["live"] += row.state == "live"
            # neither out, nor waiting for its time, nor in a person's list; or out without anybody being told
            figures["lost"] += row.state not in ("live", "unknown") and (row.state in STILL or times > 0)
        keys = ("deliveries", "twice", "lost", "false_sent", "unknown_open", "live")
        return {
            "kills": sum(self.steps.values()),
            **{key: figures[key] for key in keys},
            "recovery_p50": rig.percentile(self.recoveries, 0.5),
            "recovery_max": rig.percentile(self.recoveries, 1.0),
            "steps": dict(self.steps),
        }

    def _seen(self) -> Counter[tuple[str, str]]:
        """How often each text can be seen on each network."""
        import html
        import re

        from wellspoken.rooms.publishing.models import NewsItem

        seen: Counter[tuple[str, str]] = Counter(("newsroom", item.text) for item in NewsItem.objects.all())
        for status in self.mastodon.statuses:
            seen["mastodon", html.unescape(re.sub(r"<[^>]+>", "", status["content"]))] += 1
        if self.pds:
            seen.update(("bluesky", text) for text in self._pds_texts())
        return seen

    def _pds_texts(self) -> list[str]:
        import httpx2

        texts: list[str] = []
        cursor = ""
        while True:
            parameters = {"repo": self.did, "collection": "app.bsky.feed.post", "limit": "100", "cursor": cursor}
            address = f"{self.pds_url}/xrpc/com.atproto.repo.listRecords"
            page = httpx2.get(address, params=parameters, trust_env=False, timeout=30).json()
            texts += [record["value"]["text"] for record in page["records"]]
            cursor = page.get("cursor", "")
            if not cursor or not page["records"]:
                return texts


def main() -> int:
    """Run the campaign; the exit status is 1 when anything was lost, doubled or falsely called sent."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--engine", choices=["huey"], default="huey")
    options.add_argument("--kills", type=int, default=30)
    options.add_argument("--posts", type=int, default=300)
    options.add_argument("--lost-replies", type=float, default=0.05, help="share of visible calls whose reply is lost")
    options.add_argument("--no-pds", action="store_true", help="leave the real Bluesky server out")
    options.add_argument("--seed", type=int, default=11)
    chosen = options.parse_args()
    print(f"{chosen.kills} kills, {chosen.posts} posts, engine {chosen.engine} ...", flush=True)
    campaign = Campaign(chosen.kills, chosen.posts, chosen.lost_replies, pds=not chosen.no_pds, seed=chosen.seed)
    figures = {"engine": chosen.engine, **campaign.run(), **rig.machine()}
    print(json.dumps(figures))
    return int(bool(figures["twice"] or figures["lost"] or figures["false_sent"]))


if __name__ == "__main__":
    raise SystemExit(main())
