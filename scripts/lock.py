"""Renew the lock files: exact versions with hashes, and no address of any registry."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GROUPS = {"run": [], "test": ["test"], "dev": ["test", "dev"]}


def main() -> None:
    """Write requirements/{run,test,dev}.lock and the front end's lock file."""
    for name, groups in GROUPS.items():
        command = [".venv/bin/uv", "pip", "compile", "pyproject.toml", "--universal", "--generate-hashes", "--quiet"]
        command += ["--no-header", "--no-emit-index-url", "--output-file", f"requirements/{name}.lock"]
        command += [part for group in groups for part in ("--group", group)]
        subprocess.run(command, cwd=ROOT, check=True)
    subprocess.run(
        ["npm", "install", "--package-lock-only", "--omit-lockfile-registry-resolved", "--no-audit", "--no-fund"],
        cwd=ROOT / "frontend",
        check=True,
    )


if __name__ == "__main__":
    main()
