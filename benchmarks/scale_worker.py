"""A delivery worker whose networks are pretended: they answer after a moment, or hang while a file says so."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections import Counter, defaultdict
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

#: how long a call to a network that is down takes until it is given up
HANG_SECONDS = 20.0


def begin(answer_seconds: float, log: Path, down: Path | None = None) -> BaseProcess:
    """Start one. Channels whose name begins with "down" hang while the file `down` exists."""
    nursery = get_context("forkserver")
    nursery.set_forkserver_preload(["benchmarks.faults_nursery"])
    child = nursery.Process(target=_live, args=(answer_seconds, str(log), str(down or "")), daemon=True)
    child.start()
    return child


def _live(answer_seconds: float, log: str, down: str) -> None:
    with Path(log).open("ab") as out:
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)
    import django

    django.setup()
    from wellspoken.rooms.publishing import lines, worker

    pretend = _connector(answer_seconds, Path(down) if down else None)
    lines.connector_for = pretend
    _mark_on_signal(_count_statements(), Path(log).with_suffix(".marks"))
    worker.main()


def _mark_on_signal(counted: Counter[str], path: Path) -> None:
    """At each SIGUSR1 write down, by kind of thread, the statements so far and the seconds of processor time."""

    def mark(*_signal: object) -> None:
        spent: dict[str, float] = defaultdict(float)
        for thread in threading.enumerate():
            if thread.ident is not None:
                clock = time.pthread_getcpuclockid(thread.ident)
                spent[thread.name.partition("-")[0]] += time.clock_gettime(clock)
        with path.open("a") as out:
            whole = {"process": time.process_time(), "statements": counted, "seconds": spent}
            out.write(json.dumps(whole) + "\n")

    signal.signal(signal.SIGUSR1, mark)


def go_first(processes: list[int]) -> None:
    """Let every thread of these go before the ordinary work of this machine, for as long as they live."""
    for process in processes:
        for thread in Path(f"/proc/{process}/task").iterdir():
            os.sched_setscheduler(int(thread.name), os.SCHED_RR, os.sched_param(1))


class Marks:
    """What a worker spent between two moments."""

    def __init__(self, child: BaseProcess, log: Path) -> None:
        self._child, self._path, self._known = child, log.with_suffix(".marks"), 0

    def set(self) -> None:
        """Have the worker write down where it is."""
        os.kill(self._child.pid or 0, signal.SIGUSR1)
        self._known += 1
        end = time.monotonic() + 10
        while len(self._lines()) < self._known and time.monotonic() < end:
            time.sleep(0.02)

    def spent(self) -> dict[str, Any]:
        """From the last mark but one to the last: `process` seconds, `statements` and `seconds` by kind of thread."""
        first, last = (json.loads(line) for line in self._lines()[-2:])
        return {
            "process": last["process"] - first["process"],
            "statements": {k: v - first["statements"].get(k, 0) for k, v in last["statements"].items()},
            "seconds": {k: round(v - first["seconds"].get(k, 0.0), 3) for k, v in last["seconds"].items()},
        }

    def _lines(self) -> list[str]:
        return self._path.read_text().splitlines() if self._path.exists() else []


def _count_statements() -> Counter[str]:
    """Statements by the first word of the thread's name that sends them; one that carries many rows counts once."""
    from django.db.backends.signals import connection_created

    counted: Counter[str] = Counter()

    def wrap(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        counted[threading.current_thread().name.partition("-")[0]] += 1
        return execute(sql, params, many, context)

    def listen(connection: Any, **_more: Any) -> None:
        if wrap not in connection.execute_wrappers:
            connection.execute_wrappers.append(wrap)

    connection_created.connect(listen, weak=False)
    return counted


def _connector(answer_seconds: float, down: Path | None) -> Any:
    from tests.publishing_kit import FakeConnector, Net
    from wellspoken.networks.contract import Outcome, Sent

    net = Net()

    class Pretended(FakeConnector):
        hangs = False

        def publish(self, account: Any, prepared: Any) -> Sent:
            if self.hangs and down is not None and down.exists():
                time.sleep(HANG_SECONDS)
                return Sent(Outcome.NOT_SENT, reason="network_down")
            time.sleep(answer_seconds)
            return super().publish(account, prepared)

    def connector_for(delivery: Any) -> Any:
        made = Pretended(net)
        made.hangs = delivery.channel.name.startswith("down")
        return made

    return connector_for
