"""`make check`: format, lint, types, directions, templates, front end; all of them, then one verdict."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
CHECKS = {
    "format": [BIN / "ruff", "format", "--check", "--quiet", "src", "tests", "scripts", "benchmarks"],
    "lint": [BIN / "ruff", "check", "--quiet", "src", "tests", "scripts", "benchmarks"],
    "types": [BIN / "mypy"],
    "directions": [BIN / "lint-imports", "--no-logo"],
    "templates": [BIN / "djlint", "src/wellspoken/web/templates", "--lint", "--quiet"],
    "sizes, migrations and messages": [BIN / "python", "-m", "pytest", "tests/architecture", "-p", "no:randomly"],
    "front end": ["npm", "run", "--silent", "check"],
}


def one(item: tuple[str, list[str | Path]]) -> tuple[str, bool, str, float]:
    """Run one check; returns its name, whether it passed, what it printed and its seconds."""
    name, command = item
    began = time.monotonic()
    where = ROOT / "frontend" if name == "front end" else ROOT
    done = subprocess.run([str(c) for c in command], cwd=where, capture_output=True, text=True, check=False)
    return name, done.returncode == 0, done.stdout + done.stderr, time.monotonic() - began


def main() -> None:
    """Run all, two at a time; print what failed; end non-zero when anything did."""
    began = time.monotonic()
    failed: list[str] = []
    with ThreadPoolExecutor(2) as pool:
        for name, passed, output, seconds in pool.map(one, CHECKS.items()):
            print(f"{'✓' if passed else '✗'} {name} ({seconds:.1f} s)", flush=True)
            if not passed:
                failed.append(name)
                print(output[-6000:])
    print(json.dumps({"checks": len(CHECKS), "failed": failed, "seconds": round(time.monotonic() - began, 1)}))
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
