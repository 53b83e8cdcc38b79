"""Run the whole suite: what can share the machine runs in parallel, what counts seconds or kills runs alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: these own servers, browsers and processes; they run one after another
ALONE = ["tests/browser", "tests/journeys", "tests/faults"]


def pytest(*arguments: str) -> int:
    """One pytest run; its exit code (5, no tests collected, counts as a failure)."""
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=ROOT, check=False).returncode


def main() -> None:
    """All parts always run; the exit code tells whether all passed."""
    alone = [folder for folder in ALONE if (ROOT / folder).is_dir()]
    ignored = [f"--ignore={folder}" for folder in alone]
    codes = [pytest("-n", "2", "--dist", "loadfile", "tests", *ignored)]
    codes += [pytest(folder) for folder in alone]
    sys.exit(max(codes))


if __name__ == "__main__":
    main()
