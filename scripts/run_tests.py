"""Run the whole suite on two processes: first what is quick, then what drives browsers and kills workers.

A test that fails is run once more by itself. If it passes then, the run passes
and says which tests were unstable: on a machine of two cores a browser can be
starved, and that is worth knowing without losing the rest.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: these start servers, browsers and processes of their own and wait for them: they come last, side by side
HEAVY = ["tests/browser", "tests/faults"]
#: a file stays on one process, so that its server and its people are made once; tests/conftest.py orders the files
PARALLEL = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
FAILED = ROOT / ".pytest_cache" / "v" / "cache" / "lastfailed"
#: more than this many failures is no accident
FEW = 5


def pytest(*arguments: str) -> int:
    """One pytest run; its exit code (5, no tests collected, counts as a failure)."""
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=ROOT, check=False).returncode


def part(*arguments: str, unstable: list[str]) -> int:
    """One part of the suite, its few failures tried once more; adds to `unstable` what passed only then."""
    FAILED.unlink(missing_ok=True)
    code = pytest(*arguments)
    failed = list(json.loads(FAILED.read_text())) if code == 1 and FAILED.is_file() else []
    if not failed or len(failed) > FEW:
        return code
    print(f"\nOnce more, by themselves: {', '.join(failed)}\n", flush=True)
    code = pytest(*failed)
    if code == 0:
        unstable += failed
    return code


def on_postgres() -> int:
    """What touches the database, on a PostgreSQL server of its own that is thrown away afterwards."""
    chosen = [sys.executable, "-m", "pytest", *PARALLEL, "tests/rooms", "tests/api"]
    with_server = [sys.executable, "-m", "tests.servers.postgres", *chosen]
    return subprocess.run(with_server, cwd=ROOT, check=False).returncode


def main() -> None:
    """All parts always run; the exit code tells whether all passed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--db", choices=["sqlite", "postgres"], default="sqlite")
    if options.parse_args().db == "postgres":
        sys.exit(on_postgres())
    unstable: list[str] = []
    ignored = [f"--ignore={folder}" for folder in HEAVY]
    codes = [part(*PARALLEL, *chosen, unstable=unstable) for chosen in (["tests", *ignored], HEAVY)]
    print(json.dumps({"parts": len(codes), "failed": sum(map(bool, codes)), "unstable": unstable}))
    sys.exit(max(codes))


if __name__ == "__main__":
    main()
