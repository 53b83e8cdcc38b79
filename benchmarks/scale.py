"""Large numbers: 1,000 posts due at once, a million waiting, an idle installation, one network down.

Networks are pretended inside the worker (they answer after 30 ms), so that
figures show the product and not a stand-in server. `--engine celery` brings
PostgreSQL and RabbitMQ of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks import rig, scale_worker

ANSWER_SECONDS = 0.03
AT_ONCE = 8
CHANNELS = 40
WAIT_SECONDS = 300.0
#: kinds of threads that carry deliveries: claims, the database's part, the calls
CARRYING = ("sweep", "carrier", "delivery")
OUTAGE_SECONDS = 60.0
IDLE_SECONDS = 60.0
#: columns of a delivery that is copied to make many
COPIED = (
    "post_id, content_hash, channel_id, wall, zone, fold, fence, tries, key, reason, reason_data, worker, looks, told,"
    " remote_id, url, created_at"
)


class Bench:
    """One installation."""

    def __init__(self, servers: rig.Servers, posts: int, first: bool = False) -> None:
        self.servers, self.posts, self.first = servers, posts, first
        self.data = rig.prepare(**servers.environment)
        self.log = self.data / "worker.log"
        self.number = 0
        from tests.factories import make_organisation, make_person, make_team

        make_organisation()
        self.team = make_team()
        # all posts have one author and one reviewer: new people would change what every text is screened with
        self.author, self.reviewer = make_person("editor", self.team), make_person("reviewer", self.team)

    def channels(self, many: int, name: str, server: str) -> list[Any]:
        """Channels of one server."""
        from tests.factories import make_channel

        return [
            make_channel(self.team, "mastodon", name=f"{name} {n}", server=server, remote_id=f"{name}{n}")
            for n in range(many)
        ]

    def post(self, due: Any, channel: Any) -> int:
        """One approved post; the key of its delivery."""
        from tests.factories import make_body, make_post
        from tests.publishing_kit import approve, at
        from wellspoken.rooms.review.checks import unreleased_blocks

        self.number += 1
        body = make_body(f"Walk number {self.number:05d} for the heart.", channels=(channel.pk,))
        made = make_post(self.team, self.author, body, sealed=True, **at(due, "UTC"))
        unreleased_blocks(made, body)  # as review does before it approves; the answer is kept
        [delivery] = approve(made, self.reviewer)
        return int(delivery.pk)

    def later(self) -> Any:
        """An hour from now."""
        from django.utils import timezone

        return timezone.now() + timedelta(hours=1)

    def due(self, keys: list[int], seconds: float) -> Any:
        """Make these due at one moment, so many seconds from now."""
        from django.utils import timezone

        from wellspoken.rooms.publishing.models import Delivery

        moment = timezone.now() + timedelta(seconds=seconds)
        for first in range(0, len(keys), 500):
            Delivery.objects.filter(pk__in=keys[first : first + 500]).update(due_at=moment, not_before=moment)
        return moment

    def until_alive(self) -> None:
        """Wait for a worker's sign of life, and until it has looked at all waiting posts with today's rules once."""
        from wellspoken.rooms.publishing.models import Heartbeat, Standing

        end = time.monotonic() + WAIT_SECONDS
        while not (Heartbeat.objects.exists() and Standing.objects.filter(team=self.team).exists()):
            if time.monotonic() > end:
                raise SystemExit("the worker does not start")
            time.sleep(0.1)
        time.sleep(1)

    def far(self, rows: int) -> None:
        """Copies of a delivery that are due in 2030."""
        from django.db import connection

        when = "2030-01-01 09:00:00+00" if connection.vendor == "postgresql" else "2030-01-01 09:00:00"
        with connection.cursor() as cursor:
            cursor.execute(_unchecked(connection.vendor)[0])
            cursor.execute(
                f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) "
                f"INSERT INTO publishing_delivery (state, due_at, not_before, revision_id, {COPIED}{_more()[0]}) "
                f"SELECT 'scheduled', '{when}', '{when}', {self._next_revision()} + i, {COPIED}{_more()[1]} FROM n, "
                "(SELECT * FROM publishing_delivery ORDER BY id LIMIT 1) AS one"
            )
            cursor.execute(_unchecked(connection.vendor)[1])
            cursor.execute("ANALYZE")

    def _next_revision(self) -> int:
        from django.db.models import Max

        from wellspoken.rooms.publishing.models import Delivery

        return 1_000_000 + int(Delivery.objects.aggregate(most=Max("revision_id"))["most"])

    def lateness(self, keys: list[int], watch: Callable[[], object] = lambda: None) -> list[float]:
        """Wait until all are live; seconds from the due moment to the stored answer."""
        from wellspoken.rooms.publishing.models import Delivery

        rows, end = Delivery.objects.filter(pk__in=keys), time.monotonic() + WAIT_SECONDS
        while rows.exclude(state="live").exists():
            if time.monotonic() > end:
                raise SystemExit(f"not out: {list(rows.exclude(state='live').values('state', 'reason'))[:5]}")
            watch()
            time.sleep(0.25)
        return [(row.live_at - row.due_at).total_seconds() for row in rows if row.live_at]


def _more() -> tuple[str, str]:
    """Columns that a later version of the table may have and that may not be empty."""
    from wellspoken.rooms.publishing.models import Delivery

    known = {*COPIED.replace(" ", "").split(","), "id", "state", "due_at", "not_before", "revision_id"}
    names = [f.column for f in Delivery._meta.concrete_fields if not f.null and f.column not in known]
    said = "".join(f", {name}" for name in names)
    return said, said


def _unchecked(vendor: str) -> tuple[str, str]:
    """Rows point at revisions that are not there: only the index matters."""
    if vendor == "postgresql":
        return "SET session_replication_role = replica", "SET session_replication_role = DEFAULT"
    return "PRAGMA foreign_keys=OFF", "PRAGMA foreign_keys=ON"


def thousand_due(bench: Bench) -> dict[str, Any]:
    """Posts due at one second, with 100,000 more scheduled; lateness against what the network alone needs."""
    channels = bench.channels(CHANNELS, "quick", "https://quick.example.org")
    keys = [bench.post(bench.later(), channels[n % CHANNELS]) for n in range(bench.posts)]
    bench.far(100_000)
    child = scale_worker.begin(ANSWER_SECONDS, bench.log)
    bench.until_alive()
    marks, watched = scale_worker.Marks(child, bench.log), Watched(bench)
    marks.set()
    bench.due(keys, 2.0)
    if bench.first:
        scale_worker.go_first([child.pid or 0, *_database_processes(bench)])
    found = bench.lateness(keys, watched.look)
    marks.set()
    child.terminate()
    child.join(30)
    floor, p99, spent = bench.posts * ANSWER_SECONDS / AT_ONCE, rig.percentile(found, 0.99), marks.spent()
    per = {name: round(spent["statements"].get(name, 0) / bench.posts, 2) for name in CARRYING}
    cpu = {name: round(1000 * s / bench.posts, 2) for name, s in spent["seconds"].items() if s > 0.01}
    return {"posts": bench.posts, "floor": floor, "p50": rig.percentile(found, 0.5), "p99": p99,
            "ratio": round(p99 / floor, 2), "cpu_ms_per_delivery": round(sum(cpu.get(n, 0.0) for n in CARRYING), 2),
            "process_cpu_ms_per_delivery": round(1000 * spent["process"] / bench.posts, 2), "cpu_ms_by_thread": cpu,
            "statements_per_delivery": round(sum(per.values()), 2), "statements_by_thread": per,
            "first": bench.first, "most_connections": watched.most,
            "connections_kept": watched.most <= AT_ONCE + 2}  # fmt: skip


class Watched:
    """The most database sessions of the worker seen at a moment (ours not counted); 0 with SQLite."""

    def __init__(self, bench: Bench) -> None:
        self.bench, self.most = bench, 0

    def look(self) -> None:
        """Look once more."""
        self.most = max(self.most, _sessions(self.bench))


def _database_processes(bench: Bench) -> list[int]:
    """PostgreSQL's own processes: the server's, and one for each session."""
    from django.db import connection

    if bench.servers.postgres is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity")
        sessions = [int(row[0]) for row in cursor.fetchall()]
    return [int(Path(f"/proc/{sessions[0]}/stat").read_text().rpartition(")")[2].split()[1]), *sessions]


def _sessions(bench: Bench) -> int:
    """Sessions of the worker with PostgreSQL at this moment (ours not counted); 0 with SQLite."""
    from django.db import connection

    if bench.servers.postgres is None:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'wellspoken' AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])


def claim(bench: Bench) -> dict[str, Any]:
    """One claim beside 1,000 rows of the future against one beside a million."""
    channel = bench.channels(1, "claim", "https://claim.example.org")[0]
    from django.utils import timezone

    bench.post(timezone.now() + timedelta(days=1), channel)
    bench.far(1_000)
    few = _claims(bench, channel)
    bench.far(999_000)
    many = _claims(bench, channel)
    return {"beside_1000": few, "beside_1000000": many, "ratio": round(many / few, 2)}


def _claims(bench: Bench, channel: Any) -> float:
    """Seconds of a sweep that claims one row."""
    from django.utils import timezone

    from wellspoken.rooms.publishing import sweeping
    from wellspoken.rooms.publishing.models import Delivery

    # SQLite works in this thread: its processor time is not blurred by other work on the machine
    clock = time.thread_time if bench.servers.postgres is None else time.perf_counter
    found = []
    for _ in range(40):
        bench.post(timezone.now(), channel)
        began = clock()
        claimed = sweeping.sweep(timezone.now(), "bench")
        sweeping.next_due(timezone.now())
        found.append(clock() - began)
        assert len(claimed) == 1
        keys = [bell.delivery_id for bell in claimed]
        Delivery.objects.filter(pk__in=keys).update(state="cancelled", lease_until=None)
    return round(statistics.quantiles(found, n=4)[0], 5)  # the lower quartile: other work on the machine only adds


def one_network_down(bench: Bench) -> dict[str, Any]:
    """One server hangs for a minute; posts of another leave every 0.2 s meanwhile. What waited goes out after."""
    from django.utils import timezone

    from wellspoken.rooms.publishing.models import Delivery

    good = bench.channels(4, "good", "https://good.example.org")
    bad = bench.channels(16, "down", "https://down.example.org")
    flag = bench.data / "down"
    flag.touch()
    begin = timezone.now() + timedelta(seconds=45)
    waiting = [bench.post(begin, channel) for channel in bad for _ in range(2)]
    steady = [bench.post(begin + timedelta(seconds=n * 0.2), good[n % 4]) for n in range(200)]
    child = scale_worker.begin(ANSWER_SECONDS, bench.log, flag)
    found = bench.lateness(steady)
    time.sleep(max(0.0, OUTAGE_SECONDS - (timezone.now() - begin).total_seconds()))
    flag.unlink()
    back = time.monotonic()
    Delivery.objects.filter(pk__in=waiting, state="scheduled").update(not_before=timezone.now())
    _wake_channels()
    bench.lateness(waiting)
    child.terminate()
    child.join(30)
    states = set(Delivery.objects.filter(pk__in=waiting).values_list("state", flat=True))
    return {"others_p50": rig.percentile(found, 0.5), "others_p99": rig.percentile(found, 0.99), "waited": len(waiting),
            "states_after": sorted(states), "seconds_until_all_out": round(time.monotonic() - back, 1)}  # fmt: skip


def _wake_channels() -> None:
    """As when the pause after the last failed try is over: a minute here stands for an hour."""
    from wellspoken.rooms.channels.models import Channel

    Channel.objects.exclude(not_before=None).update(not_before=None)


def idle(bench: Bench) -> dict[str, Any]:
    """`wellspoken run` with nothing to do: share of one core, and memory that no other process shares."""
    import psutil  # type: ignore[import-untyped]

    from tests.servers.processes import free_port

    port = free_port()
    words = ["run", "--port", str(port), "--data", str(bench.data / "idle")]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "wellspoken.config.settings.dev"}
    group = subprocess.Popen(
        [sys.executable, "-m", "wellspoken", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=environment, cwd=rig.ROOT,
    )  # fmt: skip
    try:
        _until_healthy(port)
        time.sleep(15)
        members = [psutil.Process(group.pid), *psutil.Process(group.pid).children(recursive=True)]
        before = _seconds(members)
        time.sleep(IDLE_SECONDS)
        share = (_seconds(members) - before) / IDLE_SECONDS
        memory = sum(one.memory_full_info().pss for one in members) / 2**20
    finally:
        group.terminate()
        group.wait(60)
    return {"core_share": round(share, 4), "memory_mb": round(memory), "processes": len(members)}


def _until_healthy(port: int) -> None:
    import httpx2

    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            if httpx2.get(f"http://127.0.0.1:{port}/health", trust_env=False, timeout=5).status_code == 200:
                return
        except httpx2.HTTPError:
            pass
        time.sleep(0.5)
    raise SystemExit("the installation did not become healthy")


def _seconds(members: list[Any]) -> float:
    return float(sum(sum(one.cpu_times()[:2]) for one in members))


PARTS: dict[str, Callable[[Bench], dict[str, Any]]] = {
    "thousand_due": thousand_due,
    "claim": claim,
    "one_network_down": one_network_down,
    "idle": idle,
}
#: part -> (figure, the promise about it)
PROMISES = {"thousand_due": ("ratio", 1.25), "claim": ("ratio", 1.5), "idle": ("core_share", 0.01)}


def main() -> int:
    """Measure; the exit status is 1 when a promise is not kept."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; all by default")
    asked.add_argument("--engine", choices=["embedded", "celery"], default="embedded")
    asked.add_argument("--posts", type=int, default=1000)
    asked.add_argument(
        "--first", action="store_true", help="the worker goes before all other work on a shared machine (needs root)"
    )
    chosen = asked.parse_args()
    figures: dict[str, Any] = {}
    for part in chosen.parts or PARTS:
        with ExitStack() as stack:
            figures[part] = _apart(part, stack.enter_context(rig.engine(chosen.engine)), chosen.posts, chosen.first)
        print(f"{part}: {figures[part]}", flush=True)
    kept = {part: figures[part][name] <= most for part, (name, most) in PROMISES.items() if part in figures}
    print(json.dumps({"name": "scale", "engine": chosen.engine, **figures, "kept": kept, **rig.machine()}))
    return int(not all(kept.values()))


def _apart(part: str, servers: rig.Servers, posts: int, first: bool) -> dict[str, Any]:
    """Each part in a process of its own, because a process has one database."""
    code = (
        "import json, sys; from benchmarks import rig, scale; from types import SimpleNamespace as N; "
        "e = json.loads(sys.argv[1]); s = rig.Servers(e['WELLSPOKEN_ENGINE'], *(N(address=e[k]) if k in e else None "
        "for k in ('WELLSPOKEN_DATABASE', 'WELLSPOKEN_BROKER'))); "
        f"print(json.dumps(scale.PARTS['{part}'](scale.Bench(s, {posts}, {first}))))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(rig.ROOT / "src"), str(rig.ROOT)])}
    done = subprocess.run(
        [sys.executable, "-c", code, json.dumps(servers.environment)], env=environment, cwd=rig.ROOT,
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    raise SystemExit(main())
