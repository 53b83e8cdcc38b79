"""A PostgreSQL server of its own, from the programs that Debian's package `postgresql` brings.

    with Postgres() as server:
        server.address   # postgresql://postgres@127.0.0.1:5433/wellspoken

`python -m tests.servers.postgres COMMAND ...` runs a command with `WELLSPOKEN_DATABASE` naming such a server.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from tests.servers.processes import call, drop_to, folder_of, free_port

PACKAGE = "postgresql"


def programs() -> Path | None:
    """The folder of the newest PostgreSQL server here, or None."""
    found = [p for p in Path("/usr/lib/postgresql").glob("*/bin/postgres") if p.parent.joinpath("initdb").exists()]
    if found:
        return max(found, key=lambda p: int(re.sub(r"\D", "", p.parts[-3]) or 0)).parent
    here = shutil.which("initdb")
    return Path(here).parent if here else None


class Postgres:
    """Starts with the `with`, ends with it. `durable`: writes reach the disk before a commit answers."""

    def __init__(self, port: int = 0, *, durable: bool = True, name: str = "wellspoken") -> None:
        self.port, self.durable, self.name = free_port(port), durable, name
        self._stack = ExitStack()

    @property
    def address(self) -> str:
        """What goes into `WELLSPOKEN_DATABASE`."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{self.name}"

    def __enter__(self) -> Self:
        bin_ = programs()
        if bin_ is None:
            raise RuntimeError(f"no PostgreSQL server is installed: apt-get install {PACKAGE}")
        self.bin, self.user = bin_, drop_to("postgres")
        self.folder = self._stack.enter_context(folder_of(self.user, "wellspoken-postgres-"))
        data = str(self.folder / "data")
        call([str(self.bin / "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
              "--no-sync"], self.user)  # fmt: skip
        self._stack.callback(self.stop)
        self.start()
        createdb = [str(self.bin / "createdb"), "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", self.name]
        call(createdb, self.user)
        return self

    def __exit__(self, *args: object) -> None:
        self._stack.close()

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c max_connections=200"
        options += " -c shared_buffers=128MB"
        options += "" if self.durable else " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        self._control("start", "-w", "-t", "60", "-l", str(self.folder / "log"), "-o", options)

    def stop(self, how: str = "fast") -> None:
        """Stop: `fast` ends sessions, `immediate` is a crash."""
        if (self.folder / "data" / "postmaster.pid").exists():
            self._control("stop", "-m", how, "-w")

    def cut(self) -> None:
        """End every session of ours, as a firewall or a fail-over does."""
        sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'wellspoken'"
        self.ask(sql)

    def ask(self, sql: str) -> str:
        """One statement through psql; what it prints."""
        command = [str(self.bin / "psql"), "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", "-At"]
        done = subprocess.run(
            [*command, "-d", self.name, "-c", sql], capture_output=True, text=True, check=True, cwd="/"
        )
        return done.stdout.strip()

    def _control(self, *words: str) -> None:
        call([str(self.bin / "pg_ctl"), "-D", str(self.folder / "data"), *words], self.user)


def main() -> int:
    """Run the command given, with a server beside it."""
    with Postgres(durable=False) as server:
        environment = {**os.environ, "WELLSPOKEN_DATABASE": server.address}
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
