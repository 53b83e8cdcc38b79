"""How quickly pages come when a month holds 10,000 posts: `make bench NAME=pages`.

Makes a throw-away database, starts the product's own web server on it and asks
for each page with one client and with four. Prints a table; the last line is
one JSON object.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import json
import os
import platform
import secrets
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

WARM_UP = 6
LIMITS = {"p95_ms_1": 150.0, "p95_ms_4": 500.0, "bytes": 20_000, "queries": 12}


@dataclass(frozen=True)
class Figures:
    """One page. Milliseconds for one and for four clients; bytes compressed; queries."""

    p50_ms_1: float
    p95_ms_1: float
    p50_ms_4: float
    p95_ms_4: float
    bytes: int
    queries: int

    @property
    def good(self) -> bool:
        """Within every limit."""
        return all(getattr(self, name) <= limit for name, limit in LIMITS.items())


def main() -> int:
    """Measure, print, and say by the exit code whether every page kept its limits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=60, help="per client and page")
    options = parser.parse_args()
    with _installation() as data:
        month = datetime.now(UTC)
        cookie, pages = _prepare(options.posts, month)
        counts = {name: _queries(path, cookie) for name, path in pages.items()}
        with _server(data) as port:
            found = {n: _measure(port, p, cookie, counts[n], options.requests) for n, p in pages.items()}
    _print(found)
    good = all(figures.good for figures in found.values())
    summary = {
        "benchmark": "pages",
        "posts": options.posts,
        "pages": {name: asdict(figures) for name, figures in found.items()},
        "limits": LIMITS,
        "good": good,
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "date": f"{month:%Y-%m-%d}",
    }
    print(json.dumps(summary))
    return 0 if good else 1


@contextmanager
def _installation() -> Iterator[Path]:
    """An empty data folder with its own secrets; gone afterwards."""
    data = Path(tempfile.mkdtemp(prefix="wellspoken-pages-"))
    from cryptography.fernet import Fernet

    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "wellspoken.config.settings.dev",
        "WELLSPOKEN_DATA": str(data),
        "WELLSPOKEN_SECRET_KEY": secrets.token_urlsafe(50),
        "WELLSPOKEN_SEAL_KEYS": Fernet.generate_key().decode(),
    }
    (data / "static").mkdir()
    try:
        yield data
    finally:
        shutil.rmtree(data, ignore_errors=True)


def _prepare(posts: int, month: datetime) -> tuple[str, dict[str, str]]:
    """Fill the database; returns a session's cookie and the pages by name."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from benchmarks.pages_data import fill

    call_command("migrate", verbosity=0)
    print(f"writing {posts} posts …", flush=True)
    user = fill(posts, month)
    client = Client()
    client.force_login(user)
    day = f"{month:%Y-%m-%d}"
    pages = {
        "calendar month": f"/calendar/?view=month&day={day}",
        "calendar week": f"/calendar/?view=week&day={day}",
        "calendar list": f"/calendar/?view=list&day={day}",
        "home": "/",
        "posts": "/posts/",
    }
    return client.cookies["sessionid"].value, pages


def _queries(path: str, cookie: str) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.cookies["sessionid"] = cookie
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(path, headers={"host": "127.0.0.1"})
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}")
    return len(seen)


@contextmanager
def _server(data: Path) -> Iterator[int]:
    """The web server as `wellspoken run` starts it: one process, eight threads."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    options += ["--blocking-threads", "8", "--no-ws", "--log-level", "warning"]
    words = [sys.executable, "-m", "granian", *options, "wellspoken.config.wsgi:application"]
    with (data / "server.log").open("wb") as log:
        process = subprocess.Popen(words, stdout=log, stderr=log)
        try:
            _wait(port, process)
            yield port
        finally:
            process.terminate()
            process.wait(10)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise SystemExit("the server did not start")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the server did not start within 30 s")


def _measure(port: int, path: str, cookie: str, queries: int, requests: int) -> Figures:
    one, size = _ask(port, path, cookie, WARM_UP)
    one, size = _ask(port, path, cookie, requests)
    four: list[float] = []
    threads = [threading.Thread(target=lambda: four.extend(_ask(port, path, cookie, requests)[0])) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Figures(_at(one, 50), _at(one, 95), _at(four, 50), _at(four, 95), size, queries)


def _ask(port: int, path: str, cookie: str, times: int) -> tuple[list[float], int]:
    """Milliseconds of each request on one connection, and the bytes of the last body as it came."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": f"sessionid={cookie}", "Accept-Encoding": "gzip"}
    taken, size = [], 0
    for _ in range(times):
        start = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        taken.append((time.perf_counter() - start) * 1000)
        if answer.status != 200 or answer.headers.get("Content-Encoding") != "gzip":
            raise SystemExit(f"{path} answered {answer.status} {answer.headers}")
        size = len(body)
        gzip.decompress(body)
    connection.close()
    return taken, size


def _at(values: list[float], percent: int) -> float:
    return round(statistics.quantiles(values, n=100, method="inclusive")[percent - 1], 1)


def _print(found: dict[str, Figures]) -> None:
    print(f"{'page':16} {'p50 1':>8} {'p95 1':>8} {'p50 4':>8} {'p95 4':>8} {'bytes':>7} {'queries':>7}")
    for name, f in found.items():
        print(
            f"{name:16} {f.p50_ms_1:8} {f.p95_ms_1:8} {f.p50_ms_4:8} {f.p95_ms_4:8} {f.bytes:7} {f.queries:7}"
            f"{'' if f.good else '  over a limit'}"
        )


if __name__ == "__main__":
    raise SystemExit(main())
