"""Thirty kills of a real worker process, one in twenty replies lost: nothing twice, nothing lost, nothing false."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.faults


def test_thirty_kills() -> None:
    command = [sys.executable, "-m", "benchmarks.faults", "--kills", "30", "--posts", "60", "--no-pds"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    figures = json.loads(done.stdout.splitlines()[-1])
    assert figures["kills"] == 30
    assert figures["deliveries"] == 120
    assert (figures["twice"], figures["lost"], figures["false_sent"]) == (0, 0, 0)
    assert figures["live"] + figures["unknown_open"] == 120
    assert figures["unknown_open"] <= 20
