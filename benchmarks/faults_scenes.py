"""What happens around the workers: broker away, database cut off, disk full, clocks apart, a worker that pauses.

Each scene lets posts go out while something is wrong, mends it, waits until all
is done, and counts like the kill campaign.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from benchmarks.faults_stage import STILL, Stage
from benchmarks.faults_worker import Fault, begin
from benchmarks.rig import Servers

POSTS = 20
CALM_SECONDS = 120.0
#: short leases, so that a scene need not wait for the long ones of the product
QUEUE_LEASE, SEND_LEASE = 3.0, 5.0
LOOK_SECONDS = 3.0


class Scene:
    """One thing that goes wrong, with workers beside it."""

    def __init__(self, servers: Servers, stage: Stage) -> None:
        self.servers, self.stage = servers, stage
        self.log = stage.data / "worker.log"
        self.started: list[BaseProcess] = []
        self.notes: dict[str, Any] = {}

    def worker(self, **fault: Any) -> BaseProcess:
        """One more worker."""
        child = begin(Fault(queue_lease=QUEUE_LEASE, send_lease=SEND_LEASE, **fault), self.log)
        self.started.append(child)
        return child

    def due(self, posts: int = POSTS) -> list[int]:
        """Approve posts and make them due now; the keys of their deliveries."""
        from wellspoken.rooms.publishing.models import Delivery

        known = Delivery.objects.count()
        self.stage.write(posts)
        self.stage.bring_forward(posts)
        return list(Delivery.objects.order_by("pk").values_list("pk", flat=True)[known:])

    def wait(self, keys: list[int], seconds: float = CALM_SECONDS) -> float:
        """Wait until none of these is on its way; how long it took. Lost answers are looked up, without pauses."""
        from wellspoken.rooms.publishing.models import Delivery

        began = time.monotonic()
        gone = 0.0
        looked = began
        rows = Delivery.objects.filter(pk__in=keys)
        while time.monotonic() - began < seconds:
            waiting = rows.filter(state__in=STILL).exists()
            gone = gone or (0.0 if waiting else time.monotonic() - began)
            if not waiting and not rows.filter(state="unknown", looks__lt=4).exists():
                break
            if time.monotonic() - looked > LOOK_SECONDS:
                looked = time.monotonic()
                rows.filter(state="unknown", settle_at__isnull=False).update(settle_at=_now())
            time.sleep(0.2)
        return round(gone, 1) or seconds

    @contextmanager
    def ended(self) -> Iterator[None]:
        """End the workers afterwards."""
        try:
            yield
        finally:
            for child in self.started:
                if child.exitcode is None:
                    os.kill(child.pid or 0, signal.SIGCONT)
                    child.terminate()
            for child in self.started:
                child.join(40)
                child.kill()


def _now() -> Any:
    from django.utils import timezone

    return timezone.now()


def broker_killed(scene: Scene) -> None:
    """Kill the broker while posts go out, make more due while it is away, start it again."""
    scene.worker()
    scene.worker()
    first = scene.due()
    time.sleep(0.5)
    scene.servers.rabbit.kill()
    scene.notes["seconds_without_broker"] = scene.wait(first + scene.due())
    scene.servers.rabbit.start()
    scene.notes["seconds_after"] = scene.wait(scene.due())


def broker_hangs(scene: Scene) -> None:
    """The broker keeps its connections and answers nothing."""
    scene.worker()
    scene.worker()
    scene.wait(scene.due(2))
    scene.servers.rabbit.pause()
    scene.notes["seconds_while_it_hangs"] = scene.wait(scene.due())
    scene.servers.rabbit.go_on()
    scene.notes["seconds_after"] = scene.wait(scene.due())


def database_cut(scene: Scene) -> None:
    """Every session with the database is ended, five times, while posts go out."""
    scene.worker()
    scene.worker()
    from django.db import connection

    keys = scene.due(2 * POSTS)
    connection.close()
    for _ in range(5):
        time.sleep(0.4)
        scene.servers.postgres.cut()
    scene.notes["seconds"] = scene.wait(keys)


def database_crash(scene: Scene) -> None:
    """The database crashes while posts go out, and comes back after three seconds."""
    from django.db import connection

    scene.worker()
    scene.worker()
    keys = scene.due(2 * POSTS)
    time.sleep(0.6)
    connection.close()
    scene.servers.postgres.stop("immediate")
    time.sleep(3)
    scene.servers.postgres.start()
    scene.notes["seconds"] = scene.wait(keys)


def one_network_down(scene: Scene) -> None:
    """Nobody listens at one server's address while the others take posts; then it is back. Nothing is lost."""
    from wellspoken.rooms.channels.models import Channel
    from wellspoken.rooms.publishing.models import Delivery, Outage

    down = Channel.objects.filter(pk=min(scene.stage.replicas))
    address = down.values_list("server", flat=True).get()
    down.update(server=f"http://127.0.0.1:{_nobodys_port()}")
    keys = scene.due()
    rows = Delivery.objects.filter(pk__in=keys, channel__in=down)
    others = list(Delivery.objects.filter(pk__in=keys).exclude(channel__in=down).values_list("pk", flat=True))
    scene.worker()
    scene.notes["others_seconds"] = scene.wait(others)
    scene.notes["waiting_meanwhile"] = rows.filter(state="scheduled").count()
    scene.notes["outages_noted"] = Outage.objects.filter(ended_at=None).count()
    down.update(server=address, not_before=None)
    rows.filter(state="scheduled").update(not_before=_now())
    scene.notes["seconds_after"] = scene.wait(keys)


