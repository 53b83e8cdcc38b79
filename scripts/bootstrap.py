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
#: reads the writing in pictures, without it pictures wait for a person; frees films of place and device and makes
#: them fit for networks, without it such films are refused: program to look for -> Debian packages
DEBIAN = {"tesseract": "tesseract-ocr tesseract-ocr-ind tesseract-ocr-nor", "ffmpeg": "ffmpeg"}
#: what the tests drive besides
DEBIAN_FOR_TESTS = {
    **{"chromium": "chromium fonts-noto-color-emoji", "xgettext": "gettext", "xmlsec1": "xmlsec1"},
    "clamd": "clamav-daemon",
}
APT = ("apt-get", "-qq", "-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=20")


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


def debian(wanted: dict[str, str], without: str) -> None:
    """Install programs where this may be done; otherwise say how, and what does not work `without` them."""
    missing = " ".join(packages for program, packages in wanted.items() if not shutil.which(program))
    if not missing:
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        say(f"Installing {missing}")
        for command in (("update",), ("install", "-y", "--no-install-recommends", *missing.split())):
            done = subprocess.run([*APT, *command], capture_output=True, text=True, check=False)
        if not done.returncode:
            return
    say(f"Not installed, and {without}: try `sudo apt-get install {missing}`")


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
    debian(DEBIAN, "pictures stop until somebody releases them, and films that tell where they were taken are refused")
    if purpose != "run":
        debian(DEBIAN_FOR_TESTS, "the tests that need it fail or are left out")


if __name__ == "__main__":
    main()
