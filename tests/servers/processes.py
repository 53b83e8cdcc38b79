"""Starting a server that refuses to run as root, on a free port, in a folder that is removed afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def free_port(start: int = 0) -> int:
    """A port nobody listens on: any, or the first from `start` on."""
    number = start
    while True:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", number))
            except OSError:
                number += 1
                continue
            return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    """Whether somebody listens there."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def folder_of(user: str | None, prefix: str) -> Iterator[Path]:
    """A folder of the user that the server runs as."""
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    if user:
        shutil.chown(folder, user)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def drop_to(*names: str) -> str | None:
    """The first of these users that exists; None when we are not root and run as ourselves."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in names if name in known), "nobody")


def as_user(user: str | None) -> dict[str, object]:
    """`subprocess` options that make the child run as that user."""
    return {} if user is None else {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


def call(command: list[str], user: str | None, environment: dict[str, str] | None = None) -> None:
    """Run to the end; what it printed is shown when it fails."""
    done = subprocess.run(  # type: ignore[call-overload]
        command, capture_output=True, text=True, check=False, env=environment, cwd="/", **as_user(user)
    )
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
