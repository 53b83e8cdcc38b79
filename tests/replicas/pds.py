"""The real Bluesky server as a fixture. Import ``pds`` into a conftest to use it.

The first use on a machine installs the server (two to three minutes) into
``$WELLSPOKEN_SANDBOX`` or ``~/.cache/wellspoken/sandbox``.
"""

from __future__ import annotations

import os
import random
import socket
import uuid
from collections.abc import Iterator
from contextlib import closing

import pytest

from wellspoken.cli.sandbox_server import Sandbox, SandboxError, ensure_installed, start
from wellspoken.networks.bluesky.connector import BlueskyConnector
from wellspoken.networks.contract import Account


def _free(port: int) -> bool:
    with closing(socket.socket()) as one:
        try:
            one.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def free_pair() -> int:
    """Return a port that is free together with the next one."""
    picked = random.Random(os.urandom(8))
    for _ in range(200):
        port = picked.randrange(21100, 21900)
        if _free(port) and _free(port + 1):
            return port
    raise RuntimeError("no two free ports beside each other")


@pytest.fixture(scope="session")
def pds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A running Bluesky server with nothing on it."""
    try:
        paths = ensure_installed()
    except SandboxError as error:
        pytest.skip(f"the Bluesky server cannot be installed here: {error}")
    with start(tmp_path_factory.mktemp("pds"), free_pair(), paths=paths) as server:
        yield server


def connect(server: Sandbox, name: str = "") -> Account:
    """Make an account and connect it with its app password."""
    made = server.create_account(name or f"t{uuid.uuid4().hex[:12]}")
    return BlueskyConnector().sign_in(server.url, made.handle, made.app_password, allow_private=True)
