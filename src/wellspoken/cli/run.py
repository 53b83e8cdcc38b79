"""`wellspoken run`: web server and delivery worker in one process group that Ctrl-C ends cleanly."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from types import FrameType
from typing import Annotated

import typer

from wellspoken.cli.setup import DataOption, use_data

RESTART_AFTER_SECONDS = 1.0
STOP_WITHIN_SECONDS = 35.0  # an attempt under way may take 30 s


def run(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    data: DataOption = None,
    demo: Annotated[bool, typer.Option("--demo", help="Start with the sample hospital.")] = False,
) -> None:
    """Serve the product on this machine, delivery included. Ctrl-C stops it.

    Example: wellspoken run --port 8000 --data var
    """
    folder = use_data(data)
    os.environ.setdefault("WELLSPOKEN_URL", f"http://{'localhost' if host == '127.0.0.1' else host}:{port}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellspoken.config.settings.dev")
    os.environ.setdefault("WELLSPOKEN_PRIVATE_NETWORKS", "1" if host == "127.0.0.1" else "")
    _port_is_free(host, port)
    _once("init", "--data", str(folder))
    if demo:
        _once("demo", "--data", str(folder), "--if-empty")
    group = ProcessGroup({"web": _web(host, port), "delivery": [sys.executable, "-m", "wellspoken", "worker"]})
    typer.echo(f"\n  Wellspoken is at {os.environ['WELLSPOKEN_URL']}\n  Data: {folder}\n  Ctrl-C stops it.\n")
    raise typer.Exit(group.keep())


def _web(host: str, port: int) -> list[str]:
    options = ["--interface", "wsgi", "--host", host, "--port", str(port), "--workers", "1"]
    options += ["--blocking-threads", "8", "--no-ws", "--log-level", "error", "--respawn-failed-workers"]
    return [sys.executable, "-m", "granian", *options, "wellspoken.config.wsgi:application"]


def _once(*words: str) -> None:
    """Run one of our own commands to its end; stop with its exit code when it fails."""
    code = subprocess.run([sys.executable, "-m", "wellspoken", *words], check=False).returncode  # noqa: S603
    if code:
        raise typer.Exit(code)


def _port_is_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            typer.echo(
                f"Port {port} is in use. Stop what is using it, or choose another: make run PORT={port + 1}", err=True
            )
            raise typer.Exit(2) from None


@dataclass
class ProcessGroup:
    """Starts named commands, starts them again when they die, ends them all when asked to stop."""

    commands: dict[str, list[str]]
    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    stopping: bool = False

    def keep(self) -> int:
        """Run until SIGINT or SIGTERM; returns the exit code."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask_to_stop)
        for name in self.commands:
            self._start(name)
        while not self.stopping:
            time.sleep(0.25)
            self._restart_dead()
        return self._end()

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _start(self, name: str) -> None:
        # their own session: Ctrl-C reaches only us, and we end them in order
        self.children[name] = subprocess.Popen(self.commands[name], start_new_session=True)  # noqa: S603

    def _restart_dead(self) -> None:
        for name, child in list(self.children.items()):
            if child.poll() is not None and not self.stopping:
                typer.echo(f"{name} ended ({child.returncode}); starting it again.", err=True)
                time.sleep(RESTART_AFTER_SECONDS)
                self._start(name)

    def _end(self) -> int:
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + STOP_WITHIN_SECONDS
        for child in self.children.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
        typer.echo("Stopped.")
        return 0
