"""`make deps-audit`: licences of what is installed (no GPL or AGPL may be imported) and known vulnerabilities."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: tools that only run beside the product, never imported by it
TOOLS = {"djlint"}
BANNED = ("AGPL", "AFFERO", "GPLV2", "GPLV3", "GNU GENERAL PUBLIC")


def locked(name: str) -> set[str]:
    """Package names in a lock file, lower case."""
    lines = (ROOT / "requirements" / f"{name}.lock").read_text().splitlines()
    return {line.split("==")[0].split("[")[0].lower() for line in lines if "==" in line and not line.startswith(" ")}


def licence(name: str) -> str:
    """What a package says its licence is."""
    about = metadata.metadata(name)
    stated = [about.get("License-Expression") or "", *(about.get_all("Classifier") or [])]
    return " ".join(s for s in stated if s and ("License" in s or "::" not in s))


def main() -> None:
    """Print licences and vulnerabilities; end non-zero on a banned licence or a known hole in what is shipped."""
    shipped = sorted(locked("run"))
    licences = {name: licence(name) for name in shipped if _installed(name)}
    banned = [
        n
        for n, text in licences.items()
        if n not in TOOLS and "LGPL" not in text.upper() and any(b in text.upper() for b in BANNED)
    ]
    for name, text in licences.items():
        print(f"{name}: {text or 'see its files'}")
    audit = subprocess.run(
        [
            sys.executable,
            "-m",
            "pip_audit",
            "--progress-spinner",
            "off",
            "-r",
            "requirements/run.lock",
            "--disable-pip",
            "--require-hashes",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    print(audit.stdout[-4000:] or audit.stderr[-2000:])
    unknown = audit.stdout.count("could not be audited")
    if unknown:
        print(f"{unknown} packages were NOT audited: the vulnerability service does not answer here.")
    figures = {"packages": len(shipped), "banned": banned, "holes": audit.returncode == 1, "not_audited": unknown}
    print(json.dumps(figures))
    sys.exit(bool(banned) or audit.returncode == 1)


def _installed(name: str) -> bool:
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


if __name__ == "__main__":
    main()
