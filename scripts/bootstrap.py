"""Prepare this checkout: virtual environment, Python packages, front end, message catalogues.

Standard library only, so that it runs before anything is installed. Each step
remembers a fingerprint of what it depends on in `.venv/.stamps/` and is skipped
while that has not changed. Says plainly what is missing.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
STAMPS = VENV / ".stamps"
#: what the tests drive: program to look for -> Debian package
DEBIAN_FOR_TESTS = {"chromium": "chromium", "xgettext": "gettext"}


def say(text: str) -> None:
    """Tell the person what is being done."""
    print(f"· {text}", flush=True)


def stop(text: str) -> None:
    """End with a sentence that says what to do."""
    sys.exit(f"✗ {text}")


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    """Run a command; on failure show its output and stop."""
    words = [str(c) for c in command]
    done = subprocess.run(words, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        print(done.stdout[-6000:])
        stop(f"`{' '.join(Path(word).name for word in words[:3])} …` failed; its last words are above.")


def fingerprint(*paths: Path) -> str:
    """One hash over the contents of files and folders."""
    digest = hashlib.sha256(sys.version.encode())
    for path in paths:
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            if "node_modules" in file.parts or "dist" in file.parts or file.suffix == ".mo":
                continue
            digest.update(str(file.relative_to(ROOT)).encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def step(name: str, text: str, inputs: list[Path], work: Callable[[], None], product: Path | None = None) -> None:
    """Do `work` unless its inputs are as they were last time and its product is still there."""
    stamp = STAMPS / name
    now = fingerprint(*inputs)
    if stamp.is_file() and stamp.read_text() == now and (product is None or product.exists()):
        return
    say(text)
    work()
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(now)


def node_major() -> int:
    """The installed Node's major version; 0 without one."""
    if not shutil.which("node"):
        return 0
    shown = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    return int(shown.lstrip("v").split(".")[0] or 0)


def check_tools() -> None:
    """Stop with plain words when Python or Node is missing or too old."""
    if sys.version_info < (3, 11):
        found = sys.version.split()[0]
        stop(f"Wellspoken needs Python 3.11 or newer; this is {found}. Try `make run PYTHON=python3.12`.")
    if node_major() < 20:
        stop(f"Wellspoken needs Node 20 or newer to build its pages (found: {node_major() or 'none'}).")


def environment(lock: Path) -> None:
    """Make the virtual environment and install exactly what the lock says."""
    if not (BIN / "python").exists():
        run(sys.executable, "-m", "venv", VENV)
    if not (BIN / "uv").exists():
        run(BIN / "python", "-m", "pip", "install", "--quiet", "uv")
    run(BIN / "uv", "pip", "install", "--quiet", "--python", BIN / "python", "-r", lock)
    run(BIN / "uv", "pip", "install", "--quiet", "--python", BIN / "python", "--no-deps", "--editable", ROOT)


def front_end() -> None:
    """Install the front end's packages as locked and build it."""
    run("npm", "ci", "--no-audit", "--no-fund", cwd=ROOT / "frontend")
    run("npm", "run", "build", cwd=ROOT / "frontend")


def messages() -> None:
    """Compile the translation catalogues."""
    run(BIN / "pybabel", "compile", "--use-fuzzy", "--domain", "django", "--directory", ROOT / "locale", "--statistics")


def debian() -> None:
    """Install the programs that the tests drive, where this may be done; otherwise say how."""
    missing = [package for program, package in DEBIAN_FOR_TESTS.items() if not shutil.which(program)]
    if not missing:
        return
    if not shutil.which("apt-get") or os.geteuid() != 0:
        say(f"Not installed, and the tests that need it will fail: try `sudo apt-get install {' '.join(missing)}`")
        return
    say(f"Installing {', '.join(missing)}")
    run("apt-get", "update", "-qq")
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing, "fonts-noto-color-emoji")


def main() -> None:
    """Run the steps that `--for run|test|dev` needs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--for", dest="purpose", choices=["run", "test", "dev"], default="run")
    purpose = parser.parse_args().purpose
    check_tools()
    have = (STAMPS / "purpose").read_text() if (STAMPS / "purpose").is_file() else "run"
    order = ["run", "test", "dev"]
    purpose = max(purpose, have, key=order.index)  # never take away what a larger purpose installed
    lock, dist, locale = ROOT / "requirements" / f"{purpose}.lock", ROOT / "frontend" / "dist", ROOT / "locale"
    says = f"Installing Python packages ({purpose})"
    step("python", says, [lock, ROOT / "pyproject.toml"], lambda: environment(lock), BIN / "wellspoken")
    (STAMPS / "purpose").write_text(purpose)
    step("frontend", "Building the pages' styles and scripts", [ROOT / "frontend"], front_end, dist)
    if any(locale.rglob("*.po")):
        step("messages", "Compiling translations", [locale], messages, locale / "nb" / "LC_MESSAGES" / "django.mo")
    if purpose != "run":
        debian()


if __name__ == "__main__":
    main()
