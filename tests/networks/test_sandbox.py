"""The sandbox: started as a person starts it, ended as a person ends it, nothing forgotten."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.replicas.pds import free_pair
from wellspoken.cli import sandbox_server
from wellspoken.cli.sandbox_server import Sandbox, SandboxError, ensure_installed, start
from wellspoken.networks.bluesky.connector import BlueskyConnector

pytestmark = pytest.mark.pds


def test_accounts_and_posts_outlive_a_restart(pds: Sandbox, tmp_path: Path) -> None:
    port = free_pair()
    with start(tmp_path, port) as first:
        made = first.sample_account("twice")
    with start(tmp_path, port) as second:
        assert second.sample_account("twice") == made
        account = BlueskyConnector().sign_in(second.url, made.handle, made.app_password, allow_private=True)
        assert account.remote_id == made.did
    kept = tmp_path / "account-twice.json"
    assert kept.stat().st_mode & 0o077 == 0
    assert (tmp_path / "server" / "keys.json").stat().st_mode & 0o077 == 0


ALONE = ("-m", "wellspoken.cli.sandbox")
AS_PART = ("-c", "from wellspoken.cli import main; main()", "sandbox")


@pytest.mark.parametrize("how", [ALONE, AS_PART], ids=["alone", "as_part"])
def test_the_command_says_how_to_connect_and_ends_cleanly(pds: Sandbox, tmp_path: Path, how: tuple[str, ...]) -> None:
    port = free_pair()
    env = {**os.environ, "PYTHONPATH": "src", "PYTHONUNBUFFERED": "1"}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, *how, "--data", str(tmp_path), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env)
    assert process.stdout is not None
    said = ""
    while "Ctrl-C" not in said:
        line = process.stdout.readline()
        assert line, said
        said += line
    found = dict(re.findall(r"^  (\w[\w ]*?)  +(\S+)$", said, re.MULTILINE))
    account = BlueskyConnector().sign_in(found["server"], found["handle"], found["app password"], allow_private=True)
    assert account.handle == found["handle"]
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    process.stdout.close()


def test_a_port_in_use_says_so(pds: Sandbox, tmp_path: Path) -> None:
    taken = int(pds.url.rpartition(":")[2])
    with pytest.raises(SandboxError, match="EADDRINUSE"):
        start(tmp_path, taken)


def test_a_failed_installation_leaves_no_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise SandboxError("no compiler")

    monkeypatch.setattr(sandbox_server, "_run", broken)
    with pytest.raises(SandboxError, match="no compiler"):
        ensure_installed(tmp_path)
    assert not (tmp_path / "installed").exists()


def test_the_lock_file_names_no_address() -> None:
    text = (sandbox_server.FILES / "package-lock.json").read_text()
    assert '"resolved"' not in text
    assert '"integrity"' in text
