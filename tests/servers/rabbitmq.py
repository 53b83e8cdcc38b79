"""A RabbitMQ broker of its own, from the programs that Debian's package `rabbitmq-server` brings."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from tests.servers.processes import answers, as_user, drop_to, folder_of, free_port

PACKAGE = "rabbitmq-server"
START_SECONDS = 90.0


def program() -> str | None:
    """The broker's own start script, or None (Debian's wrapper changes users by itself)."""
    here = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
    return str(here) if here.exists() else shutil.which("rabbitmq-server")


class RabbitMQ:
    """Starts with the `with`, ends with it."""

    def __init__(self, port: int = 0) -> None:
        self.port = free_port(port)
        self.far = free_port(self.port + 1 if port else 0)
        self._stack = ExitStack()
        self.child: subprocess.Popen[bytes] | None = None
        self.mapper: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """What goes into `WELLSPOKEN_BROKER`."""
        return f"amqp://guest:guest@127.0.0.1:{self.port}//"

    def __enter__(self) -> Self:
        if program() is None:
            raise RuntimeError(f"no RabbitMQ broker is installed: apt-get install {PACKAGE}")
        self.user = drop_to("rabbitmq")
        self.folder = self._stack.enter_context(folder_of(self.user, "wellspoken-rabbit-"))
        self.mapper_port = free_port(self.far + 1)
        self._stack.callback(self._end)
        self.start()
        return self

    def __exit__(self, *args: object) -> None:
        self._stack.close()

    def start(self) -> None:
        """Start, and wait until it accepts connections."""
        environment = {**os.environ, **self._environment()}
        with (self.folder / "out").open("ab") as out:
            if self.mapper is None:
                self.mapper = subprocess.Popen(  # type: ignore[call-overload]
                    ["epmd", "-port", str(self.mapper_port)], stdout=out, stderr=out, **as_user(self.user)
                )
            self.child = subprocess.Popen(  # type: ignore[call-overload]
                [program()], env=environment, stdout=out, stderr=out, cwd="/", start_new_session=True,
                **as_user(self.user),
            )  # fmt: skip
        end = time.monotonic() + START_SECONDS
        while not answers(self.port):
            if self.child is None or self.child.poll() is not None or time.monotonic() > end:
                raise RuntimeError((self.folder / "out").read_text(errors="replace")[-3000:])
            time.sleep(0.2)

    def _environment(self) -> dict[str, str]:
        folder = str(self.folder)
        return {
            "HOME": folder,
            "ERL_EPMD_PORT": str(self.mapper_port),
            "RABBITMQ_NODENAME": f"wellspoken{self.port}@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(self.port),
            "RABBITMQ_DIST_PORT": str(self.far),
            "RABBITMQ_MNESIA_BASE": f"{folder}/mnesia",
            "RABBITMQ_LOG_BASE": f"{folder}/log",
            "RABBITMQ_PID_FILE": f"{folder}/pid",
            "RABBITMQ_ENABLED_PLUGINS_FILE": f"{folder}/plugins",
            "RABBITMQ_CONFIG_FILE": f"{folder}/none",
            # two schedulers, few processes waiting busily: it shares the machine with what is measured
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+S 1:1 +sbwt none +sbwtdcpu none +sbwtdio none",
        }

    def kill(self) -> None:
        """End it as a power cut does."""
        if self.child is not None:
            os.killpg(self.child.pid, signal.SIGKILL)
            self.child.wait()
            self.child = None
            while answers(self.port):
                time.sleep(0.05)

    def pause(self) -> None:
        """Stop it without closing a connection: it takes what is sent and never answers."""
        assert self.child is not None
        os.killpg(self.child.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        """End the pause."""
        assert self.child is not None
        os.killpg(self.child.pid, signal.SIGCONT)

    def _end(self) -> None:
        self.kill()
        if self.mapper is not None:
            self.mapper.kill()
            self.mapper.wait()
