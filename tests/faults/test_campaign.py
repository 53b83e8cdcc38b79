"""Thirty kills of a real worker process, one in twenty replies lost: nothing twice, nothing lost, nothing false."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from wellspoken.cli.sandbox_server import Sandbox

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.faults, pytest.mark.pds]


def test_thirty_kills(pds: Sandbox) -> None:
    """With a Bluesky server of its own; `pds` says whether one can run on this machine."""
    command = [sys.executable, "-m", "benchmarks.faults", "--kills", "30", "--posts", "60"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    figures = json.loads(done.stdout.splitlines()[-1])
    assert figures["kills"] == 30
    assert len(figures["steps"]) >= 12  # of fourteen places to die at, and the clock
    assert figures["deliveries"] == 180
    assert (figures["twice"], figures["lost"], figures["false_sent"]) == (0, 0, 0)
    assert figures["live"] + figures["unknown_open"] == 180
    assert figures["unknown_open"] <= 20
