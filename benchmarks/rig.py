"""A throw-away installation with channels on local servers, and worker processes to run (and kill) beside it."""

from __future__ import annotations

import os
import platform
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def prepare(**environment: str) -> Path:
    """Make a data folder with an empty database and load Django on it; call before importing rooms."""
    data = Path(tempfile.mkdtemp(prefix="wellspoken-bench-"))
    os.environ.update(
        {
            "WELLSPOKEN_DATA": str(data),
            "DJANGO_SETTINGS_MODULE": "wellspoken.config.settings.test",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            **environment,
        }
    )
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    return data


class Servers:
    """What an engine needs beside the product: nothing, or PostgreSQL and RabbitMQ of their own on this machine."""

    def __init__(self, name: str, postgres: Any = None, rabbit: Any = None) -> None:
        self.name, self.postgres, self.rabbit = name, postgres, rabbit

    @property
    def environment(self) -> dict[str, str]:
        """The settings that choose them."""
        found = {"WELLSPOKEN_ENGINE": self.name}
        if self.postgres is not None:
            found["WELLSPOKEN_DATABASE"] = self.postgres.address
        if self.rabbit is not None:
            found["WELLSPOKEN_BROKER"] = self.rabbit.address
        return found


@contextmanager
def engine(name: str) -> Iterator[Servers]:
    """The servers of that engine, as long as the block lasts; a polite end (SIGTERM) ends them too."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if name != "celery":
        yield Servers(name)
        return
    from tests.servers.postgres import Postgres
    from tests.servers.rabbitmq import RabbitMQ

    with Postgres() as postgres, RabbitMQ() as rabbit:
        yield Servers(name, postgres, rabbit)


def worker(*words: str, log: Path) -> subprocess.Popen[bytes]:
    """Start a worker process; `words` go to `benchmarks.faults_worker` (none: a worker without faults)."""
    command = [sys.executable, "-m", "benchmarks.faults_worker", *words]
    with log.open("ab") as out:
        return subprocess.Popen(command, stdout=out, stderr=out, cwd=ROOT, start_new_session=True)


def machine() -> dict[str, Any]:
    """What the figures were taken on."""
    with Path("/proc/cpuinfo").open() as info:
        names = [line.partition(":")[2].strip() for line in info if line.startswith("model name")]
    return {
        "cpu": names[0] if names else platform.processor(),
        "cores": os.cpu_count(),
        "load_1min": round(os.getloadavg()[0], 1),  # other work on the machine blurs every figure
        "python": platform.python_version(),
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
    }


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of the values lie (nearest rank); 0 for none."""
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 3) if ordered else 0.0
