"""A delivery worker whose networks are pretended: they answer after a moment, or hang while a file says so."""

from __future__ import annotations

import json
import os
import threading
import time
from collections import Counter
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
    counted = _count_statements()
    worker.main()
    Path(log).with_suffix(".statements").write_text(json.dumps(counted))


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