def _nobodys_port() -> int:
    from tests.servers.processes import free_port

    return free_port()


def disk_full(scene: Scene) -> None:
    """A worker may write hardly anything to its files; then there is room again."""
    from django.conf import settings

    path = Path(str(settings.DATABASES["default"]["NAME"]))
    sizes = [p.stat().st_size for p in path.parent.glob(path.name + "*")]
    keys = scene.due()
    full = scene.worker(file_bytes=max(sizes) + 4096)
    time.sleep(5)
    scene.notes["worker_survived"] = full.exitcode is None
    full.kill()
    full.join()
    scene.worker()
    scene.notes["seconds_after"] = scene.wait(keys)


def clocks_apart(scene: Scene) -> None:
    """Two workers whose clocks differ by 90 seconds."""
    scene.worker()
    scene.worker(skew=90.0)
    scene.notes["seconds"] = scene.wait(scene.due(2 * POSTS))


def paused(scene: Scene, step: str) -> None:
    """A worker stands still for longer than its lease at this step, while another goes on; then it wakes up."""
    from wellspoken.rooms.publishing.models import Delivery

    keys = scene.due()
    asleep = scene.worker(step=step, nth=3, how="stop")
    end = time.monotonic() + 30
    while not _stopped(asleep.pid or 0) and time.monotonic() < end:
        time.sleep(0.02)
    scene.worker()
    scene.wait(keys, SEND_LEASE + 20)
    rows = Delivery.objects.filter(pk__in=keys)
    scene.notes["stood_still"] = _stopped(asleep.pid or 0)
    scene.notes["live_meanwhile"] = rows.filter(state="live").count()
    os.kill(asleep.pid or 0, signal.SIGCONT)
    time.sleep(3)
    scene.wait(keys, 20)


def _stopped(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"
    except OSError:
        return False


SCENES: dict[str, tuple[frozenset[str], Callable[[Scene], None]]] = {
    "broker_killed": (frozenset({"celery"}), broker_killed),
    "broker_hangs": (frozenset({"celery"}), broker_hangs),
    "database_cut": (frozenset({"celery"}), database_cut),
    "database_crash": (frozenset({"celery"}), database_crash),
    "one_network_down": (frozenset({"embedded", "celery"}), one_network_down),
    "disk_full": (frozenset({"embedded"}), disk_full),
    "clocks_apart": (frozenset({"embedded", "celery"}), clocks_apart),
    "paused_before_bytes": (frozenset({"embedded", "celery"}), lambda scene: paused(scene, "turn_has_come")),
    "paused_after_answer": (frozenset({"embedded", "celery"}), lambda scene: paused(scene, "answered")),
}


def play(asked: str, servers: Servers, stage: Stage) -> dict[str, dict[str, Any]]:
    """Play the scenes asked for that this engine has; their figures by name."""
    names = [] if asked == "none" else list(SCENES) if asked == "all" else asked.split(",")
    found: dict[str, dict[str, Any]] = {}
    for name in names:
        engines, act = SCENES[name]
        if servers.name not in engines:
            continue
        known = stage.deliveries()
        scene = Scene(servers, stage)
        with scene.ended():
            act(scene)
        found[name] = {**stage.count(known), **scene.notes}
        print(f"{name}: {found[name]}", flush=True)
    return found
