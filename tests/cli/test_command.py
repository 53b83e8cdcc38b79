"""The command itself: help for each, a plain answer for what does not exist, quick starts."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scripts import migrated
from wellspoken.cli import COMMANDS, app

runner = CliRunner()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    result = runner.invoke(app, [name, "--help"])
    assert result.exit_code == 0
    assert "Usage" in result.output


def test_an_unknown_command_is_said_plainly() -> None:
    result = runner.invoke(app, ["nope"])
    assert result.exit_code == 2
    assert "No such command" in result.output


def test_screening_starts_without_django() -> None:
    code = (
        "import sys; sys.argv=['wellspoken','screen','--help'];"
        "import wellspoken.cli as c\n"
        "try: c.main()\n"
        "except SystemExit: pass\n"
        "assert not any(m.split('.')[0]=='django' for m in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_init_is_safe_to_repeat(tmp_path: Path) -> None:
    def init() -> None:
        subprocess.run(
            [sys.executable, "-m", "wellspoken", "init", "--data", str(tmp_path)], check=True, env=clean_environment()
        )

    init()
    keys = (tmp_path / "seal.keys").read_text()
    init()
    assert (tmp_path / "seal.keys").read_text() == keys
    assert (tmp_path / "seal.keys").stat().st_mode & 0o077 == 0


def clean_environment() -> dict[str, str]:
    drop = {"DJANGO_SETTINGS_MODULE", "WELLSPOKEN_DATA", "WELLSPOKEN_URL"}
    return {k: v for k, v in os.environ.items() if k not in drop}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def health(port: int) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def wait_for(code: int, port: int, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while health(port) != code:
        assert time.monotonic() < deadline, f"/health answers {health(port)}, not {code}"
        time.sleep(0.2)


def test_run_serves_mends_itself_and_stops_cleanly(tmp_path: Path) -> None:
    port = free_port()
    migrated.bring(tmp_path / "wellspoken.sqlite3")  # the first start itself is tested above and in the browser
    command = [sys.executable, "-m", "wellspoken", "run", "--port", str(port), "--data", str(tmp_path)]
    with subprocess.Popen(command, env=clean_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as group:
        try:
            wait_for(200, port)
            worker = child_of(group.pid, "worker")
            os.kill(worker, signal.SIGKILL)
            assert wait_for_other_worker(group.pid, worker)
            wait_for(200, port)
            everybody = family(group.pid)
        finally:
            group.send_signal(signal.SIGINT)
            group.wait(40)
        assert group.returncode == 0
        assert not [pid for pid in everybody if alive(pid)]


def family(pid: int) -> list[int]:
    import psutil

    return [child.pid for child in psutil.Process(pid).children(recursive=True)]


def child_of(pid: int, word: str) -> int:
    import psutil

    living = [c for c in psutil.Process(pid).children() if c.status() != psutil.STATUS_ZOMBIE]
    return next(c.pid for c in living if word in c.cmdline())


def wait_for_other_worker(pid: int, old: int) -> bool:
    import psutil

    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            if child_of(pid, "worker") != old:
                return True
        except (StopIteration, psutil.Error):
            pass  # between the end of one and the start of the next
        time.sleep(0.2)
    return False


def alive(pid: int) -> bool:
    import psutil

    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def test_doctor_says_what_is_wrong_and_how_to_mend_it(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "wellspoken", "doctor", "--json", "--data", str(tmp_path / "nothing")],
        capture_output=True,
        text=True,
        check=False,
        env=clean_environment(),
    )
    findings = {f["what"]: f for f in json.loads(done.stdout)}
    assert done.returncode == 1
    assert findings["Keys"]["state"] == "bad"
    assert findings["Keys"]["mend"]
