"""Run the whole suite at once: what drives browsers and kills workers waits a lot, beside it the rest computes.

A test that fails is run once more by itself. If it passes then, the run passes
and says which tests were unstable: on a machine of two cores a browser can be
starved, and that is worth knowing without losing the rest.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: a file stays on one process, so that its server and its people are made once; tests/conftest.py orders the files.
#: one process more than the two cores that are promised: there is always one that waits for a browser or a server
PARALLEL = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]
#: what `make check` has just run
CHECKED = "tests/architecture"
#: compiled once for all the processes that tests start, even where Python is told to keep nothing beside the sources
COMPILED = ROOT / ".venv" / "bytecode"
FAILED = ROOT / ".pytest_cache" / "v" / "cache" / "lastfailed"
#: more than this many failures is no accident
FEW = 5


def environment() -> dict[str, str]:
    """This process's, with a place for compiled files."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(COMPILED)}


def python(*arguments: str) -> int:
    """One run of this Python in the checkout; its exit code."""
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment(), check=False).returncode


def pytest(*arguments: str) -> int:
    """One pytest run; its exit code (5, no tests collected, counts as a failure)."""
    return python("-m", "pytest", *arguments)


def steady(*arguments: str, unstable: list[str]) -> int:
    """The suite, its few failures tried once more; adds to `unstable` what passed only then."""
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
    return python("-m", "tests.servers.postgres", *chosen)


def main() -> None:
    """The exit code tells whether everything passed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--db", choices=["sqlite", "postgres"], default="sqlite")
    if options.parse_args().db == "postgres":
        sys.exit(on_postgres())
    unstable: list[str] = []
    code = steady(*PARALLEL, "tests", f"--ignore={CHECKED}", unstable=unstable)
    print(json.dumps({"parts": 1, "failed": int(bool(code)), "unstable": unstable}))
    sys.exit(code)


if __name__ == "__main__":
    main()
